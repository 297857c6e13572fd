"""The settled words of a draft find their way back into its sections, and the marks stay marks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from safelight.core.review.composing import PlanFacts, SectionText, compose
from safelight.core.review.imr.merging import choices_in
from safelight.core.review.taking_back import Part, Settled, settled_parts

PLAN = PlanFacts(findings={1: "Corinna was not seen."}, recommendations={}, actions=())


def drafted(parts: list[Part]) -> str:
    sections = [SectionText(heading=part.heading, text=part.text) for part in parts]
    return compose("Overview report: Child R", sections, plan=PLAN).text


def parts_of(*texts: str) -> list[Part]:
    return [Part(key=str(number), heading=f"Part {number}", text=text) for number, text in enumerate(texts)]


def test_names_are_replaced_in_the_sections_and_in_their_headings() -> None:
    parts = [
        *parts_of("Corinna came.\n\n- Corinna left.\n", "Nobody.", ""),
        Part(key="x", heading="Corinna", text="Y."),
    ]
    before = drafted(parts)
    found = settled_parts(parts, drafted=before, settled=before.replace("Corinna", "Child R"))
    assert found == {
        "0": Settled(heading="Part 0", text="Child R came.\n\n- Child R left.\n"),
        "1": Settled(heading="Part 1", text="Nobody."),
        "x": Settled(heading="Child R", text="Y."),
    }


def test_a_mark_stays_a_mark_and_what_it_draws_in_is_not_the_sections_own() -> None:
    parts = parts_of("Corinna fell.\n\n{findings}\n\nSo said Corinna, see {finding 1 in full}.")
    before = drafted(parts)
    (found,) = settled_parts(parts, drafted=before, settled=before.replace("Corinna", "Child R")).values()
    assert found.text == "Child R fell.\n\n{findings}\n\nSo said Child R, see {finding 1 in full}."
    assert found.elsewhere == 2


def test_where_the_draft_was_given_another_section_the_others_are_known_by_their_headings() -> None:
    parts = parts_of("Corinna came.", "Corinna left.", "The end.")
    before = drafted(parts)
    settled = before.replace("Corinna", "Child R").replace("## Part 2", "## Added\n\nWords.\n\n## Part 2")
    found = settled_parts(parts, drafted=before, settled=settled)
    assert found["0"].text == "Child R came."
    assert found["2"].text == "The end."
    lost = settled_parts(parts, drafted=before, settled=before.replace("## Part 1", "Part 1"))
    assert set(lost) == {"2"}, "what stood before a heading that is gone may not be its own any more"


MARK = "{finding 1 in full}"
WORDS = st.sampled_from(["Corinna", "saw", "her.", MARK, "{finding 1}", "\n\n", "Mother", "## Sub", "- item"])


@given(st.lists(st.lists(WORDS, max_size=12).map(" ".join), min_size=1, max_size=4))
def test_nothing_settled_changes_nothing_and_no_name_comes_back(texts: list[str]) -> None:
    parts = parts_of(*texts)
    before = drafted(parts)
    same = settled_parts(parts, drafted=before, settled=before)
    assert {key: one.text for key, one in same.items()} == {part.key: part.text for part in parts if part.text.strip()}
    after = settled_parts(parts, drafted=before, settled=before.replace("Corinna", "Child R"))
    settled = [(key, one) for key, one in after.items() if not choices_in(one.text)]
    assert all("Corinna" not in one.text for _, one in settled)
    assert all(one.text.count(MARK) == texts[int(key)].count(MARK) for key, one in settled)


def test_what_is_half_its_own_and_half_drawn_in_is_for_somebody_to_choose() -> None:
    parts = parts_of("Corinna {finding 1 in full}")
    before = drafted(parts)
    (found,) = settled_parts(parts, drafted=before, settled=before.replace("Corinna", "Child R")).values()
    (choice,) = choices_in(found.text)
    assert {choice.first, choice.second} == {"Corinna {finding 1 in full}", "Child R Child R was not seen."}
