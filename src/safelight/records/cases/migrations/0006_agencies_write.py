"""Agencies write their reviews here: who writes, every version of every part, what was returned, who was told."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import safelight.core.review.imr.words
import safelight.records.cases.words

SQLITE = """
CREATE TRIGGER a_version_of_a_part_is_never_changed BEFORE UPDATE ON cases_partversion
BEGIN SELECT RAISE(ABORT, 'The history of a review is append-only: a version is never changed.'); END
"""
POSTGRESQL = (
    """
    CREATE FUNCTION cases_partversion_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'The history of a review is append-only: a version is never changed.'
          USING ERRCODE = 'integrity_constraint_violation'; END $$
    """,
    """
    CREATE TRIGGER a_version_of_a_part_is_never_changed BEFORE UPDATE ON cases_partversion
    FOR EACH ROW EXECUTE FUNCTION cases_partversion_is_append_only()
    """,
)


def guard(apps, editor):
    """Set the trigger of the database in use."""
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else (SQLITE,):
        editor.execute(statement)


def unguard(apps, editor):
    """Take it away again, for a migration backwards."""
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP TRIGGER a_version_of_a_part_is_never_changed ON cases_partversion")
        editor.execute("DROP FUNCTION cases_partversion_is_append_only()")
    else:
        editor.execute("DROP TRIGGER a_version_of_a_part_is_never_changed")


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_chronologies_in_full"),
        ("people", "0004_local_times"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AuthorDeclaration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("author_name", models.CharField(max_length=200)),
                ("ties", models.JSONField(default=list, help_text="The questions that were answered with yes.")),
                ("decision", models.TextField(help_text="What the rules of independence said of the author.")),
                (
                    "departure",
                    models.TextField(blank=True, help_text="The exceptional reason for departing from them."),
                ),
                ("declared_on", models.DateField()),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="PartVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                (
                    "base",
                    models.PositiveIntegerField(help_text="The version that it was made from; 0 is an empty part."),
                ),
                ("sealed", models.BinaryField(help_text="The words, encrypted with the key of the papers.")),
                ("words", models.PositiveIntegerField(default=0)),
                (
                    "to_choose",
                    models.PositiveIntegerField(default=0, help_text="Places where two people changed the same words."),
                ),
                ("filled", models.JSONField(default=list, help_text="Which fields have something in them.")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("typed", "typed"),
                            ("merged", "merged"),
                            ("from_file", "from_file"),
                            ("taken_back", "taken_back"),
                            ("chosen", "chosen"),
                        ],
                        max_length=40,
                    ),
                ),
                ("aside", models.BooleanField(default=False)),
                ("gone", models.BooleanField(default=False, help_text="Whether the row was taken off its list.")),
                (
                    "page",
                    models.CharField(
                        blank=True, help_text="The open page that saved it: a random number.", max_length=32
                    ),
                ),
                ("saved_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="ReviewPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("section", "section"),
                            ("document", "document"),
                            ("interview", "interview"),
                            ("recommendation", "recommendation"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        help_text="Of a section: made of its question. Of a row: a random number.", max_length=60
                    ),
                ),
                (
                    "title",
                    models.TextField(blank=True, help_text="The question as it was asked when the section was begun."),
                ),
                ("version", models.PositiveIntegerField(default=0, help_text="The number of the version that stands.")),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="SectionReason",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=60)),
                ("title", models.TextField()),
                ("reasons", models.TextField()),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="StaffDebrief",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("which", models.CharField(choices=[("first", "first"), ("second", "second")], max_length=40)),
                ("held_on", models.DateField()),
                ("said", models.TextField()),
                ("entered_on", models.DateField()),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="UploadedReview",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("hidden", models.PositiveIntegerField(default=0)),
                ("sent_at", models.DateTimeField()),
                ("laid_out_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="agencyreview",
            name="an_agency_review_has_a_known_state",
        ),
        migrations.AddField(
            model_name="agencyreview",
            name="checked_by",
            field=models.CharField(blank=True, help_text="The post of whoever checked it.", max_length=200),
        ),
        migrations.AddField(
            model_name="agencyreview",
            name="checked_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="agencyreview",
            name="countersigned_on",
            field=models.DateField(help_text="Where it was signed here, and not on paper.", null=True),
        ),
        migrations.AddField(
            model_name="agencyreview",
            name="form",
            field=models.CharField(
                choices=[("full", "full"), ("factual", "factual")],
                default=safelight.core.review.imr.words.ReviewForm["FULL"],
                max_length=40,
            ),
        ),
        migrations.AddField(
            model_name="agencyreview",
            name="opened_at",
            field=models.DateTimeField(help_text="When somebody of the agency first opened the request.", null=True),
        ),
        migrations.AddField(
            model_name="agencyreview",
            name="securing",
            field=models.TextField(blank=True, help_text="How the agency is to secure its records."),
        ),
        migrations.AlterField(
            model_name="agencyreview",
            name="state",
            field=models.CharField(
                choices=[
                    ("requested", "requested"),
                    ("drafting", "drafting"),
                    ("agency_check", "agency_check"),
                    ("countersigned", "countersigned"),
                    ("submitted", "submitted"),
                    ("returned", "returned"),
                    ("accepted", "accepted"),
                    ("debriefed", "debriefed"),
                ],
                default=safelight.records.cases.words.ReviewState["REQUESTED"],
                max_length=40,
            ),
        ),
        migrations.AddConstraint(
            model_name="agencyreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "requested",
                            "drafting",
                            "agency_check",
                            "countersigned",
                            "submitted",
                            "returned",
                            "accepted",
                            "debriefed",
                        ],
                    )
                ),
                name="an_agency_review_has_a_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="agencyreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("form__in", ["full", "factual"])), name="an_agency_review_has_a_known_form"
            ),
        ),
        migrations.AddConstraint(
            model_name="agencyreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "countersigned"), _negated=True),
                    models.Q(
                        ("checked_on__isnull", False),
                        ("countersigned_on__isnull", False),
                        models.Q(("countersigned_by", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_countersigned_review_was_checked_and_signed",
            ),
        ),
        migrations.AddField(
            model_name="authordeclaration",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="authordeclaration",
            name="review",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="declarations", to="cases.agencyreview"
            ),
        ),
        migrations.AddField(
            model_name="partversion",
            name="saved_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="reviewpart",
            name="review",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="cases.agencyreview"
            ),
        ),
        migrations.AddField(
            model_name="partversion",
            name="part",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="cases.reviewpart"
            ),
        ),
        migrations.AddField(
            model_name="sectionreason",
            name="submission",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="section_reasons", to="cases.submission"
            ),
        ),
        migrations.AddField(
            model_name="staffdebrief",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="staffdebrief",
            name="review",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="debriefs", to="cases.agencyreview"
            ),
        ),
        migrations.AddField(
            model_name="uploadedreview",
            name="review",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="uploads", to="cases.agencyreview"
            ),
        ),
        migrations.AddField(
            model_name="uploadedreview",
            name="sent_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewpart",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["section", "document", "interview", "recommendation"])),
                name="a_part_of_a_review_is_of_a_known_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewpart",
            constraint=models.UniqueConstraint(fields=("review", "key"), name="one_part_of_a_key_per_review"),
        ),
        migrations.AddIndex(
            model_name="partversion",
            index=models.Index(fields=["saved_at"], name="cases_partv_saved_a_f17dc5_idx"),
        ),
        migrations.AddConstraint(
            model_name="partversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("way__in", ["typed", "merged", "from_file", "taken_back", "chosen"])),
                name="a_version_of_a_part_came_about_in_a_known_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="partversion",
            constraint=models.UniqueConstraint(fields=("part", "number"), name="one_version_of_a_part"),
        ),
        migrations.AddConstraint(
            model_name="partversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1), ("base__lt", models.F("number"))),
                name="a_version_comes_after_its_base",
            ),
        ),
        migrations.AddConstraint(
            model_name="sectionreason",
            constraint=models.UniqueConstraint(fields=("submission", "key"), name="one_reason_for_a_section"),
        ),
        migrations.AddConstraint(
            model_name="staffdebrief",
            constraint=models.CheckConstraint(
                condition=models.Q(("which__in", ["first", "second"])), name="a_debrief_is_the_first_or_the_second"
            ),
        ),
        migrations.RunPython(guard, unguard),
    ]
