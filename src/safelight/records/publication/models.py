"""The shape of drafts, what was found in them, and the editions made from them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from safelight.core.anonymise.finding import LABELS
from safelight.core.review.intruder import Conclusion
from safelight.core.vocabulary import PaperKind
from safelight.records.cases.models import Case
from safelight.records.columns import only, word
from safelight.records.people.models import Agency
from safelight.records.publication.words import EditionState, Settlement


class PublicFact(models.Model):
    """Something about the case that is already public (press, court, inquest), entered by the board."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="public_facts")
    text = models.TextField()
    source = models.CharField(max_length=200)
    terms = models.JSONField(default=list, help_text="Words that would tie a text to this fact.")
    recorded_on = models.DateField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", help_text="None in old rows."
    )
    taken_back_on = models.DateField(null=True, help_text="From when it no longer counts as public.")
    taken_back_because = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_back_on__isnull=True) | ~Q(taken_back_because=""),
                name="a_public_fact_is_taken_back_for_a_reason",
            )
        ]


class AcceptedTelling(models.Model):
    """A second person's decision that something new about a living child may be told, although a report leads to it.

    It holds for these very words, told of this matter: the hash is of both, and no word is kept here.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="accepted_tellings")
    words_hash = models.CharField(max_length=64)
    reason = models.CharField(max_length=400)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField()

    class Meta:
        ordering = ["accepted_at"]
        constraints = [
            models.UniqueConstraint(fields=["case", "words_hash"], name="a_telling_is_accepted_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="a_telling_is_accepted_for_a_reason"),
        ]


class Draft(models.Model):
    """One version of a text meant for publication. The words lie in the vault, because they may still name people."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="drafts")
    kind = word(PaperKind)
    version = models.PositiveIntegerField()
    text_sha256 = models.CharField(max_length=64, help_text="The vault's key to the text, as Markdown.")
    upload_sha256 = models.CharField(
        max_length=64, blank=True, help_text="The vault's key to the Word file it came from."
    )
    upload_name = models.CharField(max_length=200, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    searched_at = models.DateTimeField(null=True, help_text="When find_people last looked through exactly this text.")

    class Meta:
        ordering = ["case", "kind", "version"]
        constraints = [
            models.UniqueConstraint(fields=["case", "kind", "version"], name="one_draft_of_a_version"),
            only("kind", PaperKind, name="a_draft_is_of_a_paper_kind"),
        ]


class DraftFinding(models.Model):
    """Something in a draft that may identify somebody, and what its author decided. Offsets, never the words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="found")
    start = models.PositiveIntegerField(help_text="Offset into the draft's text, in Unicode code points.")
    end = models.PositiveIntegerField()
    rule = models.CharField(max_length=60)
    key = models.CharField(max_length=60, blank=True, help_text="The register's id of the person or place.")
    listed = models.BooleanField(help_text="Whether the register knows this: such a finding cannot be kept.")
    replacement = models.CharField(max_length=300, blank=True)
    why = models.CharField(max_length=400)
    label = models.CharField(max_length=20, blank=True, help_text="What kind of mention it is; empty in old rows.")
    score = models.FloatField(null=True, help_text="How likely it is to identify somebody, from 0 to 1.")
    finder = models.CharField(max_length=40, blank=True, help_text="Which finder saw it.")
    settlement = word(Settlement, blank=True)
    reason = models.CharField(max_length=400, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["start"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="a_finding_has_a_length"),
            models.CheckConstraint(condition=Q(label__in=["", *LABELS]), name="a_finding_is_of_a_known_kind"),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=0, score__lte=1), name="a_score_is_a_probability"
            ),
            only("settlement", Settlement, name="a_settlement_is_keep_replace_or_generalise", blank=True),
            models.CheckConstraint(
                condition=Q(settlement="") | (~Q(reason="") & Q(settled_by__isnull=False)),
                name="a_settlement_has_a_reason_and_a_person",
            ),
            models.CheckConstraint(
                condition=Q(listed=False) | ~Q(settlement="keep"), name="a_listed_person_is_never_kept"
            ),
            models.CheckConstraint(
                condition=~Q(settlement="generalise") | ~Q(replacement=""), name="what_is_generalised_says_something"
            ),
        ]


class IntruderReview(models.Model):
    """That somebody who has written none of a text tried to find out who it is about. It holds for that text alone.

    Who looked, where, and what they found lies in the vault under the names' key, because it may name people.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="intruder_reviews")
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="intruder_reviews")
    text_sha256 = models.CharField(max_length=64, help_text="The text that was looked at, by the vault's key to it.")
    looked_on = models.DateField()
    conclusion = word(Conclusion)
    repeat_on = models.DateField(null=True, help_text="None where the text is to be changed instead.")
    answers_sha256 = models.CharField(max_length=64)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            only("conclusion", Conclusion, name="an_intruder_review_has_a_known_conclusion"),
            models.CheckConstraint(
                condition=Q(conclusion=Conclusion.REMOTE.value, repeat_on__isnull=False)
                | Q(conclusion=Conclusion.NOT_REMOTE.value, repeat_on__isnull=True),
                name="what_is_remote_enough_is_tried_again_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(repeat_on__isnull=True) | Q(repeat_on__gt=F("looked_on")),
                name="it_is_tried_again_after_it_was_tried",
            ),
        ]


