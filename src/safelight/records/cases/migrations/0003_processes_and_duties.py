"""Kinds of review, and one record for whatever a rule asks to be done."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

initiated_once = import_module("safelight.records.cases.migrations.0002_initiated_once")


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_initiated_once"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # SQLite makes the table anew for a column and forgets its trigger, so the trigger is taken off and set again.
        migrations.RunPython(initiated_once.unguard, initiated_once.guard),
        migrations.AddField(
            "case",
            "process",
            models.CharField(default="scr", help_text="The kind of review: a process of the rulebook.", max_length=20),
        ),
        migrations.AddField(
            "case",
            "planned_publication_on",
            models.DateField(help_text="What is to be sent before publication counts back.", null=True),
        ),
        migrations.AddField(
            "termsofreference",
            "answers",
            models.JSONField(default=list, help_text="Pairs: a question that the rules expect, and the answer to it."),
        ),
        migrations.RenameModel("Notification", "DutyRecord"),
        migrations.AlterModelOptions("dutyrecord", options={"ordering": ["on", "id"]}),
        migrations.AlterField(
            "dutyrecord",
            "case",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="duty_records", to="cases.case"
            ),
        ),
        migrations.AddField(
            "dutyrecord",
            "rule",
            models.CharField(blank=True, help_text="The rulebook's id of the rule that asked for it.", max_length=120),
        ),
        migrations.AlterField(
            "dutyrecord",
            "told",
            models.CharField(blank=True, help_text="The body that was told, where somebody was.", max_length=200),
        ),
        migrations.AddField("dutyrecord", "note", models.TextField(blank=True)),
        migrations.AlterField("dutyrecord", "on", models.DateField(help_text="The day on which it was done.")),
        migrations.AddField("dutyrecord", "entered_on", models.DateField(null=True)),
        migrations.AddConstraint(
            "dutyrecord",
            models.CheckConstraint(
                condition=models.Q(("note", ""), ("told", ""), _negated=True), name="a_duty_record_says_something"
            ),
        ),
        migrations.RunPython(initiated_once.guard, initiated_once.unguard),
    ]
