"""What staff do to several sessions of the list at once; all of it is plan."""

from django.contrib import admin, messages
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.admin.utils import model_ngettext
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from programme import planning
from programme.models import Session
from summit.publishing_admin import PublishingAdmin

DRAFT, PUBLISHED, CANCELLED = Session.Status.DRAFT, Session.Status.PUBLISHED, Session.Status.CANCELLED


class PlanActions(PublishingAdmin):
    actions = ["publish", "cancel", "unpublish", "move", "duplicate"]
    visibility, public, draft = "planned_status", PUBLISHED, DRAFT

    @admin.action(description=_("Plan to publish the selected %(verbose_name_plural)s"), permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet) -> None:
        outcome = self._turn(request, queryset, into=PUBLISHED, out_of=[DRAFT, CANCELLED])
        done = _("Planned as published: %s. This becomes public with the next release.")
        self._tell(request, outcome, done=done, already=_("Already planned as published: %s."))

    @admin.action(description=_("Plan to cancel the selected %(verbose_name_plural)s"), permissions=["change"])
    def cancel(self, request: HttpRequest, queryset: QuerySet) -> None:
        outcome = self._turn(request, queryset, into=CANCELLED, out_of=[PUBLISHED])
        done = _("Planned as cancelled: %s. This becomes public with the next release.")
        self._tell(request, outcome, done=done, already=_("Already planned as cancelled: %s."))

    @admin.action(
        description=_("Plan the selected %(verbose_name_plural)s as drafts, off the programme"),
        permissions=["change"],
    )
    def unpublish(self, request: HttpRequest, queryset: QuerySet) -> None:
        outcome = self._turn(request, queryset, into=DRAFT, out_of=[PUBLISHED, CANCELLED])
        done = _("Planned as drafts: %s. What was public leaves the programme with the next release.")
        self._tell(request, outcome, done=done, already=_("Already planned as drafts: %s."))

    @admin.action(description=_("Move the selected %(verbose_name_plural)s by minutes"), permissions=["change"])
    def move(self, request: HttpRequest, queryset: QuerySet) -> HttpResponseRedirect:
        chosen = QueryDict(mutable=True)
        chosen.setlist("sessions", queryset.order_by("pk").values_list("pk", flat=True))
        return redirect(f"{reverse('admin:programme_session_move')}?{chosen.urlencode()}")

    @admin.action(description=_("Duplicate the selected %(verbose_name_plural)s"), permissions=["add"])
    def duplicate(self, request: HttpRequest, queryset: QuerySet) -> HttpResponseRedirect | None:
        with transaction.atomic():
            copies = [planning.duplicate(one) for one in queryset.order_by("pk")]
            LogEntry.objects.log_actions(request.user.pk, copies, ADDITION, [{"added": {}}])
        count = f"{len(copies)} {model_ngettext(self.opts, len(copies))}"
        said = _("Duplicated as drafts: %s, with their people and languages, without their sources.") % count
        self.message_user(request, said, messages.SUCCESS)
        return redirect("admin:programme_session_change", copies[0].pk) if len(copies) == 1 else None
