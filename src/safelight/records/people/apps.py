"""The Django app of `people`."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Named so that its tables carry the app's short name."""

    name = "safelight.records.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
