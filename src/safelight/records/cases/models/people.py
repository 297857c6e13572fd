"""Who holds a post or a seat in the review, and how was the family offered a part?"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from safelight.core.vocabulary import Outcome, Reader
from safelight.records.cases.models.case import Case
from safelight.records.cases.words import Approach, Attribution
from safelight.records.columns import only, word


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
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
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
    offered_on = models.DateField(null=True)
    note = models.TextField(help_text="What was offered and what came of it, or why they were not approached.")
    timing = models.TextField(blank=True, help_text="What was settled on timing with police or prosecutors.")
    advocate = models.CharField(max_length=200, blank=True, help_text="Who spoke or stood beside them.")
    said = models.TextField(blank=True)
    attribution = word(Attribution, blank=True)
    corrected = models.TextField(blank=True, help_text="Facts that they put right.")
    told_on = models.DateField(null=True, help_text="When they were told of the day of publication.")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["contacted_on", "id"]
        constraints = [
            only("approach", Approach, name="an_approach_is_of_a_known_kind"),
            models.CheckConstraint(condition=~Q(note=""), name="a_family_contact_has_a_note"),
            only("attribution", Attribution, name="an_attribution_is_of_a_known_kind", blank=True),
            models.CheckConstraint(
                condition=Q(said="") | ~Q(attribution=""), name="what_was_said_may_be_attributed_or_not"
            ),
        ]
