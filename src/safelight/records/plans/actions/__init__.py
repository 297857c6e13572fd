"""Every write of the plan: agreed, followed, taken over from agencies' reviews, put under themes."""

from safelight.records.plans.actions.agreeing import (
    CLOSED,
    CLOSERS,
    PLANNERS,
    SOURCES,
    WRITERS,
    add_evidence,
    agree_action,
    close,
    propose_closure,
    record_finding,
    record_recommendation,
)
from safelight.records.plans.actions.citing import cite_rows, cite_section, stop_citing, stop_citing_section

__all__ = [
    "CLOSED",
    "CLOSERS",
    "PLANNERS",
    "SOURCES",
    "WRITERS",
    "add_evidence",
    "agree_action",
    "cite_rows",
    "cite_section",
    "close",
    "propose_closure",
    "record_finding",
    "record_recommendation",
    "stop_citing",
    "stop_citing_section",
]
