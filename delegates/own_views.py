"""My registration: what one private link shows and lets its holder do. No page of it is kept, listed or told."""

from functools import wraps

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from delegates import erasure, joining, own, quotas, registration, seats
from delegates.forms import DelegateForm, SessionsForm
from delegates.models import Delegate
from delegates.naming_forms import NamedForm, NamingForm, SubstituteForm
from delegates.opening import opening
from delegates.views import PER_ADDRESS, PER_MAIL, View, opened_by_link, too_many
from programme.models import Session
from summit.frame import frame_of
from summit.limits import client_address
from summit.models import Event

DONE = {
    "confirmed": _("Your address is confirmed."),
    "changed": _("Your changes are kept."),
    "again": _("Your changes are kept, and reviewed again."),
    "sessions": _("Your choice of sessions is kept."),
    "seat": _("The seat is yours."),
    "lapsed": _("This offer has ended, and the seat went to the next. Nothing else was changed."),
    "freed": _("The seat went to the next."),
    "line": _("What became of it stands below, under “My seats”."),
    "substitute": _("Your substitute has been written to. Nothing changes before they confirm."),
    "joined": _("You come with those who named you."),
    "declined": _("You stay as you were, and what was written of you is erased."),
    "gone": _("Whoever named you has taken it back. Nothing was changed."),
    "back": _("You are registered again."),
    "no_place": _(
        "Your delegation has no place left in your category, and your registration stays cancelled. Ask its focal "
        "point for a place, then try again."
    ),
    "cancelled": _("Your registration is cancelled, and your seats went to the next."),
}
"""What the last button did, by the word that stands for it in the address."""
NO_PLACE = _(
    "Your delegation has no place left in this category, and nothing was changed: keep the category you had, or "
    "ask your delegation’s focal point for a place."
)


mine = opened_by_link(lambda: Delegate.objects.select_related("delegation"))


def changeable(view: View) -> View:
    """Lead back whoever was refused, has cancelled or has arrived, and who has not read yet what is asked."""

    @wraps(view)
    def opened(request: HttpRequest, delegate: Delegate, token: str) -> HttpResponse:
        may = delegate.may_change and not _is_named(delegate)
        return view(request, delegate, token) if may else _back(token)

    return opened


@mine
@require_safe
def show(request: HttpRequest, delegate: Delegate, token: str) -> HttpResponse:
    return _shown(request, delegate, token, done=DONE.get(request.GET.get("done", ""), ""))


@mine
@require_POST
def confirm(request: HttpRequest, delegate: Delegate, token: str) -> HttpResponse:
    """Whoever was named by somebody else reads here what is asked of them, and says what only they may say."""
    event = frame_of(request).event if _is_named(delegate) else None
    form = NamedForm(request.POST, delegate=delegate, event=event) if event else None
    if form and not form.is_valid():
        return _shown(request, delegate, token, form=form)
    registration.confirm(delegate, said=form.said if form else None)
    return _back(token, "confirmed")


@mine
@require_POST
def come_back(request: HttpRequest, delegate: Delegate, token: str) -> HttpResponse:
    """Register again after having cancelled, while registration is open."""
    if not opening(Event.objects.first()).is_open:
        return _back(token)
    try:
        return _back(token, "back" if registration.come_back_own(delegate) else "")
    except quotas.NoPlace:
        return _back(token, "no_place")


@mine
@require_POST
def named(request: HttpRequest, delegate: Delegate, token: str) -> HttpResponse:
    """Answer a delegation, or whoever leaves their place, that names somebody registered already."""
    answer = NamingForm(request.POST)
    if not answer.is_valid():
        return _back(token)
    number = answer.cleaned_data["number"]
    if "join" in request.POST:
        return _back(token, "joined" if joining.join(delegate, number=number) else "gone")
    return _back(token, "declined" if joining.decline(delegate, number=number) else "gone")


