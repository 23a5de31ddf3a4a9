"""The portal's addresses with one more, which fails: what readers see when the portal itself does."""

from django.conf.urls.i18n import i18n_patterns
from django.core.exceptions import PermissionDenied
from django.urls import path

from summit.urls import urlpatterns as portal


def fail(request):
    raise RuntimeError("broken on purpose")


def refuse(request):
    raise PermissionDenied


urlpatterns = [*portal, *i18n_patterns(path("broken/", fail), path("refused/", refuse))]
