"""The door, under /staff/door/: no address of it holds a number or a name."""

from django.urls import path

from delegates.door import data_views as door_data_views
from delegates.door import views as door_views

app_name = "door"
urlpatterns = [
    path("", door_views.show, name="show"),
    path("search/", door_views.search, name="search"),
    path("undo/", door_views.undo, name="undo"),
    path("name/", door_views.name, name="name"),
    path("shell/", door_views.shell, name="shell"),
    path("list.json", door_data_views.day_list, name="list"),
    path("sync.json", door_data_views.sync, name="sync"),
    path("sw.js", door_data_views.worker, name="worker"),
]
