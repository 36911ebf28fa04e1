"""The edition as a Django app."""

from django.apps import AppConfig


class EditionConfig(AppConfig):
    name = "testimonies.edition"
    label = "edition"
    verbose_name = "Edition"

    def ready(self) -> None:
        from testimonies.edition import checks  # noqa: F401 (registering is the import's purpose)
