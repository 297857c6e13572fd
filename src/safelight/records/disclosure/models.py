"""The shape of who asked for a paper, how the interests were balanced, and what went out."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from safelight.core.vocabulary import FILED_KINDS, BalanceFactor, Outcome, Reader
from safelight.records.cases.models import Case, Paper
from safelight.records.columns import only, word
from safelight.records.disclosure.words import Form, RequestState
from safelight.records.people.models import Agency
from safelight.records.publication.models import Edition


class Request(models.Model):
    """Somebody asks for a paper."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="requests")
    number = models.PositiveIntegerField()
    paper_kind = word(FILED_KINDS)
    agency = models.ForeignKey(
        Agency,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Whose, where each agency has one.",
    )
    paper = models.ForeignKey(Paper, null=True, on_delete=models.PROTECT, related_name="requests")
    reader = word(Reader)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="requests")
    requester = models.CharField(max_length=200)
    contact = models.CharField(max_length=200)
    purpose = models.TextField(blank=True)
    received_on = models.DateField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = word(RequestState)
    first_answer = models.TextField(help_text="The Decision on receipt, as JSON.")
    settled_outcome = word(Outcome, blank=True)
    settled_decision = models.TextField(blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    settled_on = models.DateField(null=True)
    conditions = models.TextField(blank=True)
    departure = models.TextField(blank=True, help_text="The exceptional reason, where a rule was departed from.")

    class Meta:
        ordering = ["case", "number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="one_request_of_a_number"),
            only("reader", Reader, name="a_requester_is_a_reader"),
            only("paper_kind", FILED_KINDS, name="a_request_is_for_a_paper_kind"),
            only("state", RequestState, name="a_request_has_a_known_state"),
            only("settled_outcome", Outcome, name="a_settled_outcome_is_an_outcome", blank=True),
            models.CheckConstraint(
                condition=Q(settled_outcome="") | Q(settled_by__isnull=False) & ~Q(settled_decision=""),
                name="a_settled_request_names_its_decider",
            ),
        ]


class Balance(models.Model):
    """What the decider wrote about one of the five considerations of para 8.49."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="balance")
    factor = word(BalanceFactor)
    note = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "factor"], name="one_note_per_factor"),
            only("factor", BalanceFactor, name="a_factor_is_one_of_the_five"),
            models.CheckConstraint(condition=~Q(note=""), name="no_factor_is_left_blank"),
        ]


class Release(models.Model):
    """The copy made for one recipient, and the reply that went with it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.OneToOneField(Request, on_delete=models.PROTECT, related_name="release")
    form = word(Form)
    edition = models.ForeignKey(
        Edition, null=True, on_delete=models.PROTECT, related_name="+", help_text="What was handed out, if published."
    )
    copy_sha256 = models.CharField(max_length=64, blank=True, help_text="Empty where the paper is read in a room.")
    copy_name = models.CharField(max_length=200, blank=True)
    reply = models.TextField()
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField()
    conditions = models.TextField(blank=True)

    class Meta:
        constraints = [
            only("form", Form, name="a_release_has_a_known_form"),
            models.CheckConstraint(
                condition=Q(form="read_in_room", copy_sha256="") | ~Q(form="read_in_room") & ~Q(copy_sha256=""),
                name="a_copy_is_kept_unless_read_in_a_room",
            ),
        ]
