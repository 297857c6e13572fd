"""The Django app of `publication`."""

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    """Named so that its tables carry the app's short name."""

    name = "safelight.records.publication"
    label = "publication"
    default_auto_field = "django.db.models.BigAutoField"
