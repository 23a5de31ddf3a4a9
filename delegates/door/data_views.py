"""What the scripts of the door ask: the list, what changed and what they kept, the worker that keeps the page."""

import json
from hashlib import blake2b
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import get_object_or_404
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_POST, require_safe

from delegates import door
from delegates.door import roll
from delegates.door.access import door_data
from delegates.door.forms import PassageForm, SyncForm, UndoForm
from delegates.door.views import page
from summit.clock import real_now
from summit.limits import Pace
from summit.models import Event
from summit.staff_language import staff_language

LISTS = Pace("door-lists", window=60)
SYNCS = Pace("door-syncs", window=60)
MOST_LISTS, MOST_SYNCS, MOST_PASSAGES = 20, 240, 200
FILES = (
    *("css/tokens.css", "css/base.css", "css/components.css", "css/door.css"),
    *(f"js/{name}.js" for name in ("door", "door-code", "door-store", "door-sync", "door-camera")),
    *(f"js/{name}.js" for name in ("door-list", "door-passages", "door-view", "door-paper")),
    *("img/favicon.svg", "img/favicon.ico"),
)


@door_data
@gzip_page
@require_safe
def day_list(request: HttpRequest) -> HttpResponse:
    """The whole list, or 304 when the door has it already (If-None-Match)."""
    if not LISTS.take(str(request.user.pk), most=MOST_LISTS).allowed:
        return _too_many()
    event = get_object_or_404(Event)
    roll.KNOWN.look()
    tag = f"{roll.KNOWN.revision}-{roll.last_sequence()}"
    if tag in request.headers.get("If-None-Match", ""):
        response: HttpResponse = HttpResponseNotModified()
    else:
        told = roll.day_list(event)
        response = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "separators": (",", ":")})
    response["ETag"] = f'"{tag}"'
    return response


@door_data
@gzip_page
@require_POST
def sync(request: HttpRequest) -> HttpResponse:
    """Take down what the door kept, and tell what changed since it last asked: registrations and arrivals."""
    if not SYNCS.take(str(request.user.pk), most=MOST_SYNCS).allowed:
        return _too_many()
    form = SyncForm(_body(request))
    if not form.is_valid():
        return JsonResponse({"reason": "unreadable"}, status=400)
    asked = form.cleaned_data
    passages, unreadable = _passages(asked["passages"])
    told = door.sync(passages, undone=_keys(asked["undone"]), by=request.user)
    roll.KNOWN.look(within=roll.FRESH)
    rows = roll.KNOWN.since(asked["revision"])
    if rows is None:
        roll.KNOWN.look(within=1)  # another process may have told this door more than we know
        rows = roll.KNOWN.since(asked["revision"])
    return JsonResponse(
        {
            "now": roll.milliseconds(real_now()),
            "until": roll.milliseconds(roll.until(get_object_or_404(Event))),
            "answers": [*unreadable, *(_told(str(key), answer) for key, answer in told)],
            "revision": roll.KNOWN.revision,
            "rows": rows,
            "sequence": roll.last_sequence(),
            "arrivals": roll.arrivals_since(asked["sequence"]),
        }
    )


@door_data
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker: which files make up the page, under a version that changes with any of them.

    The version changes with the language too, so that the page kept for later speaks the one last chosen.
    """
    with staff_language(request):
        shell = page(request, is_shell=True).content
    kept = {
        "version": _version(shell),
        "page": reverse("door:show"),
        "shell": reverse("door:shell"),
        "files": [static(name) for name in FILES],
    }
    script = f"self.kept = {json.dumps(kept)};\nimportScripts({json.dumps(static('js/door-worker.js'))});\n"
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


def _version(shell: bytes) -> str:
    """A fingerprint of all that the kept page is made of."""
    digest = blake2b(shell, digest_size=8)
    for name in (*FILES, "js/door-worker.js"):
        digest.update(Path(finders.find(name)).read_bytes())
    return digest.hexdigest()


def _body(request: HttpRequest) -> dict[str, Any]:
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}


def _passages(sent: Any) -> tuple[list[door.Passage], list[dict[str, Any]]]:
    """Read what was sent: the passages, and an answer to each that cannot be, or it would be sent for ever."""
    read, unreadable = [], []
    for one in _several(sent):
        form = PassageForm(one if isinstance(one, dict) else {})
        if form.is_valid():
            told = form.cleaned_data
            read.append(door.Passage(told["code"], told["key"], told["door"], told["at"], told["offline"]))
        elif isinstance(one, dict):
            refused = door.Answer(door.Verdict.REFUSED, door.Reason.UNREADABLE)
            unreadable.append(_told(str(one.get("key")), refused))
    return read, unreadable


def _keys(sent: Any) -> list[UUID]:
    forms = [UndoForm({"key": one}) for one in _several(sent)]
    return [form.cleaned_data["key"] for form in forms if form.is_valid()]


def _several(sent: Any) -> list[Any]:
    return sent[:MOST_PASSAGES] if isinstance(sent, list) else []


def _told(key: str, answer: door.Answer) -> dict[str, Any]:
    told: dict[str, Any] = {"key": key, "verdict": answer.verdict, "reason": answer.reason}
    if answer.delegate:
        told["number"] = answer.delegate.number
    if answer.first:
        told["first"] = [answer.first.door, roll.milliseconds(answer.first.at)]
    return told


def _too_many() -> HttpResponse:
    return JsonResponse({"reason": "too_many"}, status=429)
