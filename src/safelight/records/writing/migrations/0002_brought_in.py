"""Reports brought in from a file, what was left over of them, and which versions went into a draft."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQLITE = """
CREATE TRIGGER a_version_of_a_section_is_never_changed BEFORE UPDATE ON writing_sectionversion
BEGIN SELECT RAISE(ABORT, 'The history of a report is append-only: a version is never changed.'); END
"""


def guard_again(apps, editor):
    """SQLite builds the table anew where a constraint of it changes, and forgets the trigger."""
    if editor.connection.vendor == "sqlite":
        editor.execute("DROP TRIGGER IF EXISTS a_version_of_a_section_is_never_changed")
        editor.execute(SQLITE)


class Migration(migrations.Migration):
    dependencies = [
        ("writing", "0001_sections"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, guard_again),
        migrations.CreateModel(
            name="BroughtReport",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("hidden", models.PositiveIntegerField(default=0)),
                ("sent_at", models.DateTimeField()),
                ("laid_out_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["sent_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Leftover",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("sealed", models.BinaryField(help_text="Heading and words, encrypted with the key of the papers.")),
                (
                    "done_at",
                    models.DateTimeField(
                        help_text="When it was placed in its section, or put away if it has none.", null=True
                    ),
                ),
            ],
            options={
                "ordering": ["brought", "number"],
            },
        ),
        migrations.CreateModel(
            name="ReportDrafted",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("draft", models.UUIDField(unique=True)),
                (
                    "versions",
                    models.JSONField(help_text="The key of each section in order, and the number of its version."),
                ),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="sectionversion",
            name="a_version_of_a_section_came_about_in_a_known_way",
        ),
        migrations.AlterField(
            model_name="sectionversion",
            name="way",
            field=models.CharField(
                choices=[
                    ("begun", "begun"),
                    ("typed", "typed"),
                    ("merged", "merged"),
                    ("renamed", "renamed"),
                    ("removed", "removed"),
                    ("restored", "restored"),
                    ("brought_in", "brought_in"),
                    ("settled", "settled"),
                ],
                max_length=40,
            ),
        ),
        migrations.AddConstraint(
            model_name="sectionversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("way__in", ["begun", "typed", "merged", "renamed", "removed", "restored", "brought_in", "settled"])
                ),
                name="a_version_of_a_section_came_about_in_a_known_way",
            ),
        ),
        migrations.AddField(
            model_name="broughtreport",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="brought", to="writing.writtenreport"
            ),
        ),
        migrations.AddField(
            model_name="broughtreport",
            name="sent_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="leftover",
            name="brought",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="leftovers", to="writing.broughtreport"
            ),
        ),
        migrations.AddField(
            model_name="leftover",
            name="done_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="leftover",
            name="section",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="writing.writtensection"
            ),
        ),
        migrations.AddField(
            model_name="reportdrafted",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="reportdrafted",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="drafted", to="writing.writtenreport"
            ),
        ),
        migrations.AddConstraint(
            model_name="leftover",
            constraint=models.UniqueConstraint(fields=("brought", "number"), name="one_leftover_of_a_number"),
        ),
        migrations.AddConstraint(
            model_name="leftover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_at__isnull", True), ("done_by__isnull", True), ("section__isnull", True)),
                    models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                    _connector="OR",
                ),
                name="a_leftover_is_placed_by_somebody",
            ),
        ),
        migrations.RunPython(guard_again, migrations.RunPython.noop),
    ]
