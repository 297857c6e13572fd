"""The Django app of `audit`."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Named so that its tables carry the app's short name."""

    name = "safelight.records.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
