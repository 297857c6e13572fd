"""Holds with an end, family involvement in full, and a day to look again at a decision not to publish."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import safelight.records.cases.words

HELD_PAPERS_BEFORE = ("criminal", "family", "court_order")
"""What holds unpublished papers from single readers from now on: where it was open before, too."""


def hold_papers(apps, editor):
    """Holds that were entered before say now what they hold."""
    apps.get_model("cases", "Proceeding").objects.filter(kind__in=HELD_PAPERS_BEFORE).update(holds_papers=True)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0003_processes_and_duties"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="formalact",
            name="a_formal_act_is_of_a_known_kind",
        ),
        migrations.AddField(
            model_name="appointment",
            name="proposed_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="familycontact",
            name="advocate",
            field=models.CharField(blank=True, help_text="Who spoke or stood beside them.", max_length=200),
        ),
        migrations.AddField(
            model_name="familycontact",
            name="attribution",
            field=models.CharField(
                blank=True,
                choices=[("named", "named"), ("unnamed", "unnamed"), ("not_at_all", "not_at_all")],
                max_length=40,
            ),
        ),
        migrations.AddField(
            model_name="familycontact",
            name="corrected",
            field=models.TextField(blank=True, help_text="Facts that they put right."),
        ),
        migrations.AddField(
            model_name="familycontact",
            name="offered_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="familycontact",
            name="said",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="familycontact",
            name="timing",
            field=models.TextField(blank=True, help_text="What was settled on timing with police or prosecutors."),
        ),
        migrations.AddField(
            model_name="familycontact",
            name="told_on",
            field=models.DateField(help_text="When they were told of the day of publication.", null=True),
        ),
        migrations.AddField(
            model_name="formalact",
            name="evidence",
            field=models.TextField(blank=True, help_text="What a decision not to publish rests on, in words."),
        ),
        migrations.AddField(
            model_name="formalact",
            name="review_on",
            field=models.DateField(help_text="When a decision not to publish is looked at again.", null=True),
        ),
        migrations.AddField(
            model_name="proceeding",
            name="holds_papers",
            field=models.BooleanField(default=False, help_text="Unpublished papers are held from single readers too."),
        ),
        migrations.AddField(
            model_name="proceeding",
            name="lasting",
            field=models.CharField(
                choices=[("unknown", "unknown"), ("date", "date"), ("youngest_18", "youngest_18")],
                default=safelight.records.cases.words.Lasting["UNKNOWN"],
                max_length=40,
            ),
        ),
        migrations.AddField(
            model_name="proceeding",
            name="protects",
            field=models.CharField(
                blank=True, help_text="Whom it protects: by relation, never by name.", max_length=300
            ),
        ),
        migrations.AddField(
            model_name="proceeding",
            name="until",
            field=models.DateField(
                help_text="The first day on which it holds no more by itself, where known.", null=True
            ),
        ),
        migrations.AddField(
            model_name="proceeding",
            name="varied_by",
            field=models.CharField(blank=True, help_text="Who may vary it.", max_length=200),
        ),
        migrations.AlterField(
            model_name="familycontact",
            name="note",
            field=models.TextField(help_text="What was offered and what came of it, or why they were not approached."),
        ),
        migrations.AlterField(
            model_name="formalact",
            name="act",
            field=models.CharField(
                choices=[
                    ("recommendation", "recommendation"),
                    ("decision", "decision"),
                    ("panel_agreement", "panel_agreement"),
                    ("board_acceptance", "board_acceptance"),
                    ("evaluation_submitted", "evaluation_submitted"),
                    ("grade", "grade"),
                    ("not_to_publish", "not_to_publish"),
                    ("looked_again", "looked_again"),
                    ("closure", "closure"),
                ],
                max_length=40,
            ),
        ),
        migrations.AddConstraint(
            model_name="familycontact",
            constraint=models.CheckConstraint(
                condition=models.Q(("attribution__in", ["named", "unnamed", "not_at_all", ""])),
                name="an_attribution_is_of_a_known_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="familycontact",
            constraint=models.CheckConstraint(
                condition=models.Q(("said", ""), models.Q(("attribution", ""), _negated=True), _connector="OR"),
                name="what_was_said_may_be_attributed_or_not",
            ),
        ),
        migrations.AddConstraint(
            model_name="formalact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "act__in",
                        [
                            "recommendation",
                            "decision",
                            "panel_agreement",
                            "board_acceptance",
                            "evaluation_submitted",
                            "grade",
                            "not_to_publish",
                            "looked_again",
                            "closure",
                        ],
                    )
                ),
                name="a_formal_act_is_of_a_known_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="formalact",
            constraint=models.CheckConstraint(
                condition=models.Q(("review_on__isnull", True), ("review_on__gt", models.F("on")), _connector="OR"),
                name="looking_again_lies_ahead",
            ),
        ),
        migrations.AddConstraint(
            model_name="proceeding",
            constraint=models.CheckConstraint(
                condition=models.Q(("lasting__in", ["unknown", "date", "youngest_18"])),
                name="a_hold_lasts_in_a_known_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="proceeding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lasting", "unknown"), ("until__isnull", True)),
                    models.Q(
                        models.Q(("lasting", "unknown"), _negated=True),
                        ("until__gt", models.F("opened_on")),
                        ("until__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="a_hold_with_an_end_has_its_day",
            ),
        ),
        migrations.RunPython(hold_papers, migrations.RunPython.noop),
    ]
