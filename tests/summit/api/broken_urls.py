"""The portal's addresses, and one of the API that fails."""

from django.urls import path

from summit.urls import urlpatterns as portal


def broken(request):
    raise RuntimeError("broken on purpose")


urlpatterns = [path("api/v1/broken", broken), *portal]
