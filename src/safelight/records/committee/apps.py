"""The Django app of `committee`: it tells the cases what the rooms above them know."""

from django.apps import AppConfig


class CommitteeConfig(AppConfig):
    """Named so that its tables carry the app's short name."""

    name = "safelight.records.committee"
    label = "committee"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the facts that stages and task lists ask for, and what members and the public read of a review."""
        from safelight.records.cases.above import ask, ask_for_public_papers
        from safelight.records.committee.facts import facts_from_above
        from safelight.records.committee.gone_out import public_papers

        ask(facts_from_above)
        ask_for_public_papers(public_papers)
