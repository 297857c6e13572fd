"""Schemes of pseudonyms: which one, for whom, and which is in use."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_agencies_write"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PseudonymScheme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "audience",
                    models.CharField(
                        help_text="For whom: what is published, or a second circle of readers.", max_length=60
                    ),
                ),
                (
                    "scheme",
                    models.CharField(
                        choices=[
                            ("numbers", "numbers"),
                            ("relations", "relations"),
                            ("names", "names"),
                            ("codes", "codes"),
                            ("entered", "entered"),
                        ],
                        max_length=40,
                    ),
                ),
                ("neutral", models.BooleanField(help_text="Whether no pseudonym tells if it is a woman or a man.")),
                (
                    "seed",
                    models.CharField(
                        help_text="From which the scheme draws, so that it can be made again.", max_length=32
                    ),
                ),
                ("labels_sha256", models.CharField(help_text="The vault's key, on the shelf of names.", max_length=64)),
                ("in_use", models.BooleanField()),
                ("chosen_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pseudonym_schemes", to="cases.case"
                    ),
                ),
                (
                    "chosen_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("scheme__in", ["numbers", "relations", "names", "codes", "entered"])),
                        name="a_scheme_is_a_known_one",
                    ),
                    models.UniqueConstraint(fields=("case", "audience"), name="one_scheme_for_an_audience"),
                    models.UniqueConstraint(
                        condition=models.Q(("in_use", True)), fields=("case",), name="one_scheme_in_use"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("audience", ""), _negated=True), name="a_scheme_is_for_somebody"
                    ),
                ],
            },
        ),
    ]
