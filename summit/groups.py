"""The groups of staff and what each may do. Made after every migration: permissions do not exist before."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_noop


@dataclass(frozen=True)
class Powers:
    """`keeps` names apps of which everything may be changed; `sees` names models that may be looked at.

    `may` names single permissions, such as `delegates.accredit_delegate`.
    """

    keeps: tuple[str, ...] = ()
    sees: tuple[str, ...] = ()
    may: tuple[str, ...] = ()


# The name of a group is its English msgid; pages show it in the reader's language. Officers look at themes and
# sessions because a commitment points to them. Whoever accredits does not read needs, and whoever reads needs or
# stands at the door sees nothing else of a delegate: a person who does several things is in several groups.
GROUPS = {
    gettext_noop("Editors"): Powers(keeps=("summit", "themes", "programme")),
    gettext_noop("Register officers"): Powers(keeps=("commitments",), sees=("themes.theme", "programme.session")),
    gettext_noop("Accreditation"): Powers(
        sees=("delegates.categoryrule", "delegates.decision", "delegates.trace", "delegates.arrival"),
        may=(
            *("delegates.view_delegate", "delegates.change_delegate"),
            *("delegates.accredit_delegate", "delegates.export_delegate"),
            *("delegates.view_message", "delegates.change_message"),
            *(f"delegates.{verb}_delegation" for verb in ("view", "add", "change", "delete")),
            *(f"delegates.{verb}_quota" for verb in ("view", "add", "change", "delete")),
            *(f"delegates.{verb}_circular" for verb in ("view", "add", "change", "delete")),
        ),
    ),
    gettext_noop("Door"): Powers(may=("delegates.admit_delegate",)),
    gettext_noop("Welcome"): Powers(may=("delegates.view_needs",)),
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
        for label in [*powers.keeps, *(name.partition(".")[0] for name in (*powers.sees, *powers.may))]
    }


def _granted(permissions: QuerySet, powers: Powers) -> QuerySet:
    wanted = Q(content_type__app_label__in=powers.keeps)
    for model in powers.sees:
        app_label, _dot, name = model.partition(".")
        wanted |= Q(content_type__app_label=app_label, content_type__model=name, codename=f"view_{name}")
    for permission in powers.may:
        app_label, _dot, codename = permission.partition(".")
        wanted |= Q(content_type__app_label=app_label, codename=codename)
    return permissions.filter(wanted).exclude(content_type__model__in=NOT_FOR_STAFF)
