from django.urls import path

from programme import feed_views, views

app_name = "programme"
urlpatterns = [
    path("programme/", views.session_list, name="list"),
    path("programme/speakers/", views.speaker_list, name="speakers"),
    path("programme/speakers/<slug:slug>/", views.speaker, name="speaker"),
    path("programme/programme.ics", feed_views.programme_calendar, name="programme_calendar"),
    path("programme/<slug:slug>.ics", feed_views.session_calendar, name="session_calendar"),
    path("themes/<slug:slug>/sessions.ics", feed_views.theme_calendar, name="theme_calendar"),
    path("programme/<slug:slug>/", views.session, name="session"),
    path("preview/programme/<slug:slug>/", views.session_preview, name="preview_session"),
]
