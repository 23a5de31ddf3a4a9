from django.urls import path

from summit import views

app_name = "summit"
urlpatterns = [
    path("", views.home, name="home"),
    path("information/", views.page_list, name="pages"),
    path("information/<slug:slug>/", views.page, name="page"),
    path("documents/", views.document_list, name="documents"),
    path("site-map/", views.site_map, name="site_map"),
    path("preview/information/<slug:slug>/", views.page_preview, name="preview_page"),
]
