"""Every write of the plan: agreed, followed, taken over from agencies' reviews, put under themes."""

from safelight.records.plans.actions.agreeing import (
    CLOSED,
    CLOSERS,
    PLANNERS,
    SOURCES,
    WRITERS,
    add_evidence,
    agree_action,
    cite_rows,
    close,
    propose_closure,
    record_finding,
    record_recommendation,
    stop_citing,
)

__all__ = [
    "CLOSED",
    "CLOSERS",
    "PLANNERS",
    "SOURCES",
    "WRITERS",
    "add_evidence",
    "agree_action",
    "cite_rows",
    "close",
    "propose_closure",
    "record_finding",
    "record_recommendation",
    "stop_citing",
]
