"""The staff's admin as an app; apart from the site itself, which needs the models."""

from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    default_site = "summit.admin_site.PortalAdminSite"
