from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publication", "0004_put_together")]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="odt_sha256",
            field=models.CharField(
                blank=True,
                default="",
                help_text="Empty in editions made before there was an OpenDocument file.",
                max_length=64,
            ),
            preserve_default=False,
        ),
    ]
