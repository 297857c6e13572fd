"""The Django app of `cases`."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Named so that its tables carry the app's short name."""

    name = "safelight.records.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"
