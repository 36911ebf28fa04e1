"""The desk as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "testimonies.desk"
    label = "desk"
    verbose_name = _("Desk")

    def ready(self) -> None:
        from testimonies.desk import checks  # noqa: F401 (registering is the import's purpose)
