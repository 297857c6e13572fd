"""The Django app of `plans`."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Named so that its tables carry the app's short name."""

    name = "safelight.records.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"
