"""What is the review to answer, and what goes on beside it?"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from safelight.records.cases.models.case import Case
from safelight.records.cases.words import Lasting, ProceedingKind
from safelight.records.columns import only, word


class TermsOfReference(models.Model):
    """One version of what the review is to answer."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="terms")
    version = models.PositiveIntegerField()
    text = models.TextField()
    questions = models.JSONField(default=list)
    answers = models.JSONField(default=list, help_text="Pairs: a question that the rules expect, and the answer to it.")
    agreed_on = models.DateField()
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["version"]
        constraints = [models.UniqueConstraint(fields=["case", "version"], name="one_version_of_the_terms")]


class Proceeding(models.Model):
    """A trial, an inquest, an order: a legal hold. While it lasts it changes what may be published or seen.

    `until` never tells a birthday: see `records.cases.actions.proceedings.open_proceeding`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="proceedings")
    kind = word(ProceedingKind)
    court = models.CharField(max_length=200)
    scope = models.TextField()
    protects = models.CharField(max_length=300, blank=True, help_text="Whom it protects: by relation, never by name.")
    varied_by = models.CharField(max_length=200, blank=True, help_text="Who may vary it.")
    holds_papers = models.BooleanField(default=False, help_text="Unpublished papers are held from single readers too.")
    opened_on = models.DateField()
    lasting = word(Lasting, default=Lasting.UNKNOWN)
    until = models.DateField(null=True, help_text="The first day on which it holds no more by itself, where known.")
    ended_on = models.DateField(null=True)
    ending = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["opened_on"]
        constraints = [
            only("kind", ProceedingKind, name="a_proceeding_is_of_a_known_kind"),
            only("lasting", Lasting, name="a_hold_lasts_in_a_known_way"),
            models.CheckConstraint(
                condition=Q(lasting=Lasting.UNKNOWN.value, until__isnull=True)
                | (~Q(lasting=Lasting.UNKNOWN.value) & Q(until__isnull=False, until__gt=F("opened_on"))),
                name="a_hold_with_an_end_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("opened_on")),
                name="proceedings_end_after_they_open",
            ),
        ]
