"""The Django app of `diary`."""

from django.apps import AppConfig


class DiaryConfig(AppConfig):
    """Named so that its tables carry the app's short name."""

    name = "safelight.records.diary"
    label = "diary"
    default_auto_field = "django.db.models.BigAutoField"
