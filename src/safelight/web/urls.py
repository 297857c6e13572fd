"""Every address of the installation. A test holds this list against the access table, row by row."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path, re_path, register_converter
from django.views.generic import RedirectView

from safelight.web.feed import FeedToken, calendar_feed
from safelight.web.pages import desk
from safelight.web.public.serve import frozen


def no_such_page(request: HttpRequest, **_: str) -> HttpResponse:
    """An address that exists for nobody."""
    raise Http404


register_converter(FeedToken, "token")
urlpatterns = [
    path("", RedirectView.as_view(pattern_name="desk:home"), name="front"),
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("sign-up/", no_such_page, name="account_signup"),
    path("account/confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/second-factor/", mfa.index, name="mfa_index"),
    path("sign-in/code/", mfa.authenticate, name="mfa_authenticate"),
    path("account/confirm/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("account/second-factor/on/", totp.activate_totp, name="mfa_activate_totp"),
    path("account/second-factor/off/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/recovery-codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/recovery-codes/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    re_path(r"^published/(?P<path>.*)$", frozen, name="published"),
    path("calendar/<token:token>.ics", calendar_feed, name="calendar_feed"),
    path("desk/", include("safelight.web.desk.urls", namespace="desk")),
    # Last: an unknown address under /desk/ asks a stranger to sign in, like a known one, so that neither tells.
    re_path(r"^desk/(?P<rest>.*)$", desk(no_such_page), name="desk_nowhere"),
]
