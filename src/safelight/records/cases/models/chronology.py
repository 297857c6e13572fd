"""What is in the agencies' chronologies, row by row, and what was found and said about the rows?"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from safelight.records.cases.models.agencies import Paper
from safelight.records.cases.models.case import Case
from safelight.records.cases.words import RowMark, Verdict
from safelight.records.columns import only, word
from safelight.records.people.models import Agency, Board


class ChronologyArrival(models.Model):
    """A chronology that has come and waits until somebody has confirmed what its columns are. No row is taken yet."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="chronology_arrivals")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    department = models.CharField(max_length=100, blank=True)
    name = models.CharField(max_length=200, help_text="The file's name as it was sent; may itself name somebody.")
    sha256 = models.CharField(max_length=64)
    arrived_at = models.DateTimeField()
    arrived_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["arrived_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "agency", "department"], name="one_waiting_chronology_per_department"
            )
        ]


class ColumnLayout(models.Model):
    """What the columns of an agency's chronologies are, as somebody there confirmed it: not asked again."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="column_layouts")
    key = models.CharField(max_length=64, help_text="Stands for the headings: the same layout has the same key.")
    columns = models.JSONField(help_text="Place in the line, from 0, to what the column is for.")
    confirmed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "key"], name="one_layout_of_a_key_per_agency")]


class ChronologyFile(models.Model):
    """One version of the chronology of an agency, or of one of its departments. Sent again, it updates the rows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="chronologies")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="chronologies")
    department = models.CharField(max_length=100, blank=True)
    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="chronology_file")
    current = models.BooleanField(default=True)
    rows_read = models.PositiveIntegerField()
    unreadable = models.JSONField(default=list, help_text="Rows from which nothing was taken: [row, why, sheet].")
    sourceless = models.JSONField(default=list, help_text="Rows that do not say where it is recorded: [row, sheet].")
    columns = models.JSONField(default=dict, help_text="By a layout's key: place in the line to what it was read as.")
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "agency", "department"],
                condition=Q(current=True),
                name="one_current_chronology_per_department",
            )
        ]


class Theme(models.Model):
    """A word of the board's own under which rows of many reviews can be found."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="themes")
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["board", "name"], name="one_theme_of_a_name_per_board")]


class ChronologyRow(models.Model):
    """One event as an agency recorded it, with its place in the integrated chronology.

    It is the same row in every version of the agency's file that tells of this event, so that whatever cites it goes on
    doing so. `file` is the newest version that has it; `is_gone` once a newer one no longer does.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False, help_text="What its address is made of.")
    file = models.ForeignKey(ChronologyFile, on_delete=models.CASCADE, related_name="rows")
    row = models.PositiveIntegerField(help_text="Counted as a person sees it in the file, headings included.")
    sheet = models.CharField(max_length=100, blank=True, help_text="Which table of the file, where its name tells it.")
    position = models.PositiveIntegerField(null=True, help_text="Place in the integrated chronology.")
    date = models.CharField(max_length=10, blank=True, help_text="ISO 8601, as precise as known.")
    until = models.CharField(max_length=10, blank=True)
    time = models.CharField(max_length=5, blank=True)
    earliest = models.DateField(null=True, help_text="The first day that may be meant.")
    latest = models.DateField(null=True, help_text="The last day that may be meant, or the end of the range.")
    uncertain = models.BooleanField(default=False)
    date_as_written = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=300, blank=True)
    event = models.TextField(blank=True)
    age = models.CharField(max_length=12, blank=True)
    since_previous = models.PositiveIntegerField(null=True, help_text="Days since the event before it.")
    flags = models.TextField(blank=True)
    other = models.TextField(blank=True, help_text="What stood in columns that have no place here, one a line.")
    haystack = models.TextField(blank=True, help_text="Source, event and the rest in one plain form, for searching.")
    key_event = models.BooleanField(default=False)
    is_note = models.BooleanField(default=False, help_text="The author's own working note; nothing that happened.")
    is_gone = models.BooleanField(default=False, help_text="No longer in the agency's file; kept, because it is used.")
    themes = models.ManyToManyField(Theme, related_name="rows")

    class Meta:
        ordering = ["position", "file", "row"]
        indexes = [models.Index(fields=["position"]), models.Index(fields=["file", "position"])]
        constraints = [
            models.UniqueConstraint(fields=["file", "sheet", "row"], name="a_row_of_a_file_is_taken_in_once"),
        ]


