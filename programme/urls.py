from django.urls import path

from programme import views

app_name = "programme"
urlpatterns = [
    path("programme/", views.session_list, name="list"),
    path("programme/speakers/", views.speaker_list, name="speakers"),
    path("programme/speakers/<slug:slug>/", views.speaker, name="speaker"),
    path("programme/<slug:slug>/", views.session, name="session"),
    path("preview/programme/<slug:slug>/", views.session_preview, name="preview_session"),
]
