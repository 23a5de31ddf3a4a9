"""The event itself: one row for it, its organisers, its pages and its documents."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from summit.bilingual import both_languages
from summit.partial_date import PartialDateField, dated
from summit.web import validate_urls
from summit.zones import validate_zone


class Event(models.Model):
    """The summit. Times are instants; pages show them in `time_zone`."""

    name = models.CharField(_("name"), max_length=200)
    edition = models.CharField(_("edition"), max_length=100, blank=True)
    motto = models.CharField(_("motto"), max_length=200, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    description = models.TextField(_("description"), blank=True, help_text=_("Markdown."))
    starts = models.DateTimeField(_("starts"))
    ends = models.DateTimeField(_("ends"))
    time_zone = models.CharField(_("time zone"), max_length=60, default="Europe/Paris", validators=[validate_zone])
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    city = models.CharField(_("city"), max_length=100, blank=True)
    country = CountryField(_("country"), blank=True)
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    format = models.CharField(_("format"), max_length=300, blank=True)
    stream_urls = models.JSONField(
        _("live stream addresses"), default=list, blank=True, validators=[validate_urls]
    )
    website = models.URLField(_("website"), blank=True)
    registration_opens = models.DateTimeField(_("registration opens"), null=True, blank=True)
    registration_closes = models.DateTimeField(_("registration closes"), null=True, blank=True)
    capacity = models.PositiveIntegerField(_("capacity"), null=True, blank=True)
    contact = models.EmailField(_("contact"), blank=True)
    press_contact = models.EmailField(_("press contact"), blank=True)
    hashtag = models.CharField(_("hashtag"), max_length=60, blank=True)
    modified = models.DateTimeField(_("modified"), auto_now=True)
    reference_prefix = models.CharField(
        _("reference prefix"),
        max_length=10,
        help_text=_("Begins every commitment's reference, such as OPS21."),
    )

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("event")
        constraints = [
            models.CheckConstraint(
                name="event_one_row",
                condition=Q(pk=1),
                violation_error_message=_("There is one event; change the one that exists."),
            ),
            models.CheckConstraint(
                name="event_ends_after_start",
                condition=Q(ends__gt=models.F("starts")),
                violation_error_message=_("The event ends after it starts."),
            ),
            models.CheckConstraint(
                name="event_registration_closes_after_opening",
                condition=Q(registration_closes__gt=models.F("registration_opens")),
                violation_error_message=_("Registration closes after it opens."),
            ),
            models.CheckConstraint(
                name="event_reference_prefix",
                condition=Q(reference_prefix__regex=r"^[A-Z][A-Z0-9]{1,9}$"),
                violation_error_message=_("The prefix has two to ten capital letters and digits, a letter first."),
            ),
            both_languages("name", name="event_named_in_both_languages"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.pk = self.pk or 1
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("summit:home")


class Organiser(models.Model):
    slug = models.SlugField(_("slug"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    role = models.CharField(_("role"), max_length=200, blank=True)
    website = models.URLField(_("website"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("organiser")
        verbose_name_plural = _("organisers")
        ordering = ["order", "pk"]
        constraints = [both_languages("name", name="organiser_named_in_both_languages")]

    def __str__(self) -> str:
        return self.name


class PageQuerySet(models.QuerySet):
    def published(self) -> "PageQuerySet":
        return self.filter(published=True)


class Page(models.Model):
    """An information page: how to follow, venue, privacy…"""

    class Menu(models.TextChoices):
        MAIN = "main", _("information menu")
        FOOTER = "footer", _("footer")
        NONE = "none", _("no menu")

    slug = models.SlugField(_("slug"), unique=True)
    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(_("text"), blank=True, help_text=_("Markdown."))
    menu = models.CharField(_("place"), max_length=10, choices=Menu, default=Menu.MAIN)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    published = models.BooleanField(_("published"), default=False)
    modified = models.DateTimeField(_("modified"), auto_now=True)

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = _("information page")
        verbose_name_plural = _("information pages")
        ordering = ["order", "pk"]
        constraints = [
            both_languages("title", name="page_titled_in_both_languages", when=Q(published=True)),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("summit:page", args=[self.slug])


class DocumentQuerySet(models.QuerySet):
    def for_list(self) -> "DocumentQuerySet":
        """Documents with the themes that point to them, in two queries."""
        return self.prefetch_related("themes")


class Document(models.Model):
    """A document elsewhere or uploaded here; themes and sessions point to it."""

    slug = models.SlugField(_("slug"), unique=True)
    title = models.CharField(_("title"), max_length=250)
    url = models.URLField(_("address"), max_length=1000, blank=True)
    file = models.FileField(_("file"), upload_to="documents/", blank=True)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    language = models.CharField(
        _("language"), max_length=10, blank=True, help_text=_("fr, en… or mul for several.")
    )
    date = PartialDateField(_("date"))
    modified = models.DateTimeField(_("modified"), auto_now=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-date", "slug"]
        constraints = [
            both_languages("title", name="document_titled_in_both_languages"),
            dated("date", name="document_date"),
            models.CheckConstraint(
                name="document_is_somewhere",
                condition=~(Q(url="") & Q(file="")),
                violation_error_message=_("A document has an address or a file."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def href(self) -> str:
        return self.url or self.file.url


class ContentEntry(models.Model):
    """What `load_summit` last wrote, so that it can tell what staff changed since."""

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="content_entry_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
