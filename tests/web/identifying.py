"""The words of the made-up world that nothing outside the desk may say."""

from __future__ import annotations

import re

from safelight.records.cases.models import Case
from safelight.records.people.models import User
from tests.factories import REGISTER
from tests.web.world import FAMILY_NAME, OFFICERS, World


def identifying(world: World) -> set[str]:
    """Every word of the registers, and what the records call the reviews, agencies, people and places in them."""
    register = re.findall(r'"([^"]+)"', REGISTER + OFFICERS)
    said = {*register, FAMILY_NAME, "Child N", "SCR-", "Northmere", "Oxmere", "Halloran", "St Oswin", "Toby", "Tobias"}
    said |= {case.reference for case in Case.objects.all()} | {case.public_name for case in Case.objects.all()}
    said |= {
        world.cast.police.name,
        world.cast.health.name,
        "Head of Safeguarding",
        "teach a procedure",
        "Audit the",
        "Ordinary meeting",
    }
    said |= {user.name for user in User.objects.all()} | {user.email for user in User.objects.all()}
    return said - {"child", "subject", "school", "a primary school", "board_chair", "mother", "parent"}
