"""The Django app of `writing`."""

from django.apps import AppConfig


class WritingConfig(AppConfig):
    """Named so that its tables carry the app's short name."""

    name = "safelight.records.writing"
    label = "writing"
    default_auto_field = "django.db.models.BigAutoField"
