"""Registering: the form, the mail it leads to, and the private link sent again, or opening what it names."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core import signing
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from delegates import desk, registration
from delegates.blank_form import blank_form
from delegates.forms import EmailForm, RegistrationForm, SessionsForm
from delegates.opening import opening
from delegates.tokens import found_by
from summit.frame import frame_of
from summit.limits import Limit, client_address
from summit.private import private_page

View = Callable[..., HttpResponse]
PER_ADDRESS = Limit("register-address", most=30, window=3600)
PER_MAIL = Limit("register-mail", most=5, window=3600)
FASTEST = 3  # seconds; nobody fills in the form faster, and what does is a program
OLDEST = 24 * 3600
BEGUN = signing.TimestampSigner(salt="delegates.begun")


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    event = frame_of(request).event
    if event is None:
        raise Http404
    context = {"event": event, "opening": opening(event), "begun": _begun(request)}
    if request.method != "POST":
        context["blank"] = blank_form(event) if context["opening"].is_open else ""
        return render(request, "delegates/register.html", context)
    form, sessions = RegistrationForm(request.POST, event=event), SessionsForm(request.POST)
    if context["opening"].is_open and form.is_valid() and sessions.is_valid():
        problem = _hindrance(request) or _taken_down(request, form, sessions)
        if not problem:
            return HttpResponseRedirect(reverse("delegates:registered"))
        form.add_error(None, problem)
        form.helper.form_error_title = _("Your registration was not sent")
    context |= {"form": form, "sessions": sessions}
    return render(
        request, "delegates/register.html", context, status=400 if form.errors or sessions.errors else 200
    )


@require_safe
def registered(request: HttpRequest) -> HttpResponse:
    """The same words for a new address and for one already known: nobody can find out who is registered."""
    return render(request, "delegates/registered.html")


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest) -> HttpResponse:
    """Send a private link again, to its own address alone."""
    form = EmailForm(request.POST or None)
    if form.is_valid():
        if PER_ADDRESS.hit(client_address(request)):
            _send_links(form.cleaned_data["email"])
            return HttpResponseRedirect(reverse("delegates:link_sent"))
        form.add_error(None, too_many())
    return render(request, "delegates/link.html", {"form": form}, status=400 if form.errors else 200)


@require_safe
def link_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "delegates/link_sent.html")


@transaction.atomic  # one wait for the disk, whether somebody is written to or nobody
def _send_links(email: str) -> None:
    if PER_MAIL.hit(registration.key_of(email)):
        registration.send_link(email)
        desk.send_links(email)


def opened_by_link(rows: Callable[[], QuerySet]) -> Callable[[View], View]:
    """Give a view the row its private link names; any other link, a closed one too, leads to one that opens."""

    def decorate(view: View) -> View:
        @private_page(referrer="same-origin")
        @sensitive_post_parameters()
        @wraps(view)
        def opened(request: HttpRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponse:
            row = found_by(rows(), token).first()
            if row is None:
                return render(request, "delegates/no_link.html", status=404)
            return view(request, row, token, *args, **kwargs)

        return opened

    return decorate


def _hindrance(request: HttpRequest) -> str:
    """Say why the moment a correct form comes is not one it can come at; empty when it is."""
    if not _was_opened_within(request, OLDEST):
        return _("This form was open for too long: send it again.")
    if _was_opened_within(request, FASTEST):
        return _("That was faster than anybody reads: send it again.")
    return ""


@transaction.atomic  # what is counted and what is taken down, with one wait for the disk
def _taken_down(request: HttpRequest, form: RegistrationForm, sessions: SessionsForm) -> str:
    """Take a correct form down, unless a program wrote it; say why where too many came, and empty otherwise."""
    mail = registration.key_of(form.cleaned_data["email"])
    if not (PER_ADDRESS.hit(client_address(request)) and PER_MAIL.hit(mail)):
        return too_many()
    if not form.is_by_a_program:
        registration.register(form.who, needs=form.needs, sessions=sessions.cleaned_data["sessions"])
    return ""


def _begun(request: HttpRequest) -> str:
    """Return when the form was first opened, signed: correcting it takes less time than filling it in."""
    return request.POST["begun"] if _was_opened_within(request, OLDEST) else BEGUN.sign("")


def _was_opened_within(request: HttpRequest, seconds: int) -> bool:
    """Tell whether the form that was sent was opened within so many seconds; False too when nobody can tell."""
    try:
        BEGUN.unsign(request.POST.get("begun", ""), max_age=seconds)
    except signing.BadSignature:
        return False
    return True


def too_many() -> str:
    return _(
        "Too many requests came from your network, or for this address, within an hour. Nothing was sent: try "
        "again in an hour."
    )
