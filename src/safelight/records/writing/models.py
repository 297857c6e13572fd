"""What is written of a report, section by section and version by version?"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from safelight.core.review.written import FIRST_HEADINGS, Change
from safelight.records.cases.models import Case
from safelight.records.columns import only, word


class WrittenReport(models.Model):
    """The overview report or the executive summary of a case, as it is written here. Its words lie in its sections."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="written_reports")
    kind = word(FIRST_HEADINGS)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            only("kind", FIRST_HEADINGS, name="a_report_is_written_of_a_known_kind"),
            models.UniqueConstraint(fields=["case", "kind"], name="one_written_report_of_a_kind"),
        ]


class WrittenSection(models.Model):
    """One section and where it stands. Its heading and words lie in its versions."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(WrittenReport, on_delete=models.PROTECT, related_name="sections")
    place = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=0, help_text="The number of the version that stands.")

    class Meta:
        ordering = ["place", "id"]


class SectionVersion(models.Model):
    """One version of a section. Rows are only ever added: a trigger in the database refuses to change one.

    `aside` marks what somebody typed while others had typed too, or in a section that had been removed, kept as it
    was typed.
    """

    section = models.ForeignKey(WrittenSection, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    base = models.PositiveIntegerField(help_text="The version that it was made from; 0 is an empty section.")
    sealed = models.BinaryField(help_text="Heading and words, encrypted with the key of the papers.")
    words = models.PositiveIntegerField(default=0)
    to_choose = models.PositiveIntegerField(default=0, help_text="Places where two people changed the same words.")
    way = word(Change)
    aside = models.BooleanField(default=False)
    gone = models.BooleanField(default=False, help_text="Whether the section was removed.")
    page = models.CharField(max_length=32, blank=True, help_text="The open page that saved it: a random number.")
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            only("way", Change, name="a_version_of_a_section_came_about_in_a_known_way"),
            models.UniqueConstraint(fields=["section", "number"], name="one_version_of_a_section"),
            models.CheckConstraint(
                condition=Q(number__gte=1) & Q(base__lt=F("number")), name="a_section_version_comes_after_its_base"
            ),
        ]


class SectionComment(models.Model):
    """What somebody says of a section, with the words that it is about; or an answer to such a comment."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    section = models.ForeignKey(WrittenSection, on_delete=models.PROTECT, related_name="comments")
    answers = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replies")
    sealed = models.BinaryField(help_text="The words and those quoted, encrypted with the key of the papers.")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="a_comment_is_resolved_by_somebody",
            )
        ]


class BroughtReport(models.Model):
    """A report that was written elsewhere and is laid out into sections; the file lies in the vault."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(WrittenReport, on_delete=models.PROTECT, related_name="brought")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    hidden = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    laid_out_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["sent_at", "id"]


class Leftover(models.Model):
    """What of such a file went into no section. It is placed in one later, or put away; it is never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brought = models.ForeignKey(BroughtReport, on_delete=models.PROTECT, related_name="leftovers")
    number = models.PositiveIntegerField()
    sealed = models.BinaryField(help_text="Heading and words, encrypted with the key of the papers.")
    section = models.ForeignKey(WrittenSection, null=True, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(
        null=True, help_text="When it was placed in its section, or put away if it has none."
    )
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["brought", "number"]
        constraints = [
            models.UniqueConstraint(fields=["brought", "number"], name="one_leftover_of_a_number"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True, section__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="a_leftover_is_placed_by_somebody",
            ),
        ]


class ReportDrafted(models.Model):
    """Which version of each section went into a draft for publication, so that its settled words find their way back.

    The draft is of a room above, so only its key is kept.
    """

    report = models.ForeignKey(WrittenReport, on_delete=models.PROTECT, related_name="drafted")
    draft = models.UUIDField(unique=True)
    versions = models.JSONField(help_text="The key of each section in order, and the number of its version.")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
