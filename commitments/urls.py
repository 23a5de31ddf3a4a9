from django.urls import path

from commitments import views

app_name = "commitments"
urlpatterns = [
    path("commitments/", views.commitment_list, name="list"),
    path("commitments/<slug:reference>/", views.commitment, name="commitment"),
    path("preview/commitments/<slug:reference>/", views.commitment_preview, name="preview_commitment"),
]
