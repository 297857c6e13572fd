"""What stands on a page: its links, its buttons, its words; read by lxml, which shares no code with the templates."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import html


def tree(page: bytes) -> html.HtmlElement:
    return html.document_fromstring(page)


def links(page: bytes) -> Iterator[str]:
    """Where the page's links, pictures and searches point; `buttons` has what is sent."""
    for element in tree(page).iter():
        for name in ("href", "src", "action", "formaction", "data", "poster", "srcset"):
            sent = name in {"action", "formaction"} and _is_posted(element)
            if isinstance(element.tag, str) and element.get(name) and not sent:
                yield str(element.get(name))


def buttons(page: bytes) -> Iterator[str]:
    """Where the page's forms are sent with POST; an empty string is the page's own address."""
    for form in tree(page).iter("form"):
        if (form.get("method") or "").lower() == "post":
            yield form.get("action") or ""
            yield from (button.get("formaction") for button in form.iter("button") if button.get("formaction"))


def _is_posted(element: html.HtmlElement) -> bool:
    forms = [element] if element.tag == "form" else list(element.iterancestors("form"))
    return any((form.get("method") or "").lower() == "post" for form in forms)


def words(page: bytes) -> str:
    """Everything to be read on the page."""
    return " ".join(tree(page).text_content().split())


def beside(page: bytes, field: str) -> str:
    """The error that stands beside a field, as a screen reader would tell it with the field."""
    whole = tree(page)
    for element in whole.xpath(f"//*[@id='id_{field}']/ancestor-or-self::*[contains(@class, 'govuk-form-group')]"):
        found = element.xpath(".//*[contains(@class, 'govuk-error-message')]")
        if found:
            return " ".join(found[0].text_content().replace("Error:", "").split())
    return ""


def typed(page: bytes) -> dict[str, str]:
    """What stands in the boxes of the page's form, by the box's name."""
    filled: dict[str, str] = {}
    for box in tree(page).xpath("//main//form//input|//main//form//textarea|//main//form//select"):
        name = box.get("name")
        if box.tag == "textarea":
            filled[name] = (box.text or "").lstrip("\n")
        elif box.tag == "select":
            filled[name] = next(
                (option.get("value") for option in box.iter("option") if option.get("selected") is not None), ""
            )
        elif box.get("type") in {"radio", "checkbox"}:
            if box.get("checked") is not None:
                filled[name] = box.get("value")
        else:
            filled[name] = box.get("value") or ""
    return filled
