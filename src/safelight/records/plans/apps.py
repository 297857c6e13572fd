"""The Django app of `plans`: it tells the cases which findings cite a row."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Named so that its tables carry the app's short name."""

    name = "safelight.records.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register who knows what cites a row of a chronology."""
        from safelight.records.cases.above import ask_who_cites
        from safelight.records.plans.citing import citing_findings

        ask_who_cites(citing_findings)
