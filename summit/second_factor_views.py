"""The pages of the second factor: enter a code; set up a phone; ten recovery codes, shown once."""

from base64 import b32encode
from typing import Any
from urllib.parse import urlencode

import segno
from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

from summit import second_factor
from summit.limits import Limit, client_address

PER_PERSON = Limit("second-factor-person", most=5, window=15 * 60)
PER_ADDRESS = Limit("second-factor-address", most=20, window=15 * 60)
BEGUN = (
    "second_factor_begun"  # the key of a phone that has not proved itself yet; in the session, so its own alone
)
WRONG = _("This code is not right, or was used already. Wait for the next one that your phone shows.")
WRONG_ON_PAPER = _("This code is not right, or was used already. Each recovery code opens once.")
TOO_SOON = _(
    "This code was not looked at, since others before it were wrong: wait a moment, then enter a code again. "
    "If it goes on, a superuser resets your second factor."
)


class CodeForm(forms.Form):
    """One code; `prove` says whether it is right. Counted before it is looked at, as passwords are."""

    code = forms.CharField(label=_("Code"), max_length=20)

    def __init__(self, data: Any, *, request: HttpRequest, prove: Any, on_paper: bool = False) -> None:
        super().__init__(data)
        self.request, self.prove, self.proof, self.on_paper = request, prove, None, on_paper
        look = {"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}
        self.fields["code"].widget.attrs |= look if on_paper else {**look, "inputmode": "numeric"}

    @sensitive_variables()
    def clean_code(self) -> str:
        code = "".join(one for one in self.cleaned_data["code"].lower() if one.isascii() and one.isalnum())
        person, address = str(self.request.user.pk), client_address(self.request)
        if not PER_ADDRESS.hit(address) or not PER_PERSON.hit(person):
            raise ValidationError(
                _("Too many codes were wrong. This one was not looked at: wait a quarter of an hour."),
                code="too_many",
            )
        try:
            self.proof = self.prove(code)
        except second_factor.TooSoon:
            raise ValidationError(TOO_SOON, code="too_soon") from None
        if not self.proof:
            raise ValidationError(WRONG_ON_PAPER if self.on_paper else WRONG, code="wrong")
        PER_PERSON.forget(person)
        PER_ADDRESS.take_back(address)
        return code


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Ask for a code, then lead where the person wanted to go."""
    _for_those_who_need_it(request)
    if not second_factor.is_set_up(request.user):
        return _to_set_up(request)
    on_paper = "recovery" in request.GET
    form = CodeForm(
        request.POST or None,
        request=request,
        prove=lambda code: second_factor.prove(request, code=code),
        on_paper=on_paper,
    )
    if form.is_valid():
        if not form.cleaned_data["code"].isdigit():
            _say_what_is_left(request)
        return redirect(_wanted(request))
    context = {"form": form, "on_paper": on_paper, "next": _wanted(request)}
    return _page(request, "enter", _("Your second factor"), **context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """Show what a phone needs; make it count once a code of it is right; renew the codes on paper.

    Whoever has a phone proves it before they can change to another.
    """
    _for_those_who_need_it(request)
    is_set_up = second_factor.is_set_up(request.user)
    if is_set_up and not request.user.is_verified():
        return redirect(f"{reverse('admin:second_factor')}?next={request.path}")
    if "begin" in request.POST:
        request.session[BEGUN] = random_hex(20)
        return _to_set_up(request)
    if "renew" in request.POST and is_set_up:
        return _codes(request, second_factor.renew_codes(request.user))
    key = request.session.get(BEGUN, "")
    form = CodeForm(
        request.POST if key and "code" in request.POST else None,
        request=request,
        prove=lambda code: _proof(request, key, code),
    )
    if form.is_valid():
        del request.session[BEGUN]
        return _codes(request, form.proof)
    letters = _letters(key)
    is_shown = settings.DEMONSTRATION and request.user.is_superuser
    context = {"form": form, "letters": letters, "is_set_up": is_set_up, "is_a_demonstration": is_shown}
    context["next"] = _wanted(request)
    left = second_factor.codes_left(request.user)
    return _page(request, "set_up", _("Set up your second factor"), left=left, **context)


@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    """Draw what the phone reads, to the session that began; black on white whatever the colour scheme."""
    key = request.session.get(BEGUN)
    if not key:
        raise Http404
    response = HttpResponse(content_type="image/svg+xml")
    code = segno.make(TOTPDevice(user=request.user, key=key).config_url, micro=False)
    code.save(response, kind="svg", xmldecl=False, svgclass=None, lineclass=None, omitsize=True, light="#fff")
    return response


def _for_those_who_need_it(request: HttpRequest) -> None:
    if not second_factor.is_needed(request.user):
        raise PermissionDenied


def _proof(request: HttpRequest, key: str, code: str) -> list[str] | None:
    is_a_code = code.isdigit() and len(code) == 6
    return second_factor.set_up(request, key=key, code=code) if is_a_code else None


def _letters(key: str) -> str:
    """The key as a person types it; empty before the set-up has begun."""
    letters = b32encode(bytes.fromhex(key)).decode()
    return " ".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def _codes(request: HttpRequest, codes: list[str]) -> HttpResponse:
    """Show the recovery codes, this once: they stand on this answer and on no page that can be opened again."""
    shown = [f"{one[:4]}-{one[4:]}" for one in codes]
    return _page(request, "codes", _("Your recovery codes"), codes=shown, next=_wanted(request))


def _say_what_is_left(request: HttpRequest) -> None:
    left = second_factor.codes_left(request.user)
    said = ngettext(
        "That was a recovery code: %(left)d is left. If your phone is lost, set up another.",
        "That was a recovery code: %(left)d are left. If your phone is lost, set up another.",
        left,
    )
    messages.warning(request, said % {"left": left})


def _to_set_up(request: HttpRequest) -> HttpResponse:
    """Lead to the set-up, which leads on to where the person was going."""
    query = urlencode({"next": _wanted(request)}, safe="/")
    return redirect(f"{reverse('admin:second_factor_set_up')}?{query}")


def _wanted(request: HttpRequest) -> str:
    """Where the person was going, if that is a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours else reverse("admin:index")


def _page(request: HttpRequest, name: str, title: Any, **context: Any) -> HttpResponse:
    base = admin.site.each_context(request)
    return TemplateResponse(
        request, f"admin/second_factor/{name}.html", {**base, "title": gettext(title), **context}
    )
