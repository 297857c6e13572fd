"""Who may open which address, on a case just referred and on one that is published: everybody else finds nothing there.

A PAGE is opened; a FORM is opened and sent; a BUTTON is only sent. Behind `#` stands which of several things with one
address is meant. SIGN_IN holds the few addresses outside the desk.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

STRANGER = "stranger"
OFFICE = frozenset({"manager"})
CHAIR = frozenset({"chair"})
DECIDERS = OFFICE | CHAIR
OFFICERS = DECIDERS | {"auditor"}
"""The officers of the board: every case of theirs, from its first day."""
PANEL_CHAIR = frozenset({"panel_chair"})
PANEL = PANEL_CHAIR | {"panel_member"}
AUTHOR = frozenset({"author"})
WRITERS = OFFICE | AUTHOR
INSIDE = OFFICERS | PANEL | AUTHOR
POLICE = frozenset({"police"})
"""The author for the agency whose review, paper or action it is."""
AGENCIES = POLICE | {"health"}
"""That author, and the one for another agency of the same case."""
ON_THE_CASE = INSIDE | AGENCIES
PUBLICATION = OFFICERS | PANEL_CHAIR | AUTHOR
ASKED = frozenset({"member"})
"""The elected member who has asked for a paper."""
MEMBERS = ASKED | {"other_member"}
OTHER_BOARDS = frozenset({"elsewhere", "member_elsewhere"})
"""The business manager and an elected member of another board."""
ANYBODY = ON_THE_CASE | MEMBERS | OTHER_BOARDS | {"unseated"}
"""Everybody with an account."""
NOBODY: frozenset[str] = frozenset()


class Kind(Enum):
    """How an address is used."""

    PAGE = "opened"
    FORM = "opened and sent"
    BUTTON = "only sent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Who gets there. `referred` is None where a case just referred has no such thing yet."""

    kind: Kind
    referred: frozenset[str] | None
    published: frozenset[str]


def page(referred: frozenset[str] | None, published: frozenset[str]) -> Row:
    return Row(kind=Kind.PAGE, referred=referred, published=published)


def form(referred: frozenset[str] | None, published: frozenset[str]) -> Row:
    return Row(kind=Kind.FORM, referred=referred, published=published)


def button(referred: frozenset[str] | None, published: frozenset[str]) -> Row:
    return Row(kind=Kind.BUTTON, referred=referred, published=published)


