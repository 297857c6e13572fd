"""The first page after signing in: the reviews the reader may see, and what waits for them."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from safelight.core.vocabulary import Reader
from safelight.records.cases.queries import case_list
from safelight.records.diary.queries import sees_clocks
from safelight.records.people.queries import board_page
from safelight.records.plans.obligations import has_obligations
from safelight.web.pages import DeskRequest, desk, today


@desk
@require_GET
def home(request: DeskRequest) -> HttpResponse:
    """The list of reviews; an elected member, who sees none from inside, goes to what the council has been sent."""
    if request.user.standing == Reader.ELECTED_MEMBER:
        return redirect("desk:members")
    return render(
        request,
        "desk/home.html",
        {
            "lines": case_list(request.user, on=today()),
            "board": board_page(request.user, on=today()),
            "officer": request.user.standing in {Reader.BUSINESS_MANAGER, Reader.BOARD_CHAIR, Reader.AUDITOR},
            "obliged": has_obligations(request.user),
            "sees_clocks": sees_clocks(request.user),
            "may_receive": request.user.standing == Reader.BUSINESS_MANAGER,
        },
    )
