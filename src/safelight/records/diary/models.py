"""The shape of a private link to the calendar, and of the last mail that reminded somebody."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from safelight.records.cases.models import AgencyReview


class FeedLink(models.Model):
    """A link under which a calendar program fetches what its owner may see. Only its hash is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="feed_links")
    token_digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the secret part of the link.")
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(revoked_at__isnull=True), name="one_calendar_link_in_force_per_user"
            )
        ]


class ReminderSent(models.Model):
    """The last mail that reminded somebody; the next one takes its place, and the audit trail keeps that it went."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="last_reminder")
    on = models.DateField()
    reminded_of = models.JSONField(default=list, help_text="Fingerprints of what was due: no words, no keys of a case.")


class Chase(models.Model):
    """That a mail which reminded somebody counted an agency's review among what is due, and when it went."""

    review = models.ForeignKey(AgencyReview, on_delete=models.PROTECT, related_name="chases")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["review", "user", "on"], name="one_reminder_of_a_review_a_day_per_person")
        ]
