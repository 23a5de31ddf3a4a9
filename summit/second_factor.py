"""The second factor of staff who may touch delegates: a code from a phone, or one of ten kept on paper.

The rule stands here alone. The admin asks it of all pages that show delegates or accounts (summit/admin_site.py),
and views under /staff/ ask it by a decorator: `@verified`. django-otp keeps the secrets and proves the codes.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_noop
from django_otp import login
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from summit.private import private_page

View = Callable[..., HttpResponse]

APP = "delegates"
# Whoever may make an account, or take somebody's factor away, could let themselves in.
GUARDED = (APP, "auth")
CODES = 10
NAME = gettext_noop("Second factor")


class TooSoon(Exception):
    """A phone or paper rests after wrong codes, longer each time: what comes meanwhile is not looked at."""


def is_needed(user: Any) -> bool:
    """Tell whether somebody holds anything of delegates, by a group or as a superuser."""
    return user.is_active and user.is_staff and user.has_module_perms(APP)


def is_proved(request: HttpRequest) -> bool:
    """Tell whether this session has proved it. A demonstration lets its superuser through, and nobody else."""
    return request.user.is_verified() or (settings.DEMONSTRATION and request.user.is_superuser)


def is_set_up(user: Any) -> bool:
    return TOTPDevice.objects.devices_for_user(user, confirmed=True).exists()


def verified(view: View) -> View:
    """Open a view under /staff/ to staff who hold something of delegates and have proved it; privately."""

    @private_page(referrer="same-origin")
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not (request.user.is_active and request.user.is_staff):
            return _sent(request, to="admin:login")
        if not is_needed(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs) if is_proved(request) else _sent(request, to="admin:second_factor")

    return guarded


def verified_in_admin(view: View) -> View:
    """Ask for it before a page of the admin that shows delegates or accounts; the others never know of it."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if _is_guarded(request) and is_needed(request.user) and not is_proved(request):
            return _sent(request, to="admin:second_factor")
        return view(request, *args, **kwargs)

    return guarded


def _is_guarded(request: HttpRequest) -> bool:
    """Read the app from the address; where one types to find something, from what is asked."""
    app = request.path.removeprefix(reverse("admin:index")).partition("/")[0]
    return app in GUARDED or (app == "autocomplete" and request.GET.get("app_label") in GUARDED)


def _sent(request: HttpRequest, *, to: str) -> HttpResponse:
    """Lead a person to the page that asks, and tell a script plainly that it may not."""
    if request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
        return HttpResponse("Sign in again.", status=403, content_type="text/plain")
    return redirect_to_login(request.get_full_path(), reverse(to))


@transaction.atomic
def set_up(request: HttpRequest, *, key: str, code: str) -> list[str] | None:
    """Make the phone that holds `key` the one that counts, when `code` proves it; return the recovery codes."""
    proof = TOTP(bytes.fromhex(key))
    if not proof.verify(int(code), tolerance=1):
        return None
    _forget(request.user)
    phone = TOTPDevice.objects.create(user=request.user, name="app", key=key, last_t=proof.t())
    _note(request.user, by=request.user)
    _let_in(request, phone)
    return renew_codes(request.user)


@transaction.atomic
def prove(request: HttpRequest, *, code: str) -> bool:
    """Let this session in when the phone, or the paper, holds this code; each counts once. Raises TooSoon."""
    kind = TOTPDevice if code.isdigit() and len(code) == 6 else StaticDevice
    for device in kind.objects.devices_for_user(request.user, confirmed=True).select_for_update():
        if not device.verify_is_allowed()[0]:
            raise TooSoon
        if device.verify_token(code):
            _let_in(request, device)
            return True
    return False


@transaction.atomic
def renew_codes(user: Any) -> list[str]:
    """Return ten new recovery codes; the earlier ones open nothing more."""
    paper, _made = StaticDevice.objects.get_or_create(user=user, defaults={"name": "paper"})
    paper.token_set.all().delete()
    codes = [StaticToken.random_token() for _code in range(CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=paper, token=one) for one in codes)
    return codes


@transaction.atomic
def reset(user: Any, *, by: Any) -> None:
    """Take away a lost phone and its codes: whoever signs in as this person next sets up a new one."""
    _forget(user)
    _note(user, by=by)


def codes_left(user: Any) -> int:
    return StaticToken.objects.filter(device__user=user, device__confirmed=True).count()


def _forget(user: Any) -> None:
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


def _let_in(request: HttpRequest, device: TOTPDevice | StaticDevice) -> None:
    login(request, device)
    request.session.cycle_key()  # what was seen of the session before opens nothing now


def _note(user: Any, *, by: Any) -> None:
    LogEntry.objects.log_actions(by.pk, [user], CHANGE, [{"changed": {"fields": [NAME]}}])