class GateResult(models.Model):
    """What the gate said of one draft. The findings lie in the vault, because they quote what leaks."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="gate_results")
    run_at = models.DateTimeField()
    run_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    blocking = models.PositiveIntegerField()
    warnings = models.PositiveIntegerField()
    examination_sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["id"]


class Edition(models.Model):
    """HTML, PDF and OpenDocument made from one draft, with the proof on their final bytes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="editions")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="editions")
    kind = word(PaperKind)
    public_id = models.CharField(max_length=16, unique=True, help_text="The opaque part of its public address.")
    title = models.CharField(max_length=200)
    text_sha256 = models.CharField(max_length=64)
    html_sha256 = models.CharField(max_length=64)
    pdf_sha256 = models.CharField(max_length=64)
    odt_sha256 = models.CharField(
        max_length=64, blank=True, help_text="Empty in editions made before there was an OpenDocument file."
    )
    proof = models.TextField(help_text="The Decision of the proof on the finished bytes, and what was checked.")
    state = word(EditionState, default=EditionState.MADE)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_sha256 = models.CharField(max_length=64, blank=True, help_text="The text that the approver saw.")
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)
    decision = models.TextField(blank=True, help_text="The gate's Decision on publication.")
    show_until = models.DateField(null=True)
    noindex = models.BooleanField(default=False, help_text="Whether search engines are asked to leave it out.")
    unnamed_because = models.CharField(
        max_length=400, blank=True, help_text="Why the board's name would lead to the child; else it is named."
    )
    deposited_with = models.CharField(max_length=200, blank=True, help_text="The repository that publishes it.")
    deposited_on = models.DateField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["made_at"]
        constraints = [
            only("state", EditionState, name="an_edition_has_a_known_state"),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | ~Q(published_by=F("author")),
                name="the_publisher_is_not_the_author",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(approved_sha256=F("text_sha256")),
                name="only_the_approved_text_is_published",
            ),
            models.CheckConstraint(
                condition=~Q(state=EditionState.DEPOSITED.value)
                | (~Q(unnamed_because="") & ~Q(deposited_with="") & Q(deposited_on__isnull=False)),
                name="only_an_unnamed_edition_is_deposited",
            ),
            models.CheckConstraint(
                condition=Q(unnamed_because="") | ~Q(state=EditionState.PUBLISHED.value),
                name="an_unnamed_edition_is_never_on_the_boards_site",
            ),
        ]


class BriefingRead(models.Model):
    """That somebody of an agency has read a published briefing."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="read_by")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="+")
    read_on = models.DateField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["edition", "user"], name="a_briefing_is_read_once_by_each")]


class BriefingDiscussed(models.Model):
    """That a team of an agency talked about a published briefing: which team, when, and how many were there."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="discussed")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    team = models.CharField(max_length=120)
    held_on = models.DateField()
    people = models.PositiveIntegerField()
    recorded_on = models.DateField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["held_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(people__gte=1), name="somebody_was_there"),
        ]
