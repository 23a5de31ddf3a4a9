"""Messages to groups: written in both languages, looked at, tried on oneself, sent to those who are counted."""

from hashlib import blake2b
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMultiAlternatives
from django.db.models import Field
from django.forms import Field as FormField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from delegates.mail import circulars, occasions
from delegates.mail.forms import GroupForm, TestForm
from delegates.mail.specimens import specimen
from delegates.models import Circular, Delegate, DelegateQuerySet
from summit.bilingual_admin import BilingualAdmin

LANGUAGES = settings.MODELTRANSLATION_LANGUAGES


def fingerprint(circular: Circular, found: DelegateQuerySet) -> str:
    """Return a short text that tells what was shown, words and people, from anything else."""
    texts = [getattr(circular, f"{name}_{code}") for name in ("subject", "body") for code in LANGUAGES]
    told = repr([texts, list(found.order_by("pk").values_list("pk", flat=True))])
    return blake2b(told.encode(), digest_size=12).hexdigest()


@admin.register(Circular)
class CircularAdmin(BilingualAdmin):
    """What was sent once stays as it was read; whoever writes to groups may send."""

    list_display = ["subject", "at", "by", "sent_to"]
    list_select_related = ["by"]
    fields = ["subject", "body"]
    search_fields = ["subject_fr", "subject_en"]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.send_view)
        return [path("<int:key>/send/", view, name="delegates_circular_send"), *super().get_urls()]

    def has_change_permission(self, request: HttpRequest, obj: Circular | None = None) -> bool:
        return super().has_change_permission(request, obj) and not (obj and obj.group)

    def has_delete_permission(self, request: HttpRequest, obj: Circular | None = None) -> bool:
        """One that was sent is what its messages still say."""
        return super().has_delete_permission(request, obj) and not (obj and obj.group)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return {}  # the one there is deletes without asking each row

    def has_send_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("delegates.add_circular")

    def save_model(self, request: HttpRequest, obj: Circular, form: Any, change: bool) -> None:
        obj.by = obj.by or request.user
        super().save_model(request, obj, form, change)

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> FormField | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name.startswith("body_"):
            field.widget.attrs["rows"] = 14
        return field

    @admin.display(description=_("delegates written to"))
    def sent_to(self, obj: Circular) -> int:
        return sum(sent["count"] for sent in obj.group.get("sent", []))

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: Any, obj: Circular | None = None, **kwargs: Any
    ) -> HttpResponse:
        context["may_send"] = obj is not None and self.has_send_permission(request)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def response_add(
        self, request: HttpRequest, obj: Circular, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Lead from the text to the page that shows and sends it."""
        if "_save" in request.POST and self.has_send_permission(request):
            return redirect("admin:delegates_circular_send", obj.pk)
        return super().response_add(request, obj, post_url_continue)

    def send_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """Show the mail and who would read it; send it, or a test of it, when its button is pressed."""
        if not self.has_send_permission(request):
            raise PermissionDenied
        circular = get_object_or_404(Circular, pk=key)
        group = GroupForm(request.POST if "send" in request.POST else request.GET)
        test = TestForm(request.POST if "test" in request.POST else None, initial={"address": request.user.email})
        if "test" in request.POST and test.is_valid():
            self._test(request, circular, test.cleaned_data["address"])
            return redirect(request.get_full_path())
        if "send" in request.POST and group.is_valid() and self._send(request, circular, group):
            return redirect("admin:delegates_circular_changelist")
        context = self._context(request, circular, group) | {"test": test}
        return TemplateResponse(request, "admin/delegates/circular/send.html", context)

    def _test(self, request: HttpRequest, circular: Circular, address: str) -> None:
        try:
            for code in LANGUAGES:
                specimen(occasions.circular(circular), code, test_to=address).send()
        except (OSError, SMTPException) as error:
            said = _("The mail server did not take the test: %s.") % type(error).__name__
            self.message_user(request, said, messages.ERROR)
        else:
            said = _("A test in each language is on its way to you. No delegate was written to.")
            self.message_user(request, said, messages.SUCCESS)

    def _send(self, request: HttpRequest, circular: Circular, group: GroupForm) -> bool:
        """Send what the page showed to those it counted, or nothing."""
        found = self._found(circular, group)
        if request.POST.get("seen") != fingerprint(circular, found):
            said = _("The group or the text has changed since this page was opened. Nothing was sent; look again.")
            self.message_user(request, said, messages.WARNING)
            return False
        states = group.cleaned_data["state"]
        count = circulars.send_circular(circular, found, states=states, group=group.asked, by=request.user)
        self.log_change(request, circular, [{"changed": {"name": str(_("sending")), "object": str(count)}}])
        said = ngettext("%d message is on its way.", "%d messages are on their way.", count) % count
        self.message_user(request, said, messages.SUCCESS)
        return True

    def _found(self, circular: Circular, group: GroupForm) -> DelegateQuerySet:
        occasion = occasions.circular(circular, states=group.cleaned_data["state"])
        found = circulars.recipients(occasion, among=group.apply(Delegate.objects.all()))
        return circulars.untold(occasion, found)

    def _context(self, request: HttpRequest, circular: Circular, group: GroupForm) -> dict[str, Any]:
        occasion = occasions.circular(circular)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Send to a group"),
            "circular": circular,
            "group": group,
            "mails": [(code, _shown(specimen(occasion, code))) for code in LANGUAGES],
            "counts": None,
        }
        if group.is_valid() and group.data.get("counted"):
            found = self._found(circular, group)
            counts = circulars.counted(found)
            context |= {"counts": counts, "number": sum(counts.values()), "seen": fingerprint(circular, found)}
            context["sent"] = [(name, value) for name, values in group.asked.items() for value in values]
        return context


def _shown(mail: EmailMultiAlternatives) -> dict[str, Any]:
    return {"subject": mail.subject, "paragraphs": mail.body.strip().split("\n\n")}
