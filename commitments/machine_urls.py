"""Addresses of the register for programs, the same in every language."""

from django.urls import path

from commitments import data_views

app_name = "register"
urlpatterns = [
    path("catalog.jsonld", data_views.catalogue, name="catalogue"),
    path("<slug:name>.zip", data_views.package, name="package"),
    path("<slug:name>/<str:file>", data_views.package_file, name="package_file"),
]
