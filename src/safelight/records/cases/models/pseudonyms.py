"""Which scheme gave the people of a case their pseudonyms, and for which readers."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from safelight.core.anonymise.schemes.scheme import Scheme
from safelight.records.cases.models.case import Case
from safelight.records.columns import only, word


class PseudonymScheme(models.Model):
    """One way in which everybody of a case is called, for one circle of readers. Who is called what lies in the vault.

    The one in use is what the register says. The others stay as they were, so that one can go back to them.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="pseudonym_schemes")
    audience = models.CharField(max_length=60, help_text="For whom: what is published, or a second circle of readers.")
    scheme = word(Scheme)
    neutral = models.BooleanField(help_text="Whether no pseudonym tells if it is a woman or a man.")
    seed = models.CharField(max_length=32, help_text="From which the scheme draws, so that it can be made again.")
    labels_sha256 = models.CharField(max_length=64, help_text="The vault's key, on the shelf of names.")
    in_use = models.BooleanField()
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            only("scheme", Scheme, name="a_scheme_is_a_known_one"),
            models.UniqueConstraint(fields=["case", "audience"], name="one_scheme_for_an_audience"),
            models.UniqueConstraint(fields=["case"], condition=Q(in_use=True), name="one_scheme_in_use"),
            models.CheckConstraint(condition=~Q(audience=""), name="a_scheme_is_for_somebody"),
        ]
