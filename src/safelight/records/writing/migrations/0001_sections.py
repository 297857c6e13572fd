"""Reports written here, section by section; the database itself refuses to change a version, whoever asks."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQLITE = """
CREATE TRIGGER a_version_of_a_section_is_never_changed BEFORE UPDATE ON writing_sectionversion
BEGIN SELECT RAISE(ABORT, 'The history of a report is append-only: a version is never changed.'); END
"""
POSTGRESQL = (
    """
    CREATE FUNCTION writing_sectionversion_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'The history of a report is append-only: a version is never changed.'
          USING ERRCODE = 'integrity_constraint_violation'; END $$
    """,
    """
    CREATE TRIGGER a_version_of_a_section_is_never_changed BEFORE UPDATE ON writing_sectionversion
    FOR EACH ROW EXECUTE FUNCTION writing_sectionversion_is_append_only()
    """,
)


def guard(apps, editor):
    """Set the trigger of the database in use."""
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else (SQLITE,):
        editor.execute(statement)


def unguard(apps, editor):
    """Take it away again, for a migration backwards."""
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP TRIGGER a_version_of_a_section_is_never_changed ON writing_sectionversion")
        editor.execute("DROP FUNCTION writing_sectionversion_is_append_only()")
    else:
        editor.execute("DROP TRIGGER a_version_of_a_section_is_never_changed")


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0007_pseudonym_schemes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="WrittenReport",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("overview", "overview"), ("executive_summary", "executive_summary")], max_length=40
                    ),
                ),
                ("begun_at", models.DateTimeField()),
                (
                    "begun_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="written_reports", to="cases.case"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WrittenSection",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("place", models.PositiveIntegerField()),
                ("version", models.PositiveIntegerField(default=0, help_text="The number of the version that stands.")),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sections", to="writing.writtenreport"
                    ),
                ),
            ],
            options={
                "ordering": ["place", "id"],
            },
        ),
        migrations.CreateModel(
            name="SectionVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                (
                    "base",
                    models.PositiveIntegerField(help_text="The version that it was made from; 0 is an empty section."),
                ),
                ("sealed", models.BinaryField(help_text="Heading and words, encrypted with the key of the papers.")),
                ("words", models.PositiveIntegerField(default=0)),
                (
                    "to_choose",
                    models.PositiveIntegerField(default=0, help_text="Places where two people changed the same words."),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("begun", "begun"),
                            ("typed", "typed"),
                            ("merged", "merged"),
                            ("renamed", "renamed"),
                            ("removed", "removed"),
                            ("restored", "restored"),
                        ],
                        max_length=40,
                    ),
                ),
                ("aside", models.BooleanField(default=False)),
                ("gone", models.BooleanField(default=False, help_text="Whether the section was removed.")),
                (
                    "page",
                    models.CharField(
                        blank=True, help_text="The open page that saved it: a random number.", max_length=32
                    ),
                ),
                ("saved_at", models.DateTimeField()),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="writing.writtensection",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="SectionComment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "sealed",
                    models.BinaryField(help_text="The words and those quoted, encrypted with the key of the papers."),
                ),
                ("made_at", models.DateTimeField()),
                ("resolved_at", models.DateTimeField(null=True)),
                (
                    "answers",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="writing.sectioncomment",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="writing.writtensection",
                    ),
                ),
            ],
            options={
                "ordering": ["made_at", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="writtenreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["overview", "executive_summary"])),
                name="a_report_is_written_of_a_known_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="writtenreport",
            constraint=models.UniqueConstraint(fields=("case", "kind"), name="one_written_report_of_a_kind"),
        ),
        migrations.AddConstraint(
            model_name="sectionversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("way__in", ["begun", "typed", "merged", "renamed", "removed", "restored"])),
                name="a_version_of_a_section_came_about_in_a_known_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="sectionversion",
            constraint=models.UniqueConstraint(fields=("section", "number"), name="one_version_of_a_section"),
        ),
        migrations.AddConstraint(
            model_name="sectionversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1), ("base__lt", models.F("number"))),
                name="a_section_version_comes_after_its_base",
            ),
        ),
        migrations.AddConstraint(
            model_name="sectioncomment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("resolved_at__isnull", True), ("resolved_by__isnull", True)),
                    models.Q(("resolved_at__isnull", False), ("resolved_by__isnull", False)),
                    _connector="OR",
                ),
                name="a_comment_is_resolved_by_somebody",
            ),
        ),
        migrations.RunPython(guard, unguard),
    ]
