"""The groups of staff and what each may do. Made after every migration: permissions do not exist before."""

from typing import Any

from django.apps import apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_noop

# A label of an app means all its models; accreditation gains its own when delegates can register.
GROUPS = {
    gettext_noop("Editors"): ["summit", "themes", "programme"],
    gettext_noop("Register officers"): ["commitments"],
    gettext_noop("Accreditation"): [],
}
NOT_FOR_STAFF = {"contententry", "referencecounter"}


def connect() -> None:
    post_migrate.connect(make_groups, dispatch_uid="summit.groups")


def make_groups(app_config: Any, using: str, **_kwargs: Any) -> None:
    """Give each group the permissions of its apps, once the last of them has migrated."""
    if app_config.label not in {label for labels in GROUPS.values() for label in labels} | {"summit"}:
        return
    group_model = apps.get_model("auth", "Group")
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    for name, labels in GROUPS.items():
        group, _made = group_model.objects.using(using).get_or_create(name=name)
        wanted = permissions.filter(content_type__app_label__in=labels).exclude(
            content_type__model__in=NOT_FOR_STAFF
        )
        group.permissions.add(*wanted)
