"""How a page is made: one template engine, one way to show a form, one way to say no."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, Undefined

from safelight.records.audit.actions import record_refusal
from safelight.records.people.permission import NotForYou, NotNow, RefusedByRule, WrongInput
from safelight.records.publication.site import SiteLeaks
from safelight.web.words import FILTERS

View = Callable[..., HttpResponse]


class DeskRequest(HttpRequest):
    """A request of somebody who is signed in: `desk` lets no other through."""

    user: Any


def environment(**options: Any) -> Environment:
    """The Jinja environment: our templates, and GOV.UK Frontend's macros under their package's name."""
    options["loader"] = ChoiceLoader(
        [options["loader"], PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})]
    )
    options["undefined"] = Undefined
    made = Environment(**options, trim_blocks=True, lstrip_blocks=True)  # noqa: S701 - Django passes autoescape=True
    made.globals.update(static=static, url=_url)
    made.filters.update(FILTERS)
    return made


def _url(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args or None, kwargs=kwargs or None)


def every_page(request: HttpRequest) -> dict[str, Any]:
    """What every page knows: who is signed in, the demonstration's day, the script nonce, messages."""
    return {
        "user": getattr(request, "user", None),
        "pretend_today": today() if settings.PRETEND_TODAY else None,
        "csp_nonce": str(getattr(request, "csp_nonce", "")),
        "messages": messages.get_messages(request),
        "path": request.path,
    }


def desk(view: View) -> View:
    """Mark a view as a page of the desk: signed in first, and every "no" of the lower storeys becomes a page."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            # Without what was searched for, which can be a name; and back to a page, where a form was being sent.
            return redirect_to_login(request.path if request.method in {"GET", "HEAD"} else reverse("desk:home"))
        try:
            return view(request, *args, **kwargs)
        except NotForYou:
            # Unknown and forbidden look the same from outside.
            raise Http404 from None
        except RefusedByRule as refused:
            return render(request, "desk/refused.html", {"decision": refused.decision}, status=409)
        except NotNow as early:
            return render(request, "desk/not_now.html", {"sentence": str(early)}, status=409)
        except SiteLeaks as leak:
            return render(request, "desk/not_frozen.html", {"sentence": str(leak)}, status=409)

    return shown


def only(request: DeskRequest, act: str, *, may: frozenset[str] | bool) -> None:
    """Let nobody as far as the form of an act that is not theirs: `may` holds the acts that are, or says yes or no.

    To send the form all the same is to try the act, so it is recorded as the action would have recorded it.

    Raises:
        NotForYou
    """
    if may if isinstance(may, bool) else act.partition(".")[2] in may:
        return
    if request.method == "POST":
        record_refusal(act, by=request.user, at=now())
    raise NotForYou


def form_page(
    request: HttpRequest,
    form: type[forms.Form],
    *,
    title: str,
    do: Callable[[dict[str, Any]], object],
    then: str | Callable[[Any], str],
    done: str = "",
    button: str = "Save",
    initial: dict[str, Any] | None = None,
    back: str = "",
    template: str = "desk/form.html",
    **context: Any,
) -> HttpResponse:
    """Show a form; on POST do the one action with what was entered, then go on to `then`.

    What the action finds wrong (WrongInput) comes back beside its field, with everything that was typed still there.
    Extra context: `intro` (a sentence), `reason` (a Rule or Reason to show under "Why we ask"), `danger` (True for
    an act that cannot be undone).
    """
    sent = request.method == "POST"
    filled = form(request.POST, request.FILES) if sent else form(initial=initial)
    if sent and filled.is_valid():
        try:
            made = do(filled.cleaned_data)
        except WrongInput as wrong:
            filled.add_error(wrong.field if wrong.field in filled.fields else None, str(wrong))
        else:
            if done:
                messages.success(request, done)
            return redirect(then if isinstance(then, str) else then(made))
    context |= {"form": filled, "title": title, "button": button, "back": back}
    return render(request, template, context, status=422 if filled.is_bound and filled.errors else 200)


def now() -> dt.datetime:
    """The time of an act, with its zone: the web is where the clock is read. A demonstration has a day of its own."""
    here = timezone.localtime()
    if settings.PRETEND_TODAY:
        return dt.datetime.combine(today(), here.time(), tzinfo=here.tzinfo)
    return here


def today() -> dt.date:
    """The day in the board's own time zone."""
    return dt.date.fromisoformat(settings.PRETEND_TODAY) if settings.PRETEND_TODAY else timezone.localdate()
