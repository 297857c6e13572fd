"""What has an agency written, word by word and version by version? And who writes, who was told, what came back."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from safelight.core.review.imr.words import Debrief, PartKind, Way
from safelight.records.cases.models.agencies import AgencyReview, Submission
from safelight.records.columns import only, word


class AuthorDeclaration(models.Model):
    """Who writes an agency's review, and their answers to the questions of independence. The latest one stands."""

    review = models.ForeignKey(AgencyReview, on_delete=models.PROTECT, related_name="declarations")
    author_name = models.CharField(max_length=200)
    ties = models.JSONField(default=list, help_text="The questions that were answered with yes.")
    decision = models.TextField(help_text="What the rules of independence said of the author.")
    departure = models.TextField(blank=True, help_text="The exceptional reason for departing from them.")
    declared_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]


class ReviewPart(models.Model):
    """One section of a written review, or one row of one of its lists. Its words lie in its versions."""

    review = models.ForeignKey(AgencyReview, on_delete=models.PROTECT, related_name="parts")
    kind = word(PartKind)
    key = models.CharField(max_length=60, help_text="Of a section: made of its question. Of a row: a random number.")
    title = models.TextField(blank=True, help_text="The question as it was asked when the section was begun.")
    version = models.PositiveIntegerField(default=0, help_text="The number of the version that stands.")

    class Meta:
        ordering = ["id"]
        constraints = [
            only("kind", PartKind, name="a_part_of_a_review_is_of_a_known_kind"),
            models.UniqueConstraint(fields=["review", "key"], name="one_part_of_a_key_per_review"),
        ]


class PartVersion(models.Model):
    """One version of a part. Rows are only ever added: a trigger in the database refuses to change one.

    `aside` marks what somebody typed while others had typed too, kept as it was typed; what came of bringing the two
    together is a version of its own.
    """

    part = models.ForeignKey(ReviewPart, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    base = models.PositiveIntegerField(help_text="The version that it was made from; 0 is an empty part.")
    sealed = models.BinaryField(help_text="The words, encrypted with the key of the papers.")
    words = models.PositiveIntegerField(default=0)
    to_choose = models.PositiveIntegerField(default=0, help_text="Places where two people changed the same words.")
    filled = models.JSONField(default=list, help_text="Which fields have something in them.")
    way = word(Way)
    aside = models.BooleanField(default=False)
    gone = models.BooleanField(default=False, help_text="Whether the row was taken off its list.")
    page = models.CharField(max_length=32, blank=True, help_text="The open page that saved it: a random number.")
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            only("way", Way, name="a_version_of_a_part_came_about_in_a_known_way"),
            models.UniqueConstraint(fields=["part", "number"], name="one_version_of_a_part"),
            models.CheckConstraint(
                condition=Q(number__gte=1) & Q(base__lt=F("number")), name="a_version_comes_after_its_base"
            ),
        ]
        indexes = [models.Index(fields=["saved_at"])]


class SectionReason(models.Model):
    """What the panel said of one section when it returned a review."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="section_reasons")
    key = models.CharField(max_length=60)
    title = models.TextField()
    reasons = models.TextField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["submission", "key"], name="one_reason_for_a_section")]


class UploadedReview(models.Model):
    """A review that was written elsewhere and is laid out into sections; the file lies in the vault."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(AgencyReview, on_delete=models.PROTECT, related_name="uploads")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    hidden = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    laid_out_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]


class StaffDebrief(models.Model):
    """That an agency's staff were told what its review found. Of each of the two, the latest record stands."""

    review = models.ForeignKey(AgencyReview, on_delete=models.PROTECT, related_name="debriefs")
    which = word(Debrief)
    held_on = models.DateField()
    said = models.TextField()
    entered_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [only("which", Debrief, name="a_debrief_is_the_first_or_the_second")]
