import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("publication", "0009_intruder_reviews"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CopyGiven",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("body", "body"), ("repository", "repository"), ("website", "website")], max_length=40
                    ),
                ),
                ("holder", models.CharField(help_text="A body or a post, never a person.", max_length=200)),
                ("given_on", models.DateField()),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("email", "email"),
                            ("post", "post"),
                            ("by_hand", "by_hand"),
                            ("portal", "portal"),
                            ("link", "link"),
                        ],
                        max_length=40,
                    ),
                ),
                ("address", models.CharField(help_text="Where to write to ask for it back.", max_length=200)),
                ("recorded_at", models.DateTimeField()),
                (
                    "struck_because",
                    models.CharField(blank=True, help_text="Why the entry was a mistake; else empty.", max_length=400),
                ),
                ("struck_at", models.DateTimeField(null=True)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="copies", to="publication.edition"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["given_on", "recorded_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["body", "repository", "website"])),
                        name="a_copy_has_a_known_kind_of_holder",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("how__in", ["email", "post", "by_hand", "portal", "link"])),
                        name="a_copy_went_in_a_known_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("holder", ""), _negated=True), models.Q(("address", ""), _negated=True)
                        ),
                        name="a_copy_can_be_asked_for_again",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("struck_at__isnull", True),
                            models.Q(models.Q(("struck_because", ""), _negated=True), ("struck_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_copy_is_struck_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Recalled",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.CharField(max_length=60)),
                ("done_on", models.DateField()),
                (
                    "said",
                    models.CharField(
                        blank=True, help_text="What was done there, or what they answered.", max_length=400
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="recalled", to="publication.edition"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [models.UniqueConstraint(fields=("edition", "place"), name="a_place_is_recalled_once")],
            },
        ),
        migrations.CreateModel(
            name="Rehearsal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("rehearsed_at", models.DateTimeField()),
                (
                    "milliseconds",
                    models.PositiveIntegerField(
                        help_text="How long the site without it took to build and to read back."
                    ),
                ),
                ("files", models.PositiveIntegerField(help_text="How many files of that site were read back.")),
                ("places", models.PositiveIntegerField(help_text="How many places the recall list would have had.")),
                (
                    "failures",
                    models.JSONField(
                        default=list, help_text="What failed, in sentences: paths, never words of the edition."
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rehearsals", to="publication.edition"
                    ),
                ),
                (
                    "rehearsed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["rehearsed_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("files__gte", 1)), name="a_rehearsal_read_something_back"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RepositoryPackage",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("zip_sha256", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="packages", to="publication.edition"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["made_at"],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "zip_sha256"), name="the_same_package_is_kept_once")
                ],
            },
        ),
    ]
