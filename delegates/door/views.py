"""The door's page: one field, one answer. It works without a script while there is a network."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from delegates import badges, door
from delegates.door import roll
from delegates.door.access import door_page
from delegates.door.forms import CheckForm, DoorForm, NameForm, UndoForm
from delegates.door.words import SILENT, WORDS, said, who
from summit.clock import real_now
from summit.limits import Limit
from summit.models import Event

LOOKUPS = Limit("door-lookups", most=60, window=60)
SHOWN = 20  # of those found by name


@door_page
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """The page; posted, a badge's code or a number is answered at once, and let in when it may."""
    if request.method != "POST" or "door" not in request.session:
        return page(request)
    form = CheckForm(request.POST)
    if not form.is_valid():
        return page(request, said=said(door.Answer(door.Verdict.REFUSED, door.Reason.UNREADABLE)), status=400)
    if not LOOKUPS.hit(str(request.user.pk)):
        return page(request, notice=WORDS["too-many"], status=429)
    here, asked = request.session["door"], form.cleaned_data
    passage = door.Passage(asked["code"], asked["key"], here, real_now())
    ((_key, answer),) = door.sync([passage], by=request.user)
    return page(request, said=said(answer, typed=form.data["code"]), passage=answer.passage)


@door_page
@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """Find people by name: posted, so that no address and no log holds it."""
    form = NameForm(request.POST)
    if not form.is_valid():
        return page(request, status=400)
    if not LOOKUPS.hit(str(request.user.pk)):
        return page(request, notice=WORDS["too-many"], status=429)
    found = list(roll.named(form.cleaned_data["name"])[: SHOWN + 1])
    people = [(one, who(one), badges.refusal_of(one), uuid4()) for one in found[:SHOWN]]
    return page(request, people=people, is_more=len(found) > SHOWN, name=form.cleaned_data["name"])


@door_page
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    form = UndoForm(request.POST)
    answer = door.undo(form.cleaned_data["key"], by=request.user) if form.is_valid() else None
    return page(request, said=said(answer)) if answer else page(request, status=400)


@door_page
@require_POST
def name(request: HttpRequest) -> HttpResponse:
    """Say once which door this is; the session keeps it."""
    form = DoorForm(request.POST)
    if not form.is_valid():
        return page(request, status=400)
    request.session["door"] = form.cleaned_data["door"]
    return HttpResponseRedirect(reverse("door:show"))


@door_page
@require_safe
def shell(request: HttpRequest) -> HttpResponse:
    """The same page without anybody's data, which the service worker keeps for when there is no network."""
    return page(request, is_shell=True)


def page(request: HttpRequest, *, status: int = 200, is_shell: bool = False, **context: object) -> HttpResponse:
    told: dict[str, object] = {
        "event": Event.objects.first(),
        "words": WORDS,
        "said": SILENT,
        "is_shell": is_shell,
        **dict.fromkeys(("token", "key", "door", "name", "notice", "people", "counts", "is_more"), ""),
    }
    if not is_shell:
        told |= {"token": get_token(request), "key": uuid4()}
        told |= {"door": request.session.get("door", ""), "counts": roll.counts()}
    return render(request, "delegates/door.html", told | context, status=status)
