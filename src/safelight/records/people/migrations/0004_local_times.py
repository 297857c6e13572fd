from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0003_reminders")]

    operations = [
        migrations.AddField(
            "board",
            "local_times",
            models.JSONField(
                default=list,
                help_text="Times that the board has set where nothing national does, with the day each begins.",
            ),
        ),
    ]
