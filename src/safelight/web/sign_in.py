"""Who may sign in: people whom the board has invited, nobody else."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Invited(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """There is no sign-up: accounts are made by the board's business manager."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """No "successfully signed in as …" banner: it would put an e-mail address on a shared screen."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Who this is; an account that the board has closed answers as a wrong password does."""
        user = super().authenticate(request, **credentials)
        return user if user is not None and user.is_active else None