@mine
@changeable
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, delegate: Delegate, token: str) -> HttpResponse:
    event = get_object_or_404(Event)
    form = DelegateForm(request.POST or None, instance=delegate, event=event)
    if form.is_valid():
        try:
            again = registration.change_own(delegate, who=form.who, needs=form.needs)
        except quotas.NoPlace:
            form.add_error("category", NO_PLACE)
        else:
            return _back(token, "again" if again else "changed")
    return _asked(request, "delegates/change.html", form, token)


@mine
@changeable
@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: HttpRequest, delegate: Delegate, token: str) -> HttpResponse:
    chosen = [wish.session_id for wish in delegate.wishes.all()]
    form = SessionsForm(request.POST if request.method == "POST" else None, initial={"sessions": chosen})
    if form.is_bound and form.is_valid():
        registration.choose_sessions(delegate, sessions=form.cleaned_data["sessions"])
        return _back(token, "sessions")
    return _asked(request, "delegates/sessions.html", form, token)


@mine
@require_POST
def seat(request: HttpRequest, delegate: Delegate, token: str) -> HttpResponse:
    """Accept or give up a seat: the summit's, or a session's named by its slug; stand in line for the summit's."""
    if "line" in request.POST:
        registration.stand_in_line(delegate)
        return _back(token, "line")
    slug = request.POST.get("session", "")
    session = get_object_or_404(Session, slug=slug) if slug else None
    if "accept" in request.POST:
        return _back(token, "seat" if seats.accept(delegate, session=session) else "lapsed")
    seats.give_up(delegate, session=session)
    return _back(token, "freed")


@mine
@changeable
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, delegate: Delegate, token: str) -> HttpResponse:
    if request.method == "POST":
        registration.cancel(delegate)
        return _back(token, "cancelled")
    return render(request, "delegates/cancel.html", {"own": own.of(delegate), "token": token})


@mine
@changeable
@require_http_methods(["GET", "HEAD", "POST"])
def substitute(request: HttpRequest, delegate: Delegate, token: str) -> HttpResponse:
    form = SubstituteForm(request.POST or None, event=get_object_or_404(Event), left=delegate)
    if form.is_valid():
        if PER_ADDRESS.hit(client_address(request)) and PER_MAIL.hit(registration.key_of(form.who["email"])):
            try:
                registration.hand_over(delegate, who=form.who, needs={})
            except ValueError:  # cancelled or refused since the page was opened
                return _back(token)
            return _back(token, "substitute")
        form.add_error(None, too_many())
    return _asked(request, "delegates/substitute.html", form, token)


@mine
@require_safe
def data(request: HttpRequest, delegate: Delegate, token: str) -> HttpResponse:
    """Everything that is held of the delegate, as a file."""
    response = JsonResponse(own.everything(delegate), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="registration-{delegate}.json"'
    return response


@mine
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, delegate: Delegate, token: str) -> HttpResponse:
    if request.method == "POST":
        erasure.erase(delegate)
        return HttpResponseRedirect(reverse("delegates:erased"))
    return render(request, "delegates/erase.html", {"own": own.of(delegate), "token": token})


@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    return render(request, "delegates/erased.html")


def _is_named(delegate: Delegate) -> bool:
    """Named by somebody else, and not yet informed of what is asked and what for."""
    return delegate.state == Delegate.State.UNCONFIRMED and delegate.notice_at is None


def _shown(
    request: HttpRequest, delegate: Delegate, token: str, *, form: NamedForm | None = None, done: str = ""
) -> HttpResponse:
    event = Event.objects.first()
    if form is None and event and _is_named(delegate):
        form = NamedForm(delegate=delegate, event=event)
    context = {"own": own.of(delegate), "token": token, "done": done, "form": form, "opening": opening(event)}
    context["namings"] = joining.open_to(delegate)
    return render(request, "delegates/mine.html", context, status=400 if form and form.errors else 200)


def _asked(request: HttpRequest, template: str, form: BaseForm, token: str) -> HttpResponse:
    """Show a form, or show it again with its errors and all that was written."""
    return render(request, template, {"form": form, "token": token}, status=400 if form.errors else 200)


def _back(token: str, done: str = "") -> HttpResponse:
    return HttpResponseRedirect(reverse("delegates:mine", args=[token]) + (f"?done={done}" if done else ""))
