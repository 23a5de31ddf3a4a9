"""A commitment on other sites: the one page that may stand in their frames, and how they find it (oEmbed)."""

from urllib.parse import urlsplit
from xml.etree import ElementTree

from csp.decorators import csp_replace
from django import forms
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from commitments.models import Commitment
from summit.bilingual import written_in
from summit.frame import Frame
from summit.programs import for_programs

WIDTH, HEIGHT = 600, 340  # pixels
LEAST = 200  # pixels, below which the card cannot be read
KEPT = 24 * 60 * 60  # seconds for which a site may keep the answer


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def embed(request: HttpRequest, reference: str) -> HttpResponse:
    shown = get_object_or_404(Commitment.objects.published().for_cards(), reference=reference)
    return render(request, "commitments/embed.html", {"commitment": shown})


class Consumer(forms.Form):
    """What a site asks: the page it wants to show, and how much room it has, in pixels."""

    url = forms.CharField(max_length=2000)
    format = forms.CharField(required=False)
    maxwidth = forms.IntegerField(required=False, min_value=1)
    maxheight = forms.IntegerField(required=False, min_value=1)

    def room(self, name: str, wanted: int) -> int:
        """What it gets: no more than it has, as far as that can be read."""
        most = self.cleaned_data.get(name) or wanted
        return max(min(wanted, most), LEAST)


@for_programs
def oembed(request: HttpRequest) -> HttpResponse:
    """Answer as oEmbed 1.0 has it: 404 for what is no commitment's page here, 501 for another format."""
    asked = Consumer(request.GET)
    asked.is_valid()
    form = asked.cleaned_data.get("format") or "json"
    if form not in ("json", "xml"):
        return HttpResponse(status=501)
    language, reference = _page(request, asked.cleaned_data.get("url", ""))
    with translation.override(language):
        shown = get_object_or_404(Commitment.objects.published().for_cards(), reference=reference)
        told = _told(shown, Frame(request), asked)
    if form == "json":
        return JsonResponse(told)
    root = ElementTree.Element("oembed")
    for name, value in told.items():
        ElementTree.SubElement(root, name).text = str(value)
    body = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(body, content_type="text/xml; charset=utf-8")


def _page(request: HttpRequest, url: str) -> tuple[str, str]:
    """Return the language and the reference of the page at an address of this portal."""
    try:
        parts = urlsplit(url)
    except ValueError:
        raise Http404 from None
    language = translation.get_language_from_path(parts.path)
    if parts.scheme not in ("http", "https") or parts.netloc != request.get_host() or language is None:
        raise Http404
    with translation.override(language):
        try:
            found = resolve(parts.path)
        except Resolver404:
            raise Http404 from None
    if found.view_name != "commitments:commitment":
        raise Http404
    return language, found.kwargs["reference"]


def _told(shown: Commitment, frame: Frame, asked: Consumer) -> dict[str, object]:
    width, height = asked.room("maxwidth", WIDTH), asked.room("maxheight", HEIGHT)
    room = {"commitment": shown, "origin": frame.origin, "width": width, "height": height}
    return {
        "version": "1.0",
        "type": "rich",
        "title": f"{written_in(shown, 'title')[0]} ({shown.reference})",
        "provider_name": str(frame.event or _("Register of commitments")),
        "provider_url": f"{frame.origin}/",
        "cache_age": KEPT,
        "html": render_to_string("commitments/iframe.html", room).strip(),
        "width": width,
        "height": height,
    }
