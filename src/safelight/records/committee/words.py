"""The closed word lists of the committee layer."""

from enum import StrEnum


class Body(StrEnum):
    """Who receives a report."""

    CABINET_MEMBER = "cabinet_member"
    SCRUTINY = "scrutiny"
    BOARD = "board"


class ResolutionKind(StrEnum):
    """What a resolution's limb asks for."""

    NOTE = "note"
    TASK = "task"
    RECURRING = "recurring"
    CONDITIONAL = "conditional"
    REFERRAL = "referral"


class Exemption(StrEnum):
    """Whether a report is kept from the public."""

    NONE = "none"
    EXEMPT = "exempt"
    CONFIDENTIAL = "confidential"
