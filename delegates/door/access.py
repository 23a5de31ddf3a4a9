"""Who may stand at the door: staff with the permission to admit, their second factor proved."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from summit.models import Event
from summit.private import private_page
from summit.second_factor import is_proved, verified
from summit.staff_language import staff_language
from summit.zones import zone

View = Callable[..., HttpResponse]
ADMIT = "delegates.admit_delegate"


def door_page(view: View) -> View:
    """Open a page of the door, in the language of who stands there and the event's time; a camera may be used."""

    @verified
    @sensitive_post_parameters()
    @wraps(view)
    def opened(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.has_perm(ADMIT):
            raise PermissionDenied
        with staff_language(request) as language, timezone.override(zone_of_event()):
            response = view(request, *args, **kwargs)
        response["Content-Language"] = language
        response["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=()"
        return response

    return opened


def door_data(view: View) -> View:
    """Answer a script of the door. 401: sign in again; 403: the permission is gone, and what it read must go."""

    @private_page(referrer="same-origin")
    @sensitive_post_parameters()
    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not (request.user.is_active and request.user.is_staff):
            return JsonResponse({"reason": "sign_in"}, status=401)
        if not request.user.has_perm(ADMIT):
            return JsonResponse({"reason": "permission"}, status=403)
        if not is_proved(request):
            return JsonResponse({"reason": "sign_in"}, status=401)
        return view(request, *args, **kwargs)

    return answered


def zone_of_event() -> object:
    event = Event.objects.only("time_zone").first()
    return zone(event.time_zone) if event else None
