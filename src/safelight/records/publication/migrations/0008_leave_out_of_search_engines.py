from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("publication", "0007_generalise"),
    ]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="noindex",
            field=models.BooleanField(default=False, help_text="Whether search engines are asked to leave it out."),
        ),
    ]
