"""The shape of what was learned and what is being done about it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from safelight.core.review.plan import EFFECT_AFTER, Effect
from safelight.records.cases.models import AgencyReview, Case, ChronologyRow, Paper, ReviewPart
from safelight.records.columns import only, word
from safelight.records.people.models import Agency, Board


class Finding(models.Model):
    """A numbered finding of the overview report, in words that may be published."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="findings")
    number = models.PositiveIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_finding_of_a_number")]


class Citation(models.Model):
    """A row of the chronology on which a finding rests. While it does, the row is kept."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="citations")
    row = models.ForeignKey(ChronologyRow, on_delete=models.PROTECT, related_name="+")
    cited_at = models.DateTimeField()
    cited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["row__position", "id"]
        constraints = [models.UniqueConstraint(fields=["finding", "row"], name="a_finding_cites_a_row_once")]


class ReviewCitation(models.Model):
    """A section of an agency's accepted review on which a finding rests, or that review as a whole.

    The version says what stood there when it was cited: of a section its version, of the whole how many came in.
    """

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="review_citations")
    review = models.ForeignKey(AgencyReview, on_delete=models.PROTECT, related_name="+")
    part = models.ForeignKey(ReviewPart, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    cited_at = models.DateTimeField()
    cited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["review__agency__name", "part_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["finding", "part"], name="a_finding_cites_a_section_once"),
            models.UniqueConstraint(
                fields=["finding", "review"], condition=Q(part=None), name="a_finding_cites_a_whole_review_once"
            ),
        ]


class Recommendation(models.Model):
    """A numbered recommendation and the findings it answers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="recommendations")
    number = models.PositiveIntegerField()
    text = models.TextField()
    source = models.CharField(max_length=40, help_text="overview, imr or health_overview")
    findings = models.ManyToManyField(Finding, related_name="recommendations")
    taken_from = models.OneToOneField(
        ReviewPart,
        null=True,
        on_delete=models.PROTECT,
        related_name="recommendation",
        help_text="The row of an agency's accepted review that it was taken over from, so that nobody types it again.",
    )

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_recommendation_of_a_number")]


class Action(models.Model):
    """One thing that an agency has agreed to do: who, by when, and how it will be known that it worked."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="actions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="actions")
    owner_post = models.CharField(max_length=200)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    agreed_on = models.DateField()
    due_on = models.DateField()
    measure = models.TextField()
    closure_proposed_on = models.DateField(null=True)
    closure_proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    impact = models.TextField(blank=True, help_text="What changed for children, said when closure is proposed.")
    closed_on = models.DateField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["recommendation__number", "number"]
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "number"], name="one_action_of_a_number"),
            models.CheckConstraint(condition=Q(due_on__gte=F("agreed_on")), name="an_action_is_due_after_agreed"),
            models.CheckConstraint(
                condition=Q(closed_by__isnull=True) | ~Q(closed_by=F("closure_proposed_by")),
                name="the_closer_is_not_the_proposer",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closure_proposed_on__isnull=False),
                name="closure_is_proposed_before_it_is_made",
            ),
        ]


class Evidence(models.Model):
    """What shows that an action was done, and what it changed."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="evidence")
    text = models.TextField()
    paper = models.ForeignKey(Paper, null=True, on_delete=models.PROTECT, related_name="+")
    added_on = models.DateField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]


class DateChange(models.Model):
    """A later date for an action, and why. The date before it stays known, so that it can be reported as missed."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="date_changes")
    was_due_on = models.DateField()
    due_on = models.DateField()
    reason = models.TextField()
    changed_on = models.DateField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_date_is_changed_for_a_reason"),
        ]


class ProgressNote(models.Model):
    """How far an action has come, in words of those who carry it out."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="progress")
    text = models.TextField()
    noted_on = models.DateField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]


class PastClosure(models.Model):
    """A closure that did not last: what was proposed and closed, before the action was opened again."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="past_closures")
    proposed_on = models.DateField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    impact = models.TextField(blank=True)
    closed_on = models.DateField()
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reopened_on = models.DateField()
    evidence_then = models.PositiveIntegerField(help_text="How much evidence there was: the next closure needs more.")

    class Meta:
        ordering = ["id"]


class EffectCheck(models.Model):
    """Somebody looked, some months after an action was closed, whether it had made a difference."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="effect_checks")
    closed_on = models.DateField(help_text="The closure that it looks back on.")
    months = models.PositiveSmallIntegerField()
    looked_at = models.TextField()
    found = word(Effect)
    in_public = models.TextField(help_text="What was found, in words that name nobody and may be published.")
    checked_on = models.DateField()
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["action", "closed_on", "months"], name="one_check_of_a_closure_and_time"),
            models.CheckConstraint(condition=Q(months__in=EFFECT_AFTER), name="an_effect_is_checked_at_a_known_time"),
            models.CheckConstraint(
                condition=~Q(checked_by=F("proposed_by")), name="whoever_proposed_closure_does_not_check_its_effect"
            ),
            only("found", Effect, name="an_effect_is_of_a_known_kind"),
        ]


class BoardTheme(models.Model):
    """A theme of learning that a board has added to those that Safelight knows."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="learning_themes")
    key = models.CharField(max_length=40)
    title = models.CharField(max_length=80)

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(fields=["board", "key"], name="one_learning_theme_of_a_key"),
            models.UniqueConstraint(fields=["board", "title"], name="one_learning_theme_of_a_title"),
        ]


class ThemeMark(models.Model):
    """That a finding or a recommendation belongs under a theme."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="theme_marks")
    theme = models.CharField(max_length=40, help_text="The key of a theme: one that core knows, or the board's own.")
    finding = models.ForeignKey(Finding, null=True, on_delete=models.PROTECT, related_name="themes")
    recommendation = models.ForeignKey(Recommendation, null=True, on_delete=models.PROTECT, related_name="themes")

    class Meta:
        ordering = ["theme", "id"]
        constraints = [
            models.UniqueConstraint(fields=["theme", "finding"], name="a_finding_is_under_a_theme_once"),
            models.UniqueConstraint(fields=["theme", "recommendation"], name="a_recommendation_is_under_a_theme_once"),
            models.CheckConstraint(
                condition=Q(finding__isnull=False, recommendation__isnull=True)
                | Q(finding__isnull=True, recommendation__isnull=False),
                name="a_theme_mark_is_on_one_thing",
            ),
        ]
