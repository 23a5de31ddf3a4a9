from django.urls import path

from commitments import (
    citation_views,
    data_views,
    embed_views,
    export_views,
    figures_views,
    framework_views,
    gaps_views,
    holder_views,
    map_views,
    version_views,
    views,
)

app_name = "commitments"
urlpatterns = [
    path("commitments/", views.commitment_list, name="list"),
    path("commitments/holders/", holder_views.holder_list, name="holders"),
    path("commitments/holders/country/<slug:code>/", holder_views.holder_country, name="holder_country"),
    path("commitments/holders/<slug:slug>/", holder_views.holder, name="holder"),
    path("commitments/figures/", figures_views.figures, name="figures"),
    path("commitments/map/", map_views.world, name="map"),
    path("commitments/gaps/", gaps_views.empty_map, name="gaps"),
    path("commitments/frameworks/", framework_views.frameworks, name="frameworks"),
    *(
        path(f"commitments/export.{suffix}", export_views.export, {"suffix": suffix}, name=f"export_{suffix}")
        for suffix in export_views.FORMATS
    ),
    path("commitments/feed.atom", export_views.atom, name="feed_atom"),
    path("data/", data_views.data, name="data"),
    path("commitments/<slug:reference>/embed/", embed_views.embed, name="embed"),
    path("commitments/<slug:reference>/record.json", export_views.record, name="export_record"),
    path("commitments/<slug:reference>/", views.commitment, name="commitment"),
    path("commitments/<slug:reference>/cite/", citation_views.cite, name="cite"),
    *(
        path(
            f"commitments/<slug:reference>/cite.{suffix}",
            citation_views.cite_file,
            {"suffix": suffix},
            name=f"cite_{suffix}",
        )
        for suffix in citation_views.FORMATS
    ),
    path("commitments/<slug:reference>/versions/", version_views.versions, name="versions"),
    path("commitments/<slug:reference>/versions/<int:number>/", version_views.version, name="version"),
    path(
        "commitments/<slug:reference>/versions/<int:number>.json", version_views.version_json, name="version_json"
    ),
    path("preview/commitments/<slug:reference>/", views.commitment_preview, name="preview_commitment"),
]
