"""What is found can also be said less exactly."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("publication", "0006_briefings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="draftfinding",
            name="a_settlement_is_keep_or_replace",
        ),
        migrations.AlterField(
            model_name="draftfinding",
            name="settlement",
            field=models.CharField(
                blank=True,
                choices=[("keep", "keep"), ("replace", "replace"), ("generalise", "generalise")],
                max_length=40,
            ),
        ),
        migrations.AddConstraint(
            model_name="draftfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(("settlement__in", ["keep", "replace", "generalise", ""])),
                name="a_settlement_is_keep_replace_or_generalise",
            ),
        ),
        migrations.AddConstraint(
            model_name="draftfinding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settlement", "generalise"), _negated=True),
                    models.Q(("replacement", ""), _negated=True),
                    _connector="OR",
                ),
                name="what_is_generalised_says_something",
            ),
        ),
    ]
