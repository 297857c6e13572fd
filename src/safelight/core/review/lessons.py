"""Under which themes is what reviews teach found again? A short closed list; a board can add themes of its own."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

THEMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "childs-voice": "Seeing and hearing the child",
        "information-shared": "Information shared between agencies",
        "assessment": "Assessment and analysis",
        "thresholds": "Thresholds and referrals",
        "neglect": "Neglect",
        "domestic-abuse": "Domestic abuse",
        "substance-misuse": "Drugs and alcohol",
        "mental-health": "Parents' mental health",
        "fathers": "Fathers and other men in the family",
        "disguised-compliance": "Families who keep services away",
        "missed-appointments": "Missed appointments and children not brought",
        "health-needs": "Children's health, disability and medicines",
        "injuries": "Injuries and bruises",
        "unborn-and-babies": "Unborn children and babies",
        "supervision": "Supervision and management",
        "workload": "Workload, staffing and reorganisation",
        "training": "Training and knowledge",
        "records": "Records",
        "challenge": "Challenge and escalation between professionals",
        "identity": "Race, language, culture and religion",
        "home": "Housing and the home itself",
    }
)
"""Each theme by its key, which is stored and never changes, with its title."""

PARTS: Final = ("what_happened", "learned", "must_change", "questions")
"""What a one-page briefing tells, in its order: the words that the rulebook uses for its parts."""
HEADINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "what_happened": "What happened",
        "learned": "What we learned",
        "must_change": "What must change",
        "questions": "Questions for your team meeting",
    }
)
"""The heading under which each of them stands."""


def title_of(key: str, own: Mapping[str, str]) -> str:
    """The title of a theme; `own` are those that the board has added, by key."""
    return THEMES.get(key) or own.get(key) or key


def first_draft(
    *, title: str, happened: str, learned: tuple[str, ...], must_change: tuple[str, ...], themes: tuple[str, ...]
) -> str:
    """A briefing to begin with, in Markdown, from what is recorded already; whoever writes it shortens it."""
    asked = tuple(_QUESTIONS[theme] for theme in themes if theme in _QUESTIONS)[:4]
    questions = (*asked, "What will we do differently from next week on, and who will see to it?")
    parts = (
        ("what_happened", happened),
        ("learned", _bullets(learned)),
        ("must_change", _bullets(must_change)),
        ("questions", _bullets(questions)),
    )
    return "\n\n".join([f"# {title}", *(f"## {HEADINGS[key]}\n\n{text}" for key, text in parts)]) + "\n"


def _bullets(items: tuple[str, ...]) -> str:
    return "\n".join(f"- {' '.join(item.split())}" for item in items) or "To be written."


_QUESTIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "childs-voice": "When did we last see this child alone, and what did they tell us?",
        "information-shared": "Whom do we know to be working with this family, and when did we last speak to them?",
        "assessment": "What would have to happen for us to change our mind about this family?",
        "thresholds": "What do we do when a referral of ours is not taken up?",
        "neglect": "How do we see that small things have become a pattern?",
        "domestic-abuse": "How do we ask about violence when the other person is in the room?",
        "substance-misuse": "What do we know of what a child's day is like when a parent drinks or uses drugs?",
        "mental-health": "Do those who treat a parent know that there are children at home?",
        "fathers": "Which men are in this child's life, and has anybody spoken to them?",
        "disguised-compliance": "How do we tell whether something has changed, or only been promised?",
        "missed-appointments": "Who knows, on the same day, that a child was not brought?",
        "health-needs": "Who makes sure that a child gets the medicine that was prescribed?",
        "injuries": "What do we do, on the same day, with an injury that the explanation does not fit?",
        "unborn-and-babies": "What do we plan before a baby is born, and with whom?",
        "supervision": "Which of our cases has nobody else looked at for three months?",
        "workload": "What is left undone when somebody is away, and who says so?",
        "training": "Which of us has never done this, and whom can they ask?",
        "records": "Could a colleague act on our notes tomorrow without asking us?",
        "challenge": "How do we disagree with another agency, and what do we do when that does not help?",
        "identity": "Whose words do we rely on when a family speaks a language that we do not?",
        "home": "When did one of us last see where this child sleeps?",
    }
)
"""A question for a team meeting on each theme."""
