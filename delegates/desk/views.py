"""The desk of a delegation: what its focal point's private link shows and does. No page of it is kept."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from delegates import desk
from delegates.desk import members, pasting
from delegates.desk.forms import AddForm, DoneForm, PasteForm, ShownForm, SubstituteMemberForm
from delegates.models import Delegation
from delegates.names import key_of
from delegates.opening import opening
from delegates.views import PER_MAIL, opened_by_link
from summit.limits import Limit, client_address
from summit.models import Event

desk_page = opened_by_link(Delegation.objects.all)
# What one network, one desk, or one desk's link may do within an hour; a link that leaked bombs nobody with mail.
PER_NETWORK = Limit("desk-network", most=60, window=3600)
PASTED = Limit("desk-paste", most=6, window=3600)
RENEWED = Limit("desk-link", most=3, window=3600)


@desk_page
@require_safe
def show(request: HttpRequest, delegation: Delegation, token: str) -> HttpResponse:
    filters, done = ShownForm(request.GET), DoneForm(request.GET)
    context = {
        "filters": filters,
        "page": members.listed(delegation, **filters.chosen, number=request.GET.get("page")),
        "places": members.places(delegation),
        "counts": members.counts(delegation),
        "opening": opening(Event.objects.first()),
        "done": done.chosen,
    }
    return _shown(request, "desk", delegation, token, **context)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, delegation: Delegation, token: str) -> HttpResponse:
    if not opening(Event.objects.first()).is_open:
        return _back(token)
    form = AddForm(request.POST or None, delegation=delegation, places=members.places(delegation))
    if form.is_valid() and _done(request, form, lambda: desk.add(delegation, who=form.cleaned_data)):
        return _back(token, "added", 1)
    return _shown(request, "desk_add", delegation, token, form=form, status=400 if form.errors else 200)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: HttpRequest, delegation: Delegation, token: str) -> HttpResponse:
    """Rows in a box; their mistakes, or what they would add; and, on the button's press, all of them at once."""
    if not opening(Event.objects.first()).is_open:
        return _back(token)
    form, sheet = PasteForm(request.POST if request.method == "POST" else None), None
    if form.is_bound and form.is_valid() and "edit" not in request.POST:
        sheet = pasting.read(form.cleaned_data["rows"], delegation)
        try:
            if "add" in request.POST and not sheet.mistakes:
                _hold_back_paste(request, delegation)
                return _back(token, "added", len(desk.add_all(delegation, rows=sheet.members)))
            problems = desk.hindrances(delegation, sheet.members)
        except desk.Refused as refused:
            problems = refused.problems
        sheet.mistakes += pasting.located(sheet, problems)
    is_wrong = bool(form.errors or (sheet and sheet.mistakes))
    context = {"form": form, "sheet": sheet, "columns": pasting.columns(), "most": pasting.MOST}
    if sheet and not is_wrong:
        context["after"] = members.after(members.places(delegation), sheet.members)
    return _shown(request, "desk_paste", delegation, token, **context, status=400 if is_wrong else 200)


@desk_page
@require_safe
def sample(request: HttpRequest, delegation: Delegation, token: str) -> HttpResponse:
    """A sheet to fill in."""
    response = HttpResponse(pasting.sample(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="members-{get_language()}.csv"'
    return response


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: HttpRequest, delegation: Delegation, token: str, number: int) -> HttpResponse:
    member = get_object_or_404(members.one(delegation, number))
    form = SubstituteMemberForm(request.POST or None, delegation=delegation)
    if form.is_valid() and _done(request, form, lambda: desk.replace(member, by=form.cleaned_data)):
        return _back(token, "replaced")
    context = {"member": members.told(member), "form": form}
    return _shown(request, "desk_replace", delegation, token, **context, status=400 if form.errors else 200)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, delegation: Delegation, token: str, number: int) -> HttpResponse:
    member = get_object_or_404(members.one(delegation, number))
    if request.method == "POST":
        return _back(token, "withdrawn" if desk.withdraw(member) else "too_late")
    return _shown(request, "desk_withdraw", delegation, token, member=members.told(member))


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, delegation: Delegation, token: str) -> HttpResponse:
    """Have a new link sent to the focal point's own address; this one then opens nothing."""
    can_send = bool(delegation.focal_email)
    if request.method == "POST" and can_send:
        if PER_NETWORK.hit(client_address(request)) and RENEWED.hit(str(delegation.pk)):
            desk.renew_link(delegation)
            return HttpResponseRedirect(reverse("delegates:desk_link_sent"))
        return _shown(request, "desk_link", delegation, token, can_send=True, is_too_often=True, status=429)
    return _shown(request, "desk_link", delegation, token, can_send=can_send, is_too_often=False)


@require_safe
def link_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "delegates/desk_link_sent.html")


def _done(request: HttpRequest, form: AddForm | SubstituteMemberForm, act: Callable[[], object]) -> bool:
    """Do what a valid form asks; False, with the reason in the form, where it is refused."""
    try:
        _hold_back(request, form.cleaned_data["email"])
        act()
    except desk.Refused as refused:
        _tell(form, refused)
        return False
    return True


def _hold_back(request: HttpRequest, email: str) -> None:
    """Refuse what would write to one address, or come from one network, too often."""
    if not (PER_NETWORK.hit(client_address(request)) and PER_MAIL.hit(key_of(email))):
        raise desk.Refused(desk.Problem(None, "", _too_often()))


def _hold_back_paste(request: HttpRequest, delegation: Delegation) -> None:
    if not (PER_NETWORK.hit(client_address(request)) and PASTED.hit(str(delegation.pk))):
        raise desk.Refused(desk.Problem(None, "", _too_often()))


def _too_often() -> str:
    return _("Too much was sent within an hour. Nothing was added; everything you wrote is still here: try later.")


def _tell(form: Any, refused: desk.Refused) -> None:
    for one in refused.problems:
        form.add_error(one.field if one.field in form.fields else None, one.text)


def _shown(
    request: HttpRequest, template: str, delegation: Delegation, token: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    known = {"name": delegation.name, "token": token}
    return render(request, f"delegates/{template}.html", {**known, **context}, status=status)


def _back(token: str, done: str = "", number: int = 0) -> HttpResponse:
    asked = (f"?done={done}" + (f"&number={number}" if number else "")) if done else ""
    return HttpResponseRedirect(reverse("delegates:desk", args=[token]) + asked)
