"""Addresses for programs, the same in every language."""

from django.urls import path

from programme import feed_views

app_name = "exchange"
urlpatterns = [
    path("schedule.json", feed_views.schedule_json, name="schedule_json"),
    path("schedule.xml", feed_views.schedule_xml, name="schedule_xml"),
    path("programme.json", feed_views.programme_json, name="programme_json"),
]
