"""The Django app of `committee`: it tells the cases what the rooms above them know."""

from django.apps import AppConfig


class CommitteeConfig(AppConfig):
    """Named so that its tables carry the app's short name."""

    name = "safelight.records.committee"
    label = "committee"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the facts that stages and task lists ask for."""
        from safelight.records.cases.above import ask
        from safelight.records.committee.facts import facts_from_above

        ask(facts_from_above)
