"""What every page shows around its content: the event, the menus, the organisers, the one action of the moment."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from summit import clock
from summit.models import Event, Organiser, Page
from summit.moments import Phase, phase, registration_is_open


@dataclass(frozen=True)
class Action:
    """The one button of the header: what matters now."""

    label: str
    href: str


@dataclass(frozen=True)
class Language:
    code: str
    name: str
    path: str
    query: str
    is_reader: bool


class Frame:
    """Read lazily, so that a response that shows no frame asks nothing; three queries when all of it is shown."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def event(self) -> Event | None:
        return Event.objects.first()

    @property
    def time_zone(self) -> str:
        """The zone every moment is told in; UTC while there is no event."""
        return self.event.time_zone if self.event else "UTC"

    @property
    def section(self) -> str:
        """The menu's entry this page stands under; none on the home page and on pages of no app."""
        match = self.request.resolver_match
        if match is None or match.url_name == "home":
            return ""
        return {"summit": "information"}.get(match.namespace, match.namespace)

    @cached_property
    def organisers(self) -> list[Organiser]:
        return list(Organiser.objects.all())

    @cached_property
    def pages(self) -> list[Page]:
        return list(Page.objects.published().defer("body", "body_fr", "body_en"))

    @property
    def menu_pages(self) -> list[Page]:
        return [page for page in self.pages if page.menu == Page.Menu.MAIN]

    @property
    def footer_pages(self) -> list[Page]:
        return [page for page in self.pages if page.menu == Page.Menu.FOOTER]

    @cached_property
    def phase(self) -> Phase | None:
        return phase(self.event) if self.event else None

    @property
    def action(self) -> Action:
        """Before: register while one can, else the programme; live: watch; after: read the commitments."""
        if self.phase is Phase.LIVE and self.event and self.event.stream_urls:
            return Action(_("Watch live"), self.event.stream_urls[0])
        if self.phase is Phase.AFTER:
            return Action(_("Read the commitments"), reverse("commitments:list"))
        if self.phase is Phase.BEFORE and registration_is_open(self.event):
            return Action(_("Register"), reverse("delegates:register"))
        return Action(_("See the programme"), reverse("programme:list"))

    @property
    def demonstration(self) -> bool:
        return settings.DEMONSTRATION

    @cached_property
    def played(self) -> Any:
        return clock.now()

    @property
    def neutral_path(self) -> str:
        """This page's address without its language; it leads on by what the browser asks for."""
        path = self.request.get_full_path().partition("?")[0]
        code, _slash, rest = path.lstrip("/").partition("/")
        return f"/{rest}" if code in dict(settings.LANGUAGES) else "/"

    @property
    def languages(self) -> list[Language]:
        """Each language by its own name, with this page's address in it; the filters stay."""
        query = self.request.get_full_path().partition("?")[2]
        return [
            Language(
                code=code,
                name=str(name),
                path=f"/{code}{self.neutral_path}",
                query=f"?{query}" if query else "",
                is_reader=code == get_language(),
            )
            for code, name in settings.LANGUAGES
        ]

    @property
    def origin(self) -> str:
        return f"{self.request.scheme}://{self.request.get_host()}"


def frame_of(request: HttpRequest) -> Frame:
    """The one frame of a request, so that a view and the page around it ask for the event once."""
    if not hasattr(request, "frame"):
        request.frame = Frame(request)
    return request.frame


def frame(request: HttpRequest) -> dict[str, Frame]:
    return {"frame": frame_of(request)}
