"""The project's own app: the event, its organisers, pages and documents."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SummitConfig(AppConfig):
    name = "summit"
    verbose_name = _("Event and pages")

    def ready(self) -> None:
        from summit import groups  # noqa: PLC0415 (models are there only now)

        groups.connect()
