"""An edition may leave the board unnamed and be deposited with a national repository."""

from django.conf import settings
from django.db import migrations, models

import safelight.records.publication.words


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_holds_family_and_looking_again"),
        ("publication", "0002_how_it_was_found"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="edition",
            name="an_edition_has_a_known_state",
        ),
        migrations.AddField(
            model_name="edition",
            name="deposited_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="edition",
            name="deposited_with",
            field=models.CharField(blank=True, help_text="The repository that publishes it.", max_length=200),
        ),
        migrations.AddField(
            model_name="edition",
            name="unnamed_because",
            field=models.CharField(
                blank=True, help_text="Why the board's name would lead to the child; else it is named.", max_length=400
            ),
        ),
        migrations.AlterField(
            model_name="edition",
            name="state",
            field=models.CharField(
                choices=[
                    ("made", "made"),
                    ("approved", "approved"),
                    ("published", "published"),
                    ("deposited", "deposited"),
                    ("withdrawn", "withdrawn"),
                ],
                default=safelight.records.publication.words.EditionState["MADE"],
                max_length=40,
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["made", "approved", "published", "deposited", "withdrawn"])),
                name="an_edition_has_a_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "deposited"), _negated=True),
                    models.Q(
                        models.Q(("unnamed_because", ""), _negated=True),
                        models.Q(("deposited_with", ""), _negated=True),
                        ("deposited_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="only_an_unnamed_edition_is_deposited",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("unnamed_because", ""), models.Q(("state", "published"), _negated=True), _connector="OR"
                ),
                name="an_unnamed_edition_is_never_on_the_boards_site",
            ),
        ),
    ]
