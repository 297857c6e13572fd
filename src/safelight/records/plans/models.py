"""The shape of what was learned and what is being done about it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from safelight.records.cases.models import Case, ChronologyRow, Paper
from safelight.records.people.models import Agency


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


class Recommendation(models.Model):
    """A numbered recommendation and the findings it answers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="recommendations")
    number = models.PositiveIntegerField()
    text = models.TextField()
    source = models.CharField(max_length=40, help_text="overview, imr or health_overview")
    findings = models.ManyToManyField(Finding, related_name="recommendations")

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
