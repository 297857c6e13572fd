"""The shape of a case: from referral to what the agencies sent and what the author wrote."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from safelight.core.vocabulary import Outcome, PaperKind, Reader, Stage
from safelight.records.cases.words import Act as Act
from safelight.records.cases.words import Approach as Approach
from safelight.records.cases.words import CriterionFinding as CriterionFinding
from safelight.records.cases.words import ProceedingKind as ProceedingKind
from safelight.records.cases.words import ReviewState as ReviewState
from safelight.records.columns import only, word
from safelight.records.people.models import Agency, Board


class Case(models.Model):
    """One child's case. `initiated_on` is set once, by the chair's decision, and picks the rules for good."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="cases")
    reference = models.CharField(max_length=40)
    public_name = models.CharField(max_length=60, help_text="What a published document calls the child.")
    jurisdiction = models.CharField(max_length=20, default="england")
    noticed_on = models.DateField(help_text="When the case came to the board's notice: the first clock starts here.")
    initiated_on = models.DateField(null=True)
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

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            only("act", Act, name="a_formal_act_is_of_a_known_kind"),
            models.CheckConstraint(condition=~Q(reasons=""), name="a_formal_act_has_reasons"),
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


class Notification(models.Model):
    """Who outside the board was told of what, and when."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notifications")
    duty = models.CharField(max_length=60)
    told = models.CharField(max_length=200)
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")


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


class Appointment(models.Model):
    """Somebody proposed for a post in the review, their declaration, and what the independence rules said."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="appointments")
    role = word(Reader)
    name = models.CharField(max_length=200)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    ties = models.JSONField(default=list, help_text="What the person declared: values of the core's Tie.")
    statement = models.TextField()
    declared_on = models.DateField(null=True)
    outcome = word(Outcome)
    decision = models.TextField()
    departure = models.TextField(blank=True)
    on = models.DateField()
    ended_on = models.DateField(null=True)
    ended_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            only("outcome", Outcome, name="an_appointment_has_an_outcome"),
            models.UniqueConstraint(
                fields=["case", "role"],
                condition=Q(outcome=Outcome.ALLOW.value, ended_on__isnull=True),
                name="one_holder_of_a_post",
            ),
        ]


class PanelSeat(models.Model):
    """A member of the review panel: published by post and organisation, never by name."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="panel")
    name = models.CharField(max_length=200)
    job_title = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    declared_on = models.DateField(null=True)
    statement = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]


class FamilyContact(models.Model):
    """How somebody in the family was offered a part in the review: by relation, never by name."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="family_contacts")
    relation = models.CharField(max_length=60, help_text="e.g. mother, maternal grandmother")
    approach = word(Approach)
    contacted_on = models.DateField()
    note = models.TextField(help_text="How and when, or why not; any advocate; what they wish said.")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["contacted_on", "id"]
        constraints = [
            only("approach", Approach, name="an_approach_is_of_a_known_kind"),
            models.CheckConstraint(condition=~Q(note=""), name="a_family_contact_has_a_note"),
        ]


class TermsOfReference(models.Model):
    """One version of what the review is to answer."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="terms")
    version = models.PositiveIntegerField()
    text = models.TextField()
    questions = models.JSONField(default=list)
    agreed_on = models.DateField()
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["version"]
        constraints = [models.UniqueConstraint(fields=["case", "version"], name="one_version_of_the_terms")]


class Proceeding(models.Model):
    """A trial, inquest or family case; while it is open it changes what may be published or seen."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="proceedings")
    kind = word(ProceedingKind)
    court = models.CharField(max_length=200)
    scope = models.TextField()
    opened_on = models.DateField()
    ended_on = models.DateField(null=True)
    ending = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["opened_on"]
        constraints = [
            only("kind", ProceedingKind, name="a_proceeding_is_of_a_known_kind"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("opened_on")),
                name="proceedings_end_after_they_open",
            ),
        ]


class Paper(models.Model):
    """One version of one paper. Its bytes lie encrypted in the vault under their hash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="papers")
    kind = word(PaperKind)
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
            only("kind", PaperKind, name="a_paper_is_of_a_known_kind"),
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
    kind = word(PaperKind, default=PaperKind.IMR)
    state = word(ReviewState, default=ReviewState.REQUESTED)
    requested_on = models.DateField()
    due_on = models.DateField()
    records_secured_on = models.DateField(null=True)
    author_name = models.CharField(max_length=200, blank=True)
    submitted_on = models.DateField(null=True, help_text="When the latest version came.")
    countersigned_by = models.CharField(max_length=200, blank=True, help_text="The senior officer's post.")
    accepted_on = models.DateField(null=True)

    class Meta:
        ordering = ["agency__name"]
        constraints = [
            models.UniqueConstraint(fields=["case", "agency", "kind"], name="one_review_of_a_kind_per_agency"),
            only("state", ReviewState, name="an_agency_review_has_a_known_state"),
            only("kind", PaperKind, name="an_agency_review_is_of_a_paper_kind"),
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


class ChronologyFile(models.Model):
    """One version of an agency's chronology. Sending it again replaces the rows, never doubles them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="chronologies")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="chronologies")
    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="chronology_file")
    current = models.BooleanField(default=True)
    rows_read = models.PositiveIntegerField()
    unreadable = models.JSONField(default=list, help_text="Rows from which nothing could be taken: [row, why].")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "agency"], condition=Q(current=True), name="one_current_chronology_per_agency"
            )
        ]


class ChronologyRow(models.Model):
    """One event as an agency recorded it, with its place in the integrated chronology."""

    file = models.ForeignKey(ChronologyFile, on_delete=models.CASCADE, related_name="rows")
    row = models.PositiveIntegerField(help_text="Counted as a person sees it in the file, headings included.")
    position = models.PositiveIntegerField(null=True, help_text="Place in the integrated chronology.")
    date = models.CharField(max_length=10, blank=True, help_text="ISO 8601, as precise as known.")
    until = models.CharField(max_length=10, blank=True)
    time = models.CharField(max_length=5, blank=True)
    uncertain = models.BooleanField(default=False)
    date_as_written = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=300, blank=True)
    event = models.TextField(blank=True)
    age = models.CharField(max_length=12, blank=True)
    flags = models.TextField(blank=True)
    other = models.TextField(blank=True, help_text="What stood in columns that have no place here, one a line.")

    class Meta:
        ordering = ["position", "file", "row"]
        indexes = [models.Index(fields=["position"])]


class Integration(models.Model):
    """One merging of all current chronologies."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="integrations")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")
    merged_at = models.DateTimeField()
    rows = models.PositiveIntegerField()
    duplicates = models.PositiveIntegerField()
    conflicts = models.PositiveIntegerField()
    gaps = models.JSONField(default=list)
    unreadable = models.PositiveIntegerField()

    class Meta:
        ordering = ["merged_at"]
