"""Every address of the portal."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path
from django.views.decorators.http import require_safe

from commitments.embed_views import oembed
from delegates.dev_views import attachment, mailbox
from summit import machine_views
from summit.sitemaps import SITEMAPS
from summit.staff_language import choose

urlpatterns = [
    path("", machine_views.root, name="root"),
    path("health/", machine_views.health, name="health"),
    path("robots.txt", machine_views.robots, name="robots"),
    path("sitemap.xml", require_safe(sitemap), {"sitemaps": SITEMAPS}, name="sitemap"),
    path("speculation-rules.json", machine_views.speculation_rules, name="speculation_rules"),
    path("programme/", include("programme.machine_urls")),
    path("data/", include("commitments.machine_urls")),
    path("oembed", oembed, name="oembed"),
    path("api/v1/", include("summit.api.urls")),
    path("staff/door/", include("delegates.door.urls")),
    path("admin/language/", choose, name="set_language"),
    path("admin/", admin.site.urls),
]
if settings.DEBUG:
    urlpatterns += [
        path("styleguide/", include("summit.styleguide.urls")),
        path("dev/mail/", mailbox, name="mailbox"),
        path("dev/mail/<str:file>/<int:place>/<int:part>/", attachment, name="mail_attachment"),
        *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    ]
urlpatterns += i18n_patterns(
    path("", include("summit.site_urls")),
    path("", include("themes.urls")),
    path("", include("programme.urls")),
    path("", include("commitments.urls")),
    path("", include("delegates.urls")),
)
