"""The closed word lists of disclosure."""

from enum import StrEnum


class RequestState(StrEnum):
    """Where a request stands."""

    REFERRED = "referred"
    REFUSED = "refused"
    ALLOWED = "allowed"
    RELEASED = "released"


class Form(StrEnum):
    """In what form a paper goes out."""

    FULL = "full"
    ANONYMISED = "anonymised"
    READ_IN_ROOM = "read_in_room"
