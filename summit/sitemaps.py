"""The addresses of every public page, in every language, for search engines."""

from collections.abc import Callable

from django.contrib.sitemaps import Sitemap
from django.db.models import Model, QuerySet
from django.urls import reverse

from commitments.models import Commitment, Holder
from commitments.places import countries
from programme.models import Session, Speaker
from summit.models import Page
from themes.models import Theme


class BilingualSitemap(Sitemap):
    i18n = True
    alternates = True
    x_default = True


class FixedPages(BilingualSitemap):
    def items(self) -> list[str]:
        return [
            "summit:home",
            "themes:list",
            "programme:list",
            "programme:grid",
            "programme:print",
            "programme:changes",
            "programme:speakers",
            "commitments:list",
            "commitments:figures",
            "commitments:map",
            "commitments:gaps",
            "commitments:frameworks",
            "commitments:holders",
            "commitments:data",
            "summit:pages",
            "summit:documents",
            "summit:site_map",
        ]

    def location(self, item: str) -> str:
        return reverse(item)


class Things(BilingualSitemap):
    """The pages of one model's published rows."""

    def __init__(self, published: Callable[[], QuerySet]) -> None:
        super().__init__()
        self.published = published

    def items(self) -> QuerySet:
        return self.published()

    def lastmod(self, item: Model) -> object:
        return getattr(item, "modified", None)


class Countries(BilingualSitemap):
    def items(self) -> list[str]:
        return countries()

    def location(self, item: str) -> str:
        return reverse("commitments:holder_country", args=[item])


SITEMAPS = {
    "pages": FixedPages(),
    "themes": Things(lambda: Theme.objects.published()),
    "sessions": Things(lambda: Session.objects.published()),
    "speakers": Things(lambda: Speaker.objects.published().order_by("sort_key")),
    "commitments": Things(lambda: Commitment.objects.published()),
    "holders": Things(lambda: Holder.objects.published()),
    "holder_countries": Countries(),
    "information": Things(lambda: Page.objects.published()),
}