class RowInPseudonyms(models.Model):
    """How a row reads with the register's people replaced, worked out once for each register and wording."""

    row = models.OneToOneField(ChronologyRow, primary_key=True, on_delete=models.CASCADE, related_name="in_pseudonyms")
    file = models.ForeignKey(ChronologyFile, on_delete=models.CASCADE, related_name="+")
    register = models.CharField(max_length=64, help_text="The fingerprint of the register by which it was done.")
    wording = models.CharField(max_length=64, help_text="The fingerprint of the words from which it was made.")
    date_as_written = models.TextField(blank=True)
    source = models.TextField(blank=True)
    event = models.TextField(blank=True)
    other = models.TextField(blank=True)
    haystack = models.TextField(blank=True, help_text="The same in one plain form, for searching what is shown.")

    class Meta:
        indexes = [models.Index(fields=["register"])]


class RowBefore(models.Model):
    """How an earlier version of the agency's file told a row that has changed since."""

    row = models.ForeignKey(ChronologyRow, on_delete=models.CASCADE, related_name="before")
    file = models.ForeignKey(ChronologyFile, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(help_text="Its row in that version.")
    time = models.CharField(max_length=5, blank=True)
    date_as_written = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=300, blank=True)
    event = models.TextField(blank=True)
    other = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]


class RowPerson(models.Model):
    """Somebody of the register whom a row mentions, worked out at each merging; `called` is how the row names them."""

    row = models.ForeignKey(ChronologyRow, on_delete=models.CASCADE, related_name="people")
    person = models.CharField(max_length=100, help_text="The key in the register.")
    called = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["row", "person", "called"], name="a_row_names_somebody_once")]
        indexes = [models.Index(fields=["person"])]


class RowRemark(models.Model):
    """Something that comparing all rows brought out about one of them, worked out at each merging."""

    row = models.ForeignKey(ChronologyRow, on_delete=models.CASCADE, related_name="remarks")
    mark = word(RowMark)
    other = models.ForeignKey(ChronologyRow, null=True, on_delete=models.CASCADE, related_name="+")
    why = models.TextField(blank=True)
    mistaken = models.BooleanField(default=False, help_text="As somebody judged it last.")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["row", "mark", "other"], name="a_remark_is_made_once"),
            models.UniqueConstraint(
                fields=["row", "mark"], condition=Q(other__isnull=True), name="a_remark_on_one_row_is_made_once"
            ),
            models.CheckConstraint(
                condition=Q(other__isnull=True) | ~Q(other=F("row")), name="a_remark_is_on_two_rows"
            ),
            only("mark", RowMark, name="a_remark_has_a_known_mark"),
        ]


class RowJudgement(models.Model):
    """What somebody decided about a remark. It outlives the next merging, which finds the same again."""

    row = models.ForeignKey(ChronologyRow, on_delete=models.CASCADE, related_name="judgements")
    mark = word(RowMark)
    other = models.ForeignKey(ChronologyRow, null=True, on_delete=models.CASCADE, related_name="+")
    verdict = word(Verdict)
    reason = models.TextField()
    judged_at = models.DateTimeField()
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            only("mark", RowMark, name="a_judgement_is_of_a_known_mark"),
            only("verdict", Verdict, name="a_judgement_has_a_known_verdict"),
        ]


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
    remarks = models.PositiveIntegerField(default=0)
    unasked = models.JSONField(default=list, help_text="Agencies spoken of and never asked: [name, how many rows].")
    register_sha256 = models.CharField(max_length=64, blank=True, help_text="By which register people were found.")

    class Meta:
        ordering = ["merged_at"]
