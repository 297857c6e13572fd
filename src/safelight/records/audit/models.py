"""The shape of the audit trail: one row an act, each sealed with the one before it."""

from django.db import models


class Entry(models.Model):
    """One act. Rows are only ever added: triggers in the database refuse update and delete."""

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=40, help_text="The user's key, or 'system'; never a name.")
    acting_as = models.CharField(max_length=40)
    action = models.CharField(max_length=80)
    case = models.CharField(max_length=40, blank=True)
    subject = models.CharField(max_length=120, blank=True)
    decision = models.TextField(blank=True, help_text="The Decision as one line of JSON, where a rule was applied.")
    detail = models.TextField(blank=True, help_text="What was done, as one line of JSON, without names of people.")
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["case", "number"]), models.Index(fields=["actor", "number"])]

    def __str__(self) -> str:
        return f"{self.number} {self.action}"
