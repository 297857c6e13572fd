"""Signing in and out: by invitation alone, with a second factor for those who want it, and no hint to others."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from safelight.records.people.models import User
from tests.web.reading import buttons, tree, typed, words
from tests.web.world import PASSWORD, World

WRONG = "The email address and/or password you specified are not correct."


@pytest.fixture(autouse=True)
def nobody_has_tried_before() -> None:
    """The count of attempts begins anew."""
    cache.clear()


def signs_in(client: Client, email: str, password: str = PASSWORD, **extra: Any) -> Any:
    return client.post(reverse("account_login"), {"login": email, "password": password} | extra)


def manager(world: World) -> User:
    return world.roles["manager"]


def test_somebody_whom_the_board_knows_signs_in_goes_on_and_signs_out(in_world: World) -> None:
    client = Client()
    path = reverse("desk:review", args=[in_world.published["case_id"]])
    asked = client.get(path)
    page = client.get(asked.headers["Location"])
    assert typed(page.content)["next"] == path
    response = signs_in(client, manager(in_world).email, next=path)
    assert (response.status_code, response.headers["Location"]) == (302, path)
    cookie = response.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == "", "the session ends with the browser"
    shown = client.get(path)
    assert shown.status_code == 200
    assert reverse("account_logout") in set(buttons(shown.content))
    left = client.post(reverse("account_logout"))
    assert left.headers["Location"] == reverse("account_login")
    assert client.get(path).status_code == 302


def test_to_look_at_the_page_for_signing_out_signs_nobody_out(in_world: World) -> None:
    client = Client()
    client.force_login(manager(in_world))
    assert client.get(reverse("account_logout")).status_code == 200
    assert client.get(reverse("desk:home")).status_code == 200


@pytest.mark.parametrize("address", ["https://example.org/", "//example.org/desk/", "javascript:alert(1)"])
def test_signing_in_never_leads_to_another_site(address: str, in_world: World) -> None:
    response = signs_in(Client(), manager(in_world).email, next=address)
    assert response.headers.get("Location", reverse("desk:home")) == reverse("desk:home")


def refusal(response: Any) -> str:
    """What the page says, without the token that is new each time."""
    return re.sub(r"\S{64}", "", words(response.content))


def test_a_wrong_password_an_unknown_address_and_a_closed_account_look_the_same(in_world: World) -> None:
    closed = in_world.roles["panel_member"]
    User.objects.filter(pk=closed.pk).update(is_active=False)
    answers = [
        signs_in(Client(), manager(in_world).email, "not the password"),
        signs_in(Client(), "nobody@example.org"),
        signs_in(Client(), closed.email),
        signs_in(Client(), closed.email, "not the password"),
    ]
    assert {answer.status_code for answer in answers} == {200}
    assert all(WRONG in refusal(answer) for answer in answers)
    assert len({refusal(answer) for answer in answers}) == 1
    assert not any("sessionid" in answer.cookies for answer in answers)
    assert "Error:" in refusal(answers[0])


def test_guessing_is_stopped_after_a_few_tries(in_world: World) -> None:
    client = Client()
    for _ in range(6):
        signs_in(client, manager(in_world).email, "not the password")
    answer = signs_in(client, manager(in_world).email)
    assert answer.status_code == 200
    assert "Too many failed login attempts" in words(answer.content)


def test_nobody_can_sign_up_nor_ask_for_a_new_password_by_mail(in_world: World) -> None:
    for path in (reverse("account_signup"), "/account/password/reset/", "/accounts/signup/", "/accounts/login/"):
        for answer in (Client().get(path), Client().post(path, {"email": "new@example.org", "password1": PASSWORD})):
            assert answer.status_code == 404
    assert not User.objects.filter(email="new@example.org").exists()


def confirmed(world: World) -> Client:
    """The manager, who has just entered the password again."""
    client = Client()
    signs_in(client, manager(world).email)
    answer = client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert answer.status_code == 302
    return client


def test_the_password_is_changed_with_the_old_one(in_world: World) -> None:
    client = Client()
    signs_in(client, manager(in_world).email)
    path = reverse("account_change_password")
    assert "Change your password" in words(client.get(path).content)
    fresh = "another quiet green lamp"
    weak = client.post(path, {"oldpassword": PASSWORD, "password1": "short", "password2": "short"})
    assert "too short" in words(weak.content)
    wrong = client.post(path, {"oldpassword": "wrong", "password1": fresh, "password2": fresh})
    assert wrong.status_code == 200
    changed = client.post(path, {"oldpassword": PASSWORD, "password1": fresh, "password2": fresh})
    assert changed.status_code == 302
    assert client.get(changed.headers["Location"]).status_code == 200
    assert signs_in(Client(), manager(in_world).email, fresh).status_code == 302
    assert "sessionid" not in signs_in(Client(), manager(in_world).email).cookies


def code(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def with_second_factor(world: World) -> tuple[Client, str]:
    client = confirmed(world)
    page = client.get(reverse("mfa_activate_totp")).content
    secret = tree(page).xpath("string(//code)")
    assert tree(page).xpath("//img[@alt and starts-with(@src, 'data:image/svg')]")
    refused = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert "Incorrect code" in words(refused.content)
    answer = client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    assert answer.status_code == 302
    assert client.get(answer.headers["Location"]).status_code == 200
    return client, secret


def test_with_a_second_factor_the_password_alone_opens_nothing(in_world: World) -> None:
    _, secret = with_second_factor(in_world)
    cache.clear()
    client = Client()
    answer = signs_in(client, manager(in_world).email)
    assert answer.headers["Location"].startswith(reverse("mfa_authenticate"))
    assert client.get(reverse("desk:home")).status_code == 302
    assert "Enter the code from your app" in words(client.get(reverse("mfa_authenticate")).content)
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Incorrect code" in words(wrong.content)
    assert client.get(reverse("desk:home")).status_code == 302
    right = client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert right.headers["Location"] == reverse("desk:home")
    assert client.get(reverse("desk:home")).status_code == 200


def test_a_recovery_code_works_once(in_world: World) -> None:
    client, _ = with_second_factor(in_world)
    listed = client.get(reverse("mfa_view_recovery_codes"))
    codes = [" ".join(found.text_content().split()) for found in tree(listed.content).iter("code")]
    assert len(codes) == 10
    for expected in (302, 200):
        cache.clear()
        other = Client()
        signs_in(other, manager(in_world).email)
        assert other.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == expected


def test_new_recovery_codes_take_the_place_of_the_old(in_world: World) -> None:
    client, _ = with_second_factor(in_world)
    before = {found.text for found in tree(client.get(reverse("mfa_view_recovery_codes")).content).iter("code")}
    assert client.get(reverse("mfa_generate_recovery_codes")).status_code == 200
    made = client.post(reverse("mfa_generate_recovery_codes"))
    assert made.status_code == 302
    after = {found.text for found in tree(client.get(made.headers["Location"]).content).iter("code")}
    assert len(after) == 10
    assert not before & after


def test_the_second_factor_can_be_turned_off_again(in_world: World) -> None:
    client, _ = with_second_factor(in_world)
    assert "An authenticator app is in use" in words(client.get(reverse("mfa_index")).content)
    assert client.get(reverse("mfa_deactivate_totp")).status_code == 200
    assert client.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert "Turn it on" in words(client.get(reverse("mfa_index")).content)


def test_the_account_pages_ask_for_the_password_again_and_with_a_second_factor_for_its_code(in_world: World) -> None:
    with_second_factor(in_world)
    client = Client()
    client.force_login(manager(in_world))
    for name in ("account_reauthenticate", "mfa_reauthenticate"):
        assert client.get(reverse(name)).status_code == 200
    assert client.get(reverse("mfa_activate_totp")).status_code == 302
