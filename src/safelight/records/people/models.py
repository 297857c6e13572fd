"""The shape of boards, agencies and users."""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from safelight.core.vocabulary import Reader
from safelight.records.columns import only, word


class Board(models.Model):
    """A safeguarding board and what is local to it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200, unique=True)
    council = models.CharField(max_length=200)
    contact = models.CharField(max_length=200, help_text="How the public reaches the board's office.")
    jurisdiction = models.CharField(max_length=20, default="england")
    closure_days = models.JSONField(default=list, help_text="Days on which the office is closed, as ISO dates.")
    local_policy = models.TextField(blank=True, help_text="The board's own rules, as a rulebook source in TOML.")
    local_times = models.JSONField(
        default=list, help_text="Times that the board has set where nothing national does, with the day each begins."
    )
    blocking_kinds = models.JSONField(
        default=list, help_text="Labels of what no register knows that block publication until somebody settles it."
    )
    small_area = models.BooleanField(
        default=False, help_text="So few children live here that fewer harmless pieces single a family out."
    )

    def __str__(self) -> str:
        return self.name


class Agency(models.Model):
    """An organisation that may have known the child."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="agencies")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60)
    is_health = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["board", "name"], name="one_agency_of_a_name_per_board")]

    def __str__(self) -> str:
        return self.name


class Users(BaseUserManager["User"]):
    """Finds users by e-mail address, whatever its capitals."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """The user with this e-mail address."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Somebody who signs in. `standing` is what they are for the board; a seat says what they are for one case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="users")
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    standing = word(Reader)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="users")
    is_active = models.BooleanField(default=True)
    reminders = models.BooleanField(default=True, help_text="Whether Safelight reminds by mail of what is due.")

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = Users()

    class Meta:
        constraints = [only("standing", Reader, name="a_standing_is_a_reader")]

    def __str__(self) -> str:
        return self.name