DESK: dict[str, Row] = {
    # The board
    "desk:home": page(ANYBODY - MEMBERS - {"member_elsewhere"}, ANYBODY - MEMBERS - {"member_elsewhere"}),
    "desk:refer": form(OFFICE | {"elsewhere"}, OFFICE | {"elsewhere"}),
    "desk:members": page(MEMBERS | {"member_elsewhere"}, MEMBERS | {"member_elsewhere"}),
    "desk:my_requests": page(ANYBODY, ANYBODY),
    "desk:meetings": page(OFFICERS | {"elsewhere"}, OFFICERS | {"elsewhere"}),
    "desk:new_meeting": form(OFFICE | {"elsewhere"}, OFFICE | {"elsewhere"}),
    "desk:minutes": form(None, OFFICE),
    "desk:resolution": form(None, OFFICE),
    "desk:discharge": form(None, OFFICE),
    "desk:board": page(OFFICERS | {"elsewhere"}, OFFICERS | {"elsewhere"}),
    "desk:new_agency": form(OFFICE | {"elsewhere"}, OFFICE | {"elsewhere"}),
    "desk:new_account": form(OFFICE | {"elsewhere"}, OFFICE | {"elsewhere"}),
    "desk:policy": form(OFFICE | {"elsewhere"}, OFFICE | {"elsewhere"}),
    "desk:blocking_kinds": form(OFFICE | {"elsewhere"}, OFFICE | {"elsewhere"}),
    "desk:local_time": form(OFFICE | {"elsewhere"}, OFFICE | {"elsewhere"}),
    "desk:closure_days": form(OFFICE | {"elsewhere"}, OFFICE | {"elsewhere"}),
    "desk:close_account": form(OFFICE, OFFICE),
    "desk:close_account#elsewhere": form(frozenset({"elsewhere"}), frozenset({"elsewhere"})),
    # At a glance
    "desk:calendar": page(ON_THE_CASE | {"unseated", "elsewhere"}, ON_THE_CASE | {"unseated", "elsewhere"}),
    "desk:make_feed": button(ON_THE_CASE | {"unseated", "elsewhere"}, ON_THE_CASE | {"unseated", "elsewhere"}),
    "desk:end_feed": button(ON_THE_CASE | {"unseated", "elsewhere"}, ON_THE_CASE | {"unseated", "elsewhere"}),
    "desk:reminders": button(ON_THE_CASE | {"unseated", "elsewhere"}, ON_THE_CASE | {"unseated", "elsewhere"}),
    "desk:clocks": page(INSIDE | {"elsewhere"}, INSIDE | {"elsewhere"}),
    # The case
    "desk:review": page(OFFICERS, ON_THE_CASE),
    "desk:referral": page(OFFICERS, INSIDE),
    "desk:criteria": page(OFFICERS, INSIDE),
    "desk:assess": form(OFFICE, OFFICE | PANEL),
    "desk:deciding": page(OFFICERS, INSIDE),
    "desk:act#recommend": form(OFFICE, OFFICE | PANEL_CHAIR),
    "desk:act#decide": form(CHAIR, CHAIR),
    "desk:act#agree": form(NOBODY, PANEL_CHAIR),
    "desk:act#accept": form(CHAIR, CHAIR),
    "desk:act#submit": form(OFFICE, OFFICE),
    "desk:act#grade": form(OFFICE, OFFICE),
    "desk:act#extend": form(CHAIR, CHAIR),
    "desk:act#withhold": form(CHAIR, CHAIR),
    "desk:act#look-again": form(CHAIR, CHAIR),
    "desk:act#nothing": form(NOBODY, NOBODY),
    "desk:act#plan": form(DECIDERS, DECIDERS),
    "desk:act#process": form(OFFICE, OFFICE),
    "desk:duty": page(OFFICERS, INSIDE),
    "desk:record_duty": form(DECIDERS, DECIDERS | PANEL_CHAIR | AUTHOR),
    "desk:close_review": form(CHAIR, CHAIR),
    "desk:appointments": page(OFFICERS, OFFICERS | PANEL_CHAIR),
    "desk:propose": form(DECIDERS, DECIDERS),
    "desk:end_appointment": form(DECIDERS, DECIDERS),
    "desk:panel": page(OFFICERS, INSIDE),
    "desk:seat": form(OFFICE, OFFICE),
    "desk:declare": form(OFFICE, OFFICE),
    "desk:seats": page(OFFICERS, OFFICERS),
    "desk:end_seat": form(OFFICE, OFFICE),
    "desk:departures": page(OFFICERS, INSIDE),
    "desk:depart": form(CHAIR, CHAIR),
    "desk:terms": page(OFFICERS, ON_THE_CASE),
    "desk:set_terms": form(OFFICE, OFFICE | PANEL_CHAIR),
    "desk:family": page(OFFICERS, INSIDE),
    "desk:contact": form(OFFICE, OFFICE | PANEL_CHAIR | AUTHOR),
    "desk:family_tree": page(DECIDERS, DECIDERS | PANEL | AUTHOR),
    "desk:family_tree_svg": page(DECIDERS, DECIDERS | PANEL | AUTHOR),
    "desk:family_tree_names": page(OFFICE, WRITERS),
    "desk:family_tree_names_svg": page(OFFICE, WRITERS),
    "desk:add_relation": form(OFFICE, WRITERS),
    "desk:remove_relation": button(OFFICE, WRITERS),
    "desk:record_sex": form(OFFICE, WRITERS),
    "desk:proceedings": page(OFFICERS, INSIDE),
    "desk:open_proceeding": form(OFFICE, OFFICE),
    "desk:end_proceeding": form(None, OFFICE),
    "desk:register": form(OFFICE, WRITERS),
    "desk:pseudonyms": form(OFFICE, WRITERS),
    "desk:use_pseudonyms": button(OFFICE, WRITERS),
    "desk:trail": page(OFFICERS, OFFICERS),
    "desk:timeline": page(OFFICERS, INSIDE),
    "desk:assurance": page(OFFICERS, OFFICERS),
    "desk:assurance_html": page(OFFICERS, OFFICERS),
    "desk:assurance_pdf": page(OFFICERS, OFFICERS),
    # The agencies
    "desk:agency_reviews": page(OFFICERS, ON_THE_CASE),
    "desk:ask_agency": form(OFFICE, OFFICE),
    "desk:agency_review": page(None, INSIDE | POLICE),
    "desk:writer": form(None, OFFICE),
    "desk:secure": form(None, OFFICE | POLICE),
    "desk:submit_review": form(None, OFFICE | POLICE),
    "desk:return_review": form(None, PANEL_CHAIR),
    "desk:accept_review": button(None, PANEL_CHAIR),
    "desk:declare_author": form(None, OFFICE | POLICE),
    "desk:write_review": page(None, OFFICE | POLICE),
    "desk:save_part": button(None, OFFICE | POLICE),
    "desk:review_now": page(None, OFFICE | POLICE),
    "desk:add_row": button(None, OFFICE | POLICE),
    "desk:remove_row": button(None, OFFICE | POLICE),
    "desk:part_history": page(None, OFFICE | POLICE),
    "desk:take_back": button(None, OFFICE | POLICE),
    "desk:choose_words": form(None, OFFICE | POLICE),
    "desk:whole_review": page(None, OFFICE | POLICE),
    "desk:upload_review": form(None, OFFICE | POLICE),
    "desk:lay_out_review": form(None, OFFICE | POLICE),
    "desk:check_review": form(None, OFFICE | POLICE),
    "desk:sign_review": form(None, OFFICE | POLICE),
    "desk:reopen_review": button(None, OFFICE | POLICE),
    "desk:hand_in_review": button(None, OFFICE | POLICE),
    "desk:record_debrief": form(None, OFFICE | POLICE),
    "desk:chase": page(OFFICERS, OFFICERS),
    "desk:chronologies": page(OFFICERS, ON_THE_CASE),
    "desk:send_chronology": form(OFFICE, OFFICE | AGENCIES),
    "desk:confirm_columns": form(None, OFFICE | POLICE),
    "desk:chronology_columns": form(None, OFFICE | POLICE),
    "desk:discard_chronology": button(None, OFFICE | POLICE),
    "desk:integrate": button(OFFICE, WRITERS),
    "desk:chronology_rows": page(DECIDERS, ON_THE_CASE - {"auditor"}),
    "desk:chronology_worklist": page(DECIDERS, INSIDE - {"auditor"}),
    "desk:chronology_picture": page(DECIDERS, ON_THE_CASE - {"auditor"}),
    "desk:chronology_row": page(None, INSIDE - {"auditor"} | POLICE),
    "desk:note_row": button(None, WRITERS | PANEL_CHAIR),
    "desk:export_rows": button(DECIDERS, INSIDE - {"auditor"}),
    "desk:cite#in-the-plan": form(None, WRITERS),
    # Papers: the rules decide who opens which
    "desk:papers": page(OFFICERS, ON_THE_CASE),
    "desk:file_paper": form(OFFICE, WRITERS),
    "desk:paper": page(None, DECIDERS | PANEL | AUTHOR | POLICE),
    "desk:paper#overview": page(None, DECIDERS | PANEL | AUTHOR),
    "desk:paper#chronology": page(None, DECIDERS | PANEL | AUTHOR | POLICE),
    "desk:paper#merged": page(None, DECIDERS | PANEL | AUTHOR),
    # Plan
    "desk:plan": page(OFFICERS, ON_THE_CASE),
    "desk:new_finding": form(OFFICE, WRITERS),
    "desk:new_recommendation": form(OFFICE, WRITERS),
    "desk:new_action": form(None, OFFICE),
    "desk:action": page(None, ON_THE_CASE),
    "desk:evidence": form(None, OFFICE | POLICE),
    "desk:propose_closure": form(None, OFFICE | POLICE),
    "desk:close_action": button(None, DECIDERS),
    "desk:progress": form(None, OFFICE | POLICE),
    "desk:change_date": form(None, OFFICE),
    "desk:effect": form(None, NOBODY),
    "desk:effect#closed": form(None, CHAIR | PANEL_CHAIR),
    "desk:imr_recommendations": page(OFFICE, OFFICE),
    "desk:take_over": form(None, OFFICE),
    "desk:obligations": page(AGENCIES | {"unseated"}, AGENCIES | {"unseated"}),
    "desk:plans": page(OFFICERS | {"elsewhere"}, OFFICERS | {"elsewhere"}),
    "desk:plans_csv": page(OFFICERS | {"elsewhere"}, OFFICERS | {"elsewhere"}),
    # Learning
    "desk:themes": page(ON_THE_CASE | {"elsewhere"}, ON_THE_CASE | {"elsewhere"}),
    "desk:new_theme": form(OFFICE | {"elsewhere"}, OFFICE | {"elsewhere"}),
    "desk:finding_themes#in-the-plan": form(None, WRITERS),
    "desk:recommendation_themes": form(None, WRITERS),
    "desk:draft_briefing": button(OFFICE, WRITERS),
    "desk:briefings": page(ON_THE_CASE | {"unseated", "elsewhere"}, ON_THE_CASE | {"unseated", "elsewhere"}),
    "desk:briefing#briefing": page(None, ON_THE_CASE | {"unseated"}),
    "desk:briefing_file#html": page(None, NOBODY),
    "desk:confirm_read#briefing": button(None, AGENCIES | {"unseated"}),
    "desk:discussed#briefing": form(None, OFFICE | AGENCIES | {"unseated"}),
    # The reports, written here
    "desk:written_report": page(DECIDERS, WRITERS | CHAIR | PANEL),
    "desk:report_now": page(DECIDERS, WRITERS | CHAIR | PANEL),
    "desk:begin_report": button(OFFICE, WRITERS),
    "desk:preview_report": page(None, WRITERS | CHAIR | PANEL),
    "desk:draft_report": button(OFFICE, WRITERS),
    "desk:add_section": button(None, WRITERS),
    "desk:save_section": button(None, WRITERS),
    "desk:arrange_section": button(None, WRITERS),
    "desk:section_history": page(None, WRITERS | CHAIR | PANEL),
    "desk:bring_in_report": form(None, WRITERS),
    "desk:lay_out_report": form(None, WRITERS),
    "desk:leftovers": page(None, WRITERS | CHAIR | PANEL),
    "desk:place_leftover": button(None, WRITERS),
    "desk:restore_section": button(None, WRITERS),
    "desk:comment_section": button(None, WRITERS | PANEL),
    "desk:answer_comment": button(None, WRITERS | PANEL),
    "desk:resolve_comment": button(None, WRITERS | PANEL),
    # Publication
    "desk:publication": page(OFFICERS, PUBLICATION),
    "desk:new_draft": form(OFFICE, WRITERS),
    "desk:public_fact": form(OFFICE, WRITERS),
    "desk:take_back_fact": form(None, WRITERS),
    "desk:put_together": page(None, PUBLICATION),
    "desk:put_together#untidy": page(None, PUBLICATION),
    "desk:intruder_review": page(None, PUBLICATION),
    "desk:intruder_review#untidy": page(None, PUBLICATION),
    "desk:record_intruder": form(None, DECIDERS | PANEL_CHAIR),
    "desk:checks": page(None, PUBLICATION),
    "desk:checks#untidy": page(None, PUBLICATION),
    "desk:accept_telling": form(None, NOBODY),
    "desk:freeze": button(OFFICE, OFFICE),
    "desk:draft": page(None, PUBLICATION),
    "desk:draft#untidy": page(None, PUBLICATION),
    "desk:edit_draft": form(None, WRITERS),
    "desk:settled_words": page(None, WRITERS),
    "desk:take_back_settled": button(None, WRITERS),
    "desk:compare_drafts": page(None, PUBLICATION),
    "desk:find_people": button(None, WRITERS),
    "desk:settle_by_register": button(None, WRITERS),
    "desk:bench": page(None, PUBLICATION),
    "desk:bench_decide": button(None, WRITERS),
    "desk:bench_undo": button(None, WRITERS),
    "desk:bench_person": form(None, WRITERS),
    "desk:settle_days": button(None, WRITERS),
    "desk:apply_settlements": button(None, WRITERS),
    "desk:run_gate": button(None, WRITERS),
    "desk:make_edition": button(None, WRITERS),
    "desk:make_unnamed": form(None, WRITERS),
    "desk:deposit": form(None, NOBODY),
    "desk:edition": page(None, PUBLICATION),
    "desk:edition_file#html": page(None, PUBLICATION),
    "desk:edition_file#pdf": page(None, PUBLICATION),
    "desk:edition_file#odt": page(None, PUBLICATION),
    "desk:edition_file#docx": page(None, NOBODY),
    "desk:approve": button(None, CHAIR | PANEL_CHAIR),
    "desk:publish": button(None, OFFICE),
    "desk:withdraw": form(None, DECIDERS),
    "desk:prolong": form(None, DECIDERS),
    "desk:indexing": form(None, DECIDERS),
    "desk:copies": page(None, OFFICERS),
    "desk:add_copy": form(None, OFFICE),
    "desk:strike_copy": form(None, OFFICE),
    "desk:notices": page(None, OFFICERS),
    "desk:rehearse": button(None, DECIDERS),
    "desk:recall": form(None, DECIDERS),
    "desk:pack": form(None, OFFICE),
    "desk:package": page(None, OFFICE),
    # Requests
    "desk:requests": page(OFFICERS, OFFICERS),
    "desk:receive_request": form(OFFICE, OFFICE),
    "desk:request": page(None, OFFICERS),
    "desk:request#answered": page(None, OFFICERS | ASKED),
    "desk:settle_request": form(None, DECIDERS),
    "desk:settle_request#answered": form(None, DECIDERS),
    "desk:release": form(None, OFFICE),
    "desk:copy": page(None, DECIDERS | ASKED),
    # The council
    "desk:reports": page(OFFICERS, ON_THE_CASE),
    "desk:new_report": form(OFFICE, OFFICE),
    "desk:report": page(None, ON_THE_CASE | MEMBERS),
    "desk:report_file": page(None, ON_THE_CASE | MEMBERS),
    # Whatever else stands behind /desk/
    "desk_nowhere": form(NOBODY, NOBODY),
}

SIGN_IN: dict[str, tuple[str, str]] = {
    # name: what a stranger meets, and what somebody who is signed in meets
    "front": ("on to desk:home", "on to desk:home"),
    "account_login": ("page", "on to desk:home"),
    "account_logout": ("on to account_login", "page"),
    "account_signup": ("nothing", "nothing"),
    "account_reauthenticate": ("on to account_login", "page"),
    "account_change_password": ("on to account_login", "page"),
    "mfa_index": ("on to account_login", "page"),
    "mfa_authenticate": ("on to account_login", "on to desk:home"),
    "mfa_reauthenticate": ("on to account_login", "on to account_reauthenticate"),
    "mfa_activate_totp": ("on to account_login", "on to account_reauthenticate"),
    "mfa_deactivate_totp": ("on to account_login", "nothing"),
    "mfa_view_recovery_codes": ("on to account_login", "nothing"),
    "mfa_generate_recovery_codes": ("on to account_login", "on to account_reauthenticate"),
    "published": ("page", "page"),
    "calendar_feed": ("nothing", "nothing"),
}
