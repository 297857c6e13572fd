"""What did the agencies send, and what became of it?"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from safelight.core.review.imr.words import ReviewForm
from safelight.core.vocabulary import FILED_KINDS, PaperKind
from safelight.records.cases.models.case import Case
from safelight.records.cases.words import ReviewState
from safelight.records.columns import only, word
from safelight.records.people.models import Agency


class Paper(models.Model):
    """One version of one paper. Its bytes lie encrypted in the vault under their hash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="papers")
    kind = word(FILED_KINDS)
    agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="papers")
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=200, help_text="The file's name as it was sent; may itself name somebody.")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    hidden = models.PositiveIntegerField(default=0, help_text="How many hidden things were found on arrival.")
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["filed_at"]
        constraints = [
            only("kind", FILED_KINDS, name="a_paper_is_of_a_known_kind"),
            models.UniqueConstraint(fields=["case", "kind", "agency", "version"], name="one_version_of_a_paper"),
            # Where there is no agency the line above says nothing, because NULL differs from NULL.
            models.UniqueConstraint(
                fields=["case", "kind", "version"],
                condition=Q(agency__isnull=True),
                name="one_version_of_a_board_paper",
            ),
        ]


class AgencyReview(models.Model):
    """One agency's review: asked for, sent, returned or accepted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="agency_reviews")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="reviews")
    kind = word(FILED_KINDS, default=PaperKind.IMR)
    form = word(ReviewForm, default=ReviewForm.FULL)
    state = word(ReviewState, default=ReviewState.REQUESTED)
    requested_on = models.DateField()
    due_on = models.DateField()
    securing = models.TextField(blank=True, help_text="How the agency is to secure its records.")
    opened_at = models.DateTimeField(null=True, help_text="When somebody of the agency first opened the request.")
    records_secured_on = models.DateField(null=True)
    author_name = models.CharField(max_length=200, blank=True)
    submitted_on = models.DateField(null=True, help_text="When the latest version came.")
    checked_by = models.CharField(max_length=200, blank=True, help_text="The post of whoever checked it.")
    checked_on = models.DateField(null=True)
    countersigned_by = models.CharField(max_length=200, blank=True, help_text="The senior officer's post.")
    countersigned_on = models.DateField(null=True, help_text="Where it was signed here, and not on paper.")
    accepted_on = models.DateField(null=True)

    class Meta:
        ordering = ["agency__name"]
        constraints = [
            models.UniqueConstraint(fields=["case", "agency", "kind"], name="one_review_of_a_kind_per_agency"),
            only("state", ReviewState, name="an_agency_review_has_a_known_state"),
            only("kind", FILED_KINDS, name="an_agency_review_is_of_a_paper_kind"),
            only("form", ReviewForm, name="an_agency_review_has_a_known_form"),
            models.CheckConstraint(
                condition=~Q(state=ReviewState.COUNTERSIGNED.value)
                | (Q(checked_on__isnull=False, countersigned_on__isnull=False) & ~Q(countersigned_by="")),
                name="a_countersigned_review_was_checked_and_signed",
            ),
        ]


class Submission(models.Model):
    """One version that an agency sent, and what the panel made of it."""

    review = models.ForeignKey(AgencyReview, on_delete=models.PROTECT, related_name="submissions")
    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="submission")
    countersigned_by = models.CharField(max_length=200)
    ties = models.JSONField(default=list)
    decision = models.TextField(help_text="What the independence rules said of the author.")
    submitted_on = models.DateField()
    returned_on = models.DateField(null=True)
    return_reasons = models.TextField(blank=True)

    class Meta:
        ordering = ["submitted_on", "id"]
