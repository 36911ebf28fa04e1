"""The receipts as a Django app."""

from django.apps import AppConfig


class ReceiptsConfig(AppConfig):
    name = "testimonies.receipts"
    label = "receipts"
    verbose_name = "Receipts"

    def ready(self) -> None:
        from testimonies.receipts import checks  # noqa: F401 (registering is the import's purpose)
