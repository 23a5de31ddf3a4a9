from django.urls import path

from programme import agenda_views, codes, feed_views, release_views, views

app_name = "programme"
urlpatterns = [
    path("programme/", views.session_list, name="list"),
    path("programme/grid/", views.session_grid, name="grid"),
    path("programme/print/", views.day_sheet, name="print"),
    path("programme/changes/", release_views.changes, name="changes"),
    path("programme/changes.atom", release_views.changes_atom, name="changes_atom"),
    path("programme/speakers/", views.speaker_list, name="speakers"),
    path("programme/speakers/<slug:slug>/", views.speaker, name="speaker"),
    path("programme/programme.ics", feed_views.programme_calendar, name="programme_calendar"),
    path("programme/programme.svg", codes.programme_code, name="programme_code"),
    path("programme/agenda/", agenda_views.agenda_choice, name="agenda_choice"),
    path("programme/agenda/erased/", agenda_views.agenda_erased, name="agenda_erased"),
    path("programme/agenda/<str:token>.ics", agenda_views.agenda_calendar, name="agenda_calendar"),
    path("programme/agenda/<str:token>.svg", codes.agenda_code, name="agenda_code"),
    path("programme/agenda/<str:token>/", agenda_views.agenda_page, name="agenda"),
    path("programme/agenda/<str:token>/edit/", agenda_views.agenda_edit, name="agenda_edit"),
    path("programme/<slug:slug>.ics", feed_views.session_calendar, name="session_calendar"),
    path("programme/<slug:slug>.svg", codes.session_code, name="session_code"),
    path("themes/<slug:slug>/sessions.ics", feed_views.theme_calendar, name="theme_calendar"),
    path("themes/<slug:slug>/sessions.svg", codes.theme_code, name="theme_code"),
    path("programme/<slug:slug>/", views.session, name="session"),
    path("preview/programme/<slug:slug>/", views.session_preview, name="preview_session"),
]
