"""What is a case, and what was formally done on it?"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from safelight.core.vocabulary import Reader, Stage
from safelight.records.cases.words import Act, CriterionFinding
from safelight.records.columns import only, word
from safelight.records.people.models import Agency, Board


class Case(models.Model):
    """One child's case. `initiated_on` is set once, by the chair's decision, and picks the rules for good."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="cases")
    reference = models.CharField(max_length=40)
    public_name = models.CharField(max_length=60, help_text="What a published document calls the child.")
    jurisdiction = models.CharField(max_length=20, default="england")
    process = models.CharField(max_length=20, default="scr", help_text="The kind of review: a process of the rulebook.")
    noticed_on = models.DateField(help_text="When the case came to the board's notice: the first clock starts here.")
    initiated_on = models.DateField(null=True)
    planned_publication_on = models.DateField(null=True, help_text="What is to be sent before publication counts back.")
    stage = word(Stage, default=Stage.REFERRED)
    register_sha256 = models.CharField(max_length=64, blank=True, help_text="The vault's key to the names, in TOML.")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-noticed_on"]
        constraints = [
            models.UniqueConstraint(fields=["board", "reference"], name="one_case_of_a_reference"),
            only("stage", Stage, name="a_case_is_at_a_known_stage"),
            models.CheckConstraint(
                condition=Q(initiated_on__isnull=True) | Q(initiated_on__gte=F("noticed_on")),
                name="a_review_begins_after_it_is_noticed",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Seat(models.Model):
    """Who a user is for one case, while the seat lasts."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="seats")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="seats")
    reader = word(Reader)
    agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "user", "reader"], name="one_seat_of_a_kind_per_case"),
            only("reader", Reader, name="a_seat_is_of_a_reader"),
        ]


class Referral(models.Model):
    """How the case came to the board."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="referral")
    received_on = models.DateField()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    referrer_post = models.CharField(max_length=200)
    circumstances = models.TextField()


class CriterionAssessment(models.Model):
    """One criterion, assessed with evidence. A later row supersedes an earlier one; both stay."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assessments")
    criterion = models.CharField(max_length=60, help_text="The rulebook's duty, e.g. criteria.death.")
    finding = word(CriterionFinding)
    evidence = models.TextField()
    assessed_on = models.DateField()
    assessed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            only("finding", CriterionFinding, name="a_criterion_is_met_not_met_or_unclear"),
            models.CheckConstraint(condition=~Q(evidence=""), name="an_assessment_has_evidence"),
        ]


class FormalAct(models.Model):
    """A recommendation, decision, agreement or acceptance: what, why, when and by whom."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="acts")
    act = word(Act)
    outcome = models.CharField(max_length=40, help_text="e.g. review, no_review, agreed, accepted, adequate")
    reasons = models.TextField()
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decision = models.TextField(blank=True)
    evidence = models.TextField(blank=True, help_text="What a decision not to publish rests on, in words.")
    review_on = models.DateField(null=True, help_text="When a decision not to publish is looked at again.")

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            only("act", Act, name="a_formal_act_is_of_a_known_kind"),
            models.CheckConstraint(condition=~Q(reasons=""), name="a_formal_act_has_reasons"),
            models.CheckConstraint(
                condition=Q(review_on__isnull=True) | Q(review_on__gt=F("on")), name="looking_again_lies_ahead"
            ),
        ]


class Extension(models.Model):
    """A later date for a clock that never stops: the first due date stays reportable as missed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="extensions")
    duty = models.CharField(max_length=60)
    due_on = models.DateField()
    extended_to = models.DateField()
    reason = models.TextField()
    authorised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    told = models.CharField(max_length=300, blank=True, help_text="Which bodies were told.")
    on = models.DateField()

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=Q(extended_to__gt=F("due_on")), name="an_extension_is_later")]


class DutyRecord(models.Model):
    """Something that a rule asks for, done and written down: what, when, by whom; and which body it told."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="duty_records")
    duty = models.CharField(max_length=60)
    rule = models.CharField(max_length=120, blank=True, help_text="The rulebook's id of the rule that asked for it.")
    told = models.CharField(max_length=200, blank=True, help_text="The body that was told, where somebody was.")
    note = models.TextField(blank=True)
    on = models.DateField(help_text="The day on which it was done.")
    entered_on = models.DateField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(told="", note=""), name="a_duty_record_says_something"),
        ]


class Departure(models.Model):
    """A rule that says "should", departed from for an exceptional reason: it shows wherever the rule shows."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="departures")
    duty = models.CharField(max_length=60)
    rule = models.CharField(max_length=120, help_text="The rulebook's id of the rule departed from.")
    reason = models.TextField()
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "duty"], name="one_departure_per_duty"),
            models.CheckConstraint(condition=~Q(reason=""), name="a_departure_has_a_reason"),
        ]
