"""Signed links: each for its purpose, unchanged, and for its time."""

import re
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import signing

from mikrovirk.accounts import links


def test_what_was_put_in_comes_out() -> None:
    assert links.read("signup", links.sign("signup", 12, 7, "æøå")) == [12, 7, "æøå"]
    assert links.read("follow", links.sign("follow")) == []


def test_a_link_for_one_thing_opens_nothing_else() -> None:
    purposes = sorted(links.LIFE)
    opened = []
    for made, tried in ((made, tried) for made in purposes for tried in purposes if made != tried):
        try:
            links.read(tried, links.sign(made, 1, 2))
        except links.LinkInvalid:
            continue
        opened.append((made, tried))
    assert opened == []


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1], lambda t: "x" + t, lambda t: t.replace(":", ""), lambda t: "", lambda t: "ø"]
)
def test_a_changed_link_is_invalid(change: Callable[[str], str]) -> None:
    with pytest.raises(links.LinkInvalid):
        links.read("signup", change(links.sign("signup", 12)))


def test_a_short_link_is_the_same_every_day_and_for_one_thing() -> None:
    token = links.sign_short("bring", 5, 1, 25)
    assert (len(token), token, links.read_short("bring", token)) == (
        19,
        links.sign_short("bring", 5, 1, 25),
        [5, 1, 25],
    )
    wrong = [
        ("other", token),
        ("bring", token.replace("5-", "6-", 1)),
        ("bring", token[:-1]),
        ("bring", ""),
        ("bring", "ø"),
    ]
    for purpose, changed in wrong:
        with pytest.raises(links.LinkInvalid):
            links.read_short(purpose, changed)


def test_a_short_link_outlives_a_change_of_the_key(settings: Any) -> None:
    token = links.sign_short("bring", 5)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    assert links.read_short("bring", token) == [5]


def test_every_single_character_counts() -> None:
    token = links.sign("signup", 12, 7)
    accepted = []
    for place in range(len(token)):
        other = "A" if token[place] != "A" else "B"
        try:
            links.read("signup", token[:place] + other + token[place + 1 :])
        except links.LinkInvalid:
            continue
        accepted.append(place)
    # the last characters of a base64 text carry bits that are thrown away
    assert [place for place in accepted if place != len(token) - 1] == []


@pytest.mark.parametrize("value", [{"a": 1}, "text", 7, None])
def test_something_else_signed_by_us_is_invalid(value: object) -> None:
    with pytest.raises(links.LinkInvalid):
        links.read("signup", signing.dumps(value, salt="mikrovirk.link.signup"))


def test_a_link_expires_when_its_time_is_over_and_not_before(monkeypatch: pytest.MonkeyPatch) -> None:
    token = links.sign("sign-in", 1)
    now = time.time()
    quarter = timedelta(minutes=15)
    monkeypatch.setattr(time, "time", lambda: now + 14 * 60)
    assert links.read("sign-in", token, max_age=quarter) == [1]
    monkeypatch.setattr(time, "time", lambda: now + 16 * 60)
    with pytest.raises(links.LinkExpired):
        links.read("sign-in", token, max_age=quarter)
    with pytest.raises(links.LinkExpired):
        links.read("sign-in", token)  # also where no time is given
    with pytest.raises(links.LinkExpired):
        links.read("sign-in", token, max_age=timedelta(days=1))  # nobody makes it longer
    assert links.meaning("sign-in", token) == [1]


@pytest.mark.parametrize("purpose", sorted(links.LIFE))
def test_every_link_runs_out(purpose: str, monkeypatch: pytest.MonkeyPatch) -> None:
    token, now = links.sign(purpose, 1), time.time()
    monkeypatch.setattr(time, "time", lambda: now + links.LIFE[purpose].total_seconds() - 60)
    assert links.read(purpose, token) == [1]
    monkeypatch.setattr(time, "time", lambda: now + links.LIFE[purpose].total_seconds() + 60)
    with pytest.raises(links.LinkExpired):
        links.read(purpose, token)


def test_a_purpose_that_nobody_thought_about_has_no_links() -> None:
    with pytest.raises(KeyError):
        links.sign("new", 1)
    with pytest.raises(KeyError):
        links.read("new", "x")


def test_whatever_the_product_signs_is_bound_to_a_purpose_of_its_own() -> None:
    """Nothing is signed beside the links but what stands here, each with a salt of its own and a time."""
    package = Path(links.__file__).parents[1]
    signs = {
        str(path.relative_to(package))
        for path in package.rglob("*.py")
        if re.search(r"signing\.(dumps|loads)\(|Signer\(", path.read_text())
    }
    assert signs == {
        "accounts/links.py",
        "fund/services/voting.py",  # a line of the list that was marked by mistake: ten minutes
        "home/handover/views.py",  # the contact before: a day
        "landscape/views/entries/importing.py",  # the rows of a list between looking and bringing in: an hour
    }
    for name in signs - {"accounts/links.py"}:
        text = (package / name).read_text()
        assert "max_age=" in text, name
        assert text.count("salt=") == text.count("signing.dumps(") + text.count("signing.loads("), name


def test_expired_is_a_kind_of_invalid() -> None:
    assert issubclass(links.LinkExpired, links.LinkInvalid)


def test_a_token_fits_into_an_address_and_a_line_of_a_mail() -> None:
    token = links.sign("signup", 123_456, 123_456)
    assert len(token) < 80
    assert set(token) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_:")


def test_another_installation_signs_otherwise(settings: Any) -> None:
    token = links.sign("signup", 12)
    settings.SECRET_KEY = "another"
    with pytest.raises(links.LinkInvalid):
        links.read("signup", token)
