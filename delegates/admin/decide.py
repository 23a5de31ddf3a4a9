"""The page before a decision: of whom, what each of them will read, and the button that decides."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters

from delegates import accreditation, own, review
from delegates.mail import letters
from delegates.models import Decision, Delegate, Message, Seat
from delegates.tokens import token_of
from summit.models import Event

MOST = 200
Verdict = Decision.Verdict
MAILS = {Verdict.ACCREDIT: Message.Kind.ACCREDITED, Verdict.REFUSE: Message.Kind.REFUSED}
STATES = {Message.Kind.ACCREDITED: Delegate.State.ACCREDITED, Message.Kind.REFUSED: Delegate.State.REFUSED}
NO_SEAT = _("no seat")
TITLES = {
    Verdict.ACCREDIT: _("Accredit"),
    Verdict.REFUSE: _("Refuse"),
    Verdict.REOPEN: _("Review again"),
}


class NumbersField(forms.CharField):
    """Numbers of delegates between commas: 12,15,18."""

    def to_python(self, value: Any) -> list[int]:
        found = [one for one in super().to_python(value).split(",") if one.isascii() and one.isdigit()]
        return [int(one[:9]) for one in found][:MOST]


class DecideForm(forms.Form):
    """What is decided of whom. `seen` holds what was shown of each, `read` the reason as its mail was shown."""

    verdict = forms.ChoiceField(choices=Verdict.choices, widget=forms.HiddenInput)
    delegates = NumbersField(widget=forms.HiddenInput, error_messages={"required": _("Nobody was chosen.")})
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Each delegate reads it as you write it, whatever their language: for a group of both languages, "
            "write it in both."
        ),
    )
    read = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.is_refusal and "press" in self.data and not cleaned.get("reason"):
            self.add_error("reason", _("A refusal has a reason, which the delegate reads."))
        return cleaned

    @property
    def is_refusal(self) -> bool:
        return self.cleaned_data.get("verdict") == Verdict.REFUSE

    @property
    def was_read(self) -> bool:
        """Whether the mail was shown with the reason that is sent now."""
        sent, read = (self.cleaned_data[name].split() for name in ("reason", "read"))
        return not self.is_refusal or sent == read

    @property
    def stamps(self) -> dict[int, str]:
        """What was shown of each; whoever was not shown at all is decided by no stamp, so by none."""
        pairs = (one.partition(":") for one in self.cleaned_data["seen"].split(","))
        shown = {int(number): stamp for number, _colon, stamp in pairs if number.isascii() and number.isdigit()}
        return {number: shown.get(number) or "not shown" for number in self.cleaned_data["delegates"]}


@dataclass
class Example:
    """One mail as one delegate will read it, and who reads the same; `who` says of a language which of them."""

    language: str
    who: str
    subject: str
    paragraphs: list[str]
    delegates: list[Delegate]

    def says_the_same(self, other: "Example") -> bool:
        return self.language == other.language and self._of_anybody() == other._of_anybody()

    def _of_anybody(self) -> str:
        told = "\n".join([self.subject, *self.paragraphs])
        for mark in (str(self.delegates[0]), self.delegates[0].full_name):
            told = told.replace(mark, "…")
        return told


def examples(delegates: list[Delegate], kind: str, *, reason: str) -> list[Example]:
    """Show the mail once for each language, and for each way of attending that is told otherwise."""
    groups: dict[tuple[str, str, str], list[Delegate]] = {}
    for one in delegates:
        if one.email:
            groups.setdefault((one.language, one.mode, one.seat_state or ""), []).append(one)
    found: list[Example] = []
    for _key, group in sorted(groups.items()):
        example = _example(group, kind, reason)
        same = next((one for one in found if one.says_the_same(example)), None)
        if same:
            same.who, same.delegates = "", same.delegates + group
        else:
            found.append(example)
    return found


def _example(group: list[Delegate], kind: str, reason: str) -> Example:
    """Write to the first of a group, without the private link."""
    first = group[0]
    first.state, first.refusal = STATES[kind], reason  # as it will stand, on this page alone
    mail = letters.composed(
        Message(kind=kind, delegate=first), first.language, own.of(first), Event.objects.first()
    )
    text = mail.body.replace(token_of(first), "…").strip()
    return Example(first.language, _who(first), mail.subject, text.split("\n\n"), group)


def _who(delegate: Delegate) -> str:
    mode = delegate.get_mode_display()
    if not delegate.is_on_site:
        return mode
    if not delegate.seat_state:
        return f"{mode} ({NO_SEAT})"
    seat = _("seat: %(state)s") % {"state": Seat.State(delegate.seat_state).label}
    return f"{mode} ({seat})"


class DecidePage(admin.ModelAdmin):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(sensitive_post_parameters()(self.decide_view))
        return [path("decide/", view, name="delegates_delegate_decide"), *super().get_urls()]

    @admin.action(description=_("Accredit the selected delegates"), permissions=["accredit"])
    def accredit(self, request: HttpRequest, queryset: QuerySet) -> HttpResponseRedirect:
        return self._to_decide(request, queryset, Verdict.ACCREDIT)

    @admin.action(description=_("Refuse the selected delegates"), permissions=["accredit"])
    def refuse(self, request: HttpRequest, queryset: QuerySet) -> HttpResponseRedirect:
        return self._to_decide(request, queryset, Verdict.REFUSE)

    @admin.action(description=_("Review the selected delegates again"), permissions=["accredit"])
    def reopen(self, request: HttpRequest, queryset: QuerySet) -> HttpResponseRedirect:
        return self._to_decide(request, queryset, Verdict.REOPEN)

    def decide_view(self, request: HttpRequest) -> HttpResponse:
        """Show who is decided on and what they will read; decide when the button under it is pressed."""
        if not self.has_accredit_permission(request):
            raise PermissionDenied
        form = DecideForm(request.POST or _first_asked(request.GET))
        valid = form.is_valid()
        if "verdict" in form.errors or "delegates" in form.errors:
            self.message_user(request, _("Nobody was chosen."), messages.WARNING)
            return redirect("admin:delegates_delegate_review")
        numbers = form.cleaned_data["delegates"]
        chosen = review.with_facts(Delegate.objects.filter(number__in=numbers)).order_by("confirmed_at", "pk")
        if "press" in request.POST and valid and form.was_read:
            self._decide(request, form, list(chosen))
            return redirect("admin:delegates_delegate_review")
        return TemplateResponse(
            request, "admin/delegates/delegate/decide.html", self._decide_context(request, form, list(chosen))
        )

    def _to_decide(self, request: HttpRequest, queryset: QuerySet, verdict: str) -> HttpResponseRedirect:
        numbers = list(queryset.order_by("number").values_list("number", flat=True)[: MOST + 1])
        if len(numbers) > MOST:
            said = _("At most %d at a time: these are the first of them.") % MOST
            self.message_user(request, said, messages.WARNING)
        query = QueryDict(mutable=True)
        query.update({"verdict": verdict, "delegates": ",".join(map(str, numbers[:MOST]))})
        return redirect(f"{reverse('admin:delegates_delegate_decide')}?{query.urlencode(safe=',')}")

    def _decide(self, request: HttpRequest, form: DecideForm, chosen: list[Delegate]) -> None:
        verdict = form.cleaned_data["verdict"]
        outcome = accreditation.decide(
            chosen, verdict=verdict, by=request.user, seen=form.stamps, reason=form.cleaned_data["reason"]
        )
        number = len(outcome.decided)
        said = {
            Verdict.ACCREDIT: ngettext("Accredited: %d delegate.", "Accredited: %d delegates.", number),
            Verdict.REFUSE: ngettext("Refused: %d delegate.", "Refused: %d delegates.", number),
            Verdict.REOPEN: ngettext("To review again: %d delegate.", "To review again: %d delegates.", number),
        }[verdict]
        self.message_user(request, said % number, messages.SUCCESS if number else messages.INFO)
        if number := len(outcome.second):
            said = ngettext(
                "%d delegate now waits for a second person to accredit them.",
                "%d delegates now wait for a second person to accredit them.",
                number,
            )
            self.message_user(request, said % number, messages.SUCCESS)
        for _one, why in outcome.left:
            self.message_user(request, why, messages.WARNING)

    def _decide_context(self, request: HttpRequest, form: DecideForm, chosen: list[Delegate]) -> dict[str, Any]:
        verdict, reason = form.cleaned_data["verdict"], form.cleaned_data.get("reason", "")
        cases = review.cases(chosen, reader=request.user)
        seen = ",".join(f"{one.number}:{accreditation.stamp(one)}" for one in chosen)
        able = (Delegate.State.ACCREDITED, Delegate.State.REFUSED)
        states = able if verdict == Verdict.REOPEN else (Delegate.State.TO_REVIEW,)
        possible = [one for one in cases if one.delegate.state in states]
        if verdict == Verdict.ACCREDIT:
            possible = [one for one in possible if not one.is_own]
        told = [one.delegate for one in possible if verdict != Verdict.ACCREDIT or not one.waits_for_second]
        shown = verdict in MAILS and (verdict == Verdict.ACCREDIT or reason)
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": TITLES[verdict],
            "form": form,
            "verdict": verdict,
            "possible": possible,
            "impossible": [one for one in cases if one not in possible],
            "second": len(possible) - len(told),
            "examples": examples(told, MAILS[verdict], reason=reason) if shown else [],
            "seen": seen,
            "changed": "press" in request.POST and not form.errors and not form.was_read,
        }


def _first_asked(query: QueryDict) -> dict[str, str]:
    """What a link or a list asks: never a reason, which is nobody's business in an address."""
    return {"verdict": query.get("verdict", ""), "delegates": ",".join(query.getlist("delegates"))}
