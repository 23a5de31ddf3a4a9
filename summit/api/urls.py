"""Addresses of the API, the same in every language."""

from django.urls import path

from summit.api import views
from summit.api.operations import api

app_name = "api"
urlpatterns = [
    path("", views.index, name="index"),
    path("openapi.json", views.openapi, name="openapi"),
    path("docs", views.docs, name="docs"),
    *api.urls[0],
    path("<path:rest>", views.nothing, name="nothing"),
]
