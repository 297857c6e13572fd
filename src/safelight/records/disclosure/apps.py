"""The Django app of `disclosure`."""

from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    """Named so that its tables carry the app's short name."""

    name = "safelight.records.disclosure"
    label = "disclosure"
    default_auto_field = "django.db.models.BigAutoField"
