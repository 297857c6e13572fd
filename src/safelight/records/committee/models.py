"""The shape of reports to the council and the board, what was resolved, and when a decision takes effect."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from safelight.core.review.callin import CallInOutcome
from safelight.records.cases.models import Case
from safelight.records.columns import only, word
from safelight.records.committee.words import Body, Exemption, ResolutionKind
from safelight.records.people.models import Board


class Meeting(models.Model):
    """A meeting, whose minutes may not be out yet."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="meetings")
    body = word(Body)
    title = models.CharField(max_length=200)
    held_on = models.DateField()
    decision_published_on = models.DateField(null=True, help_text="For a council that counts call-in from that day.")
    minutes_published_on = models.DateField(null=True)
    called_in_on = models.DateField(null=True)
    call_in_outcome = word(CallInOutcome, blank=True)
    call_in_outcome_on = models.DateField(null=True, help_text="When scrutiny dealt with the call-in.")
    call_in_waiver = models.TextField(blank=True, help_text="Who agreed that it cannot wait, and why; else empty.")

    class Meta:
        ordering = ["held_on"]
        constraints = [
            only("body", Body, name="a_meeting_is_of_a_known_body"),
            models.UniqueConstraint(fields=["board", "body", "held_on"], name="one_meeting_of_a_body_a_day"),
            only("call_in_outcome", CallInOutcome, name="a_call_in_has_a_known_outcome", blank=True),
            models.CheckConstraint(
                condition=Q(call_in_outcome="", call_in_outcome_on__isnull=True)
                | ~Q(call_in_outcome="") & Q(called_in_on__isnull=False, call_in_outcome_on__gte=F("called_in_on")),
                name="an_outcome_follows_a_call_in",
            ),
            models.CheckConstraint(
                condition=Q(call_in_waiver="") | Q(called_in_on__isnull=True), name="what_is_waived_is_not_called_in"
            ),
            models.CheckConstraint(
                condition=Q(minutes_published_on__isnull=True) | Q(minutes_published_on__gte=F("held_on")),
                name="minutes_follow_their_meeting",
            ),
        ]


class Report(models.Model):
    """One report, in the council's form, which may go to several meetings."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="reports")
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="committee_reports")
    meetings = models.ManyToManyField(Meeting, related_name="reports")
    subject = models.CharField(max_length=200)
    fields = models.JSONField(help_text="The council's form, by field name; each a piece of Markdown text.")
    objectives = models.JSONField(default=list, help_text="Rows of the corporate objectives grid: [name, impact].")
    background_papers = models.JSONField(default=list)
    exemption = word(Exemption, default=Exemption.NONE)
    exempt_paragraphs = models.JSONField(default=list)
    public_interest = models.TextField(blank=True)
    origin = models.ForeignKey("Resolution", null=True, on_delete=models.PROTECT, related_name="answered_by")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_on = models.DateField()

    class Meta:
        ordering = ["written_on"]
        constraints = [
            only("exemption", Exemption, name="a_report_is_exempt_confidential_or_neither"),
            models.CheckConstraint(
                condition=Q(exemption="none") | ~Q(public_interest=""), name="what_is_withheld_has_its_grounds"
            ),
        ]


class Resolution(models.Model):
    """One limb of a minute: what was resolved, and what it makes somebody do."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="resolutions")
    report = models.ForeignKey(Report, null=True, on_delete=models.PROTECT, related_name="resolutions")
    minute = models.CharField(max_length=20)
    limb = models.PositiveIntegerField()
    text = models.TextField()
    kind = word(ResolutionKind)
    condition = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True)
    every_months = models.PositiveIntegerField(null=True)
    discharged_on = models.DateField(null=True, help_text="When it was done; for what comes round again, last done.")
    times_done = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["meeting", "minute", "limb"]
        constraints = [
            only("kind", ResolutionKind, name="a_resolution_is_of_a_known_kind"),
            models.UniqueConstraint(fields=["meeting", "minute", "limb"], name="one_resolution_of_a_limb"),
            models.CheckConstraint(
                condition=~Q(kind="recurring") | Q(due_on__isnull=False, every_months__gte=1),
                name="what_comes_round_has_a_date_and_an_interval",
            ),
        ]
