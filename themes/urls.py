from django.urls import path

from themes import views

app_name = "themes"
urlpatterns = [
    path("themes/", views.theme_list, name="list"),
    path("themes/<slug:slug>/", views.theme, name="theme"),
    path("preview/themes/<slug:slug>/", views.theme_preview, name="preview_theme"),
]
