"""The groups of staff and what each may do. Made after every migration: permissions do not exist before."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_noop


@dataclass(frozen=True)
class Powers:
    """`keeps` names apps of which everything may be changed; `sees` names models that may be looked at."""

    keeps: tuple[str, ...] = ()
    sees: tuple[str, ...] = ()


# The name of a group is its English msgid; pages show it in the reader's language. Officers look at themes and
# sessions because a commitment points to them. Accreditation gains its powers when delegates can register.
GROUPS = {
    gettext_noop("Editors"): Powers(keeps=("summit", "themes", "programme")),
    gettext_noop("Register officers"): Powers(keeps=("commitments",), sees=("themes.theme", "programme.session")),
    gettext_noop("Accreditation"): Powers(),
}
NOT_FOR_STAFF = ("contententry", "referencecounter", "agenda", "star", "kept", "keptresult", "register", "version")


def connect() -> None:
    post_migrate.connect(make_groups, dispatch_uid="summit.groups")


def make_groups(app_config: Any, using: str, **_kwargs: Any) -> None:
    """Give each group its powers, each time an app it has to do with is migrated."""
    if app_config.label not in {"summit", *_apps()}:
        return
    groups = apps.get_model("auth", "Group").objects.using(using)
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    for name, powers in GROUPS.items():
        group, _made = groups.get_or_create(name=name)
        group.permissions.add(*_granted(permissions, powers))


def _apps() -> set[str]:
    return {
        label
        for powers in GROUPS.values()
        for label in [*powers.keeps, *(model.partition(".")[0] for model in powers.sees)]
    }


def _granted(permissions: QuerySet, powers: Powers) -> QuerySet:
    wanted = Q(content_type__app_label__in=powers.keeps)
    for model in powers.sees:
        app_label, _dot, name = model.partition(".")
        wanted |= Q(content_type__app_label=app_label, content_type__model=name, codename=f"view_{name}")
    return permissions.filter(wanted).exclude(content_type__model__in=NOT_FOR_STAFF)
