from django.urls import path

from delegates import badge_views, own_views, views
from delegates.desk import views as desk_views

app_name = "delegates"
urlpatterns = [
    path("register/", views.register, name="register"),
    path("register/sent/", views.registered, name="registered"),
    path("register/link/", views.link, name="link"),
    path("register/link/sent/", views.link_sent, name="link_sent"),
    path("registration/erased/", own_views.erased, name="erased"),
    path("registration/<str:token>/", own_views.show, name="mine"),
    path("registration/<str:token>/confirm/", own_views.confirm, name="confirm"),
    path("registration/<str:token>/change/", own_views.change, name="change"),
    path("registration/<str:token>/sessions/", own_views.sessions, name="sessions"),
    path("registration/<str:token>/seat/", own_views.seat, name="seat"),
    path("registration/<str:token>/substitute/", own_views.substitute, name="substitute"),
    path("registration/<str:token>/cancel/", own_views.cancel, name="cancel"),
    path("registration/<str:token>/badge/", badge_views.badge, name="badge"),
    path("registration/<str:token>/badge/code.png", badge_views.badge_code, name="badge_code"),
    path("registration/<str:token>/data.json", own_views.data, name="data"),
    path("registration/<str:token>/erase/", own_views.erase, name="erase"),
    path("registration/<str:token>/back/", own_views.come_back, name="come_back"),
    path("registration/<str:token>/named/", own_views.named, name="named"),
    path("delegation/link/sent/", desk_views.link_sent, name="desk_link_sent"),
    path("delegation/<str:token>/", desk_views.show, name="desk"),
    path("delegation/<str:token>/add/", desk_views.add, name="desk_add"),
    path("delegation/<str:token>/paste/", desk_views.paste, name="desk_paste"),
    path("delegation/<str:token>/sample.csv", desk_views.sample, name="desk_sample"),
    path("delegation/<str:token>/<int:number>/replace/", desk_views.replace, name="desk_replace"),
    path("delegation/<str:token>/<int:number>/withdraw/", desk_views.withdraw, name="desk_withdraw"),
    path("delegation/<str:token>/link/", desk_views.link, name="desk_link"),
]
