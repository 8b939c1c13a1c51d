"""A bad line, in a real browser: what was here stays, what was typed goes out once, and the host's evening goes on."""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, Route, expect

from mikrovirk.live.models import Evening, HostAction, Question
from mikrovirk.live.queries.turns import run_of
from tests.live import evenings, windows
from tests.live.phones import PlainHost
from tests.live.site import Site
from tests.live.windows import NewContext


def keys_of(evening: Evening) -> list[str]:
    return [turn["key"] for turn in evening.programme]


def asks(page: Page, text: str) -> None:
    page.locator("#ask-text").fill(text)
    page.locator("form[data-say=question] button").click()


def texts() -> list[str]:
    return list(Question.objects.order_by("at", "pk").values_list("text", flat=True))


def wait_until(page: Page, holds: Callable[[], bool], *, within: float = 10.0) -> None:
    deadline = time.monotonic() + within
    while not holds():
        assert time.monotonic() < deadline
        page.wait_for_timeout(50)  # the browser's messages are heard meanwhile


def test_a_phone_without_net_keeps_what_it_shows_and_sends_what_was_typed_once(
    site: Site, new_context: NewContext
) -> None:
    evening = evenings.open_now()
    keys = keys_of(evening)
    remote = PlainHost.signed_in(site, evening.code, evenings.host(evening))
    remote.press("go", keys[0])
    phone = windows.phone(new_context, site, evening.code)
    windows.wait_for_turn(phone, keys[0])
    asks(phone, "Er der kaffe?")
    expect(phone.locator(".live-question")).to_contain_text("Er der kaffe?")
    windows.lose_net(phone, notice="[data-notice]")
    assert "bliver sendt" in phone.locator("[data-notice]").inner_text()
    asks(phone, "Hvad koster det?")
    asks(phone, "Og hvornår?")
    remote.press("go", keys[1])
    expect(phone.locator(".live-question")).to_contain_text("Er der kaffe?")
    windows.wait_for_turn(phone, keys[0])
    assert texts() == ["Er der kaffe?"]
    phone.context.set_offline(False)
    windows.wait_for_turn(phone, keys[1])
    expect(phone.locator("[data-notice]")).to_be_hidden()
    expect(phone.locator(".live-question")).to_have_count(3)
    assert texts() == ["Er der kaffe?", "Hvad koster det?", "Og hvornår?"]
    assert phone.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('mikrovirk:room:'))") == []


def test_an_answer_that_was_lost_on_the_way_back_does_not_double_what_was_typed(
    site: Site, new_context: NewContext
) -> None:
    evening = evenings.open_now()
    phone = windows.phone(new_context, site, evening.code)
    seen: list[int] = []

    def lose_the_first_answer(route: Route) -> None:
        answer = route.fetch()
        seen.append(answer.status)
        if len(seen) == 1:
            route.abort()
        else:
            route.fulfill(response=answer)

    phone.route("**/say/", lose_the_first_answer)
    asks(phone, "Kan jeg få slides?")
    wait_until(phone, lambda: len(seen) == 2)
    phone.locator("[data-thanks=question]:not([hidden])").wait_for()
    assert seen == [200, 200]
    assert texts() == ["Kan jeg få slides?"]


def test_the_host_runs_on_without_net_the_screen_beside_follows_and_all_of_it_is_reconciled(
    site: Site, new_context: NewContext
) -> None:
    evening = evenings.open_now()
    keys = keys_of(evening)
    host = windows.host(new_context, site, evening.code, evenings.host(evening))
    screen = windows.screen(host.context, site, evening.code)
    windows.press(host, "go", when="before")
    windows.wait_for_turn(screen, keys[0])
    wait_until(host, lambda: HostAction.objects.count() == 1)
    windows.lose_net(host, notice="[data-offline]")
    pressed = []
    for key in keys[1:4]:
        before = time.time()
        windows.press(host, "go", to="next", when="on")
        pressed.append((before, time.time()))
        windows.wait_for_turn(host, key)
        windows.wait_for_turn(screen, key)
        host.wait_for_timeout(300)
    windows.press(host, "pause")
    expect(screen.locator("[data-live]")).to_have_attribute("data-paused", "yes")
    assert HostAction.objects.count() == 1
    host.context.set_offline(False)
    wait_until(host, lambda: HostAction.objects.count() == 5)
    kept = list(HostAction.objects.filter(kind="go").values_list("turn", "at"))
    assert [turn for turn, _at in kept] == keys[:4]
    for (_turn, at), (before, after) in zip(kept[1:], pressed, strict=True):
        assert before - 0.5 < at.timestamp() < after + 0.5
    run = run_of(evening)
    assert (run.now_on, run.since) == (keys[3], None)
    expect(host.locator("[data-offline]")).to_be_hidden()
    windows.wait_for_turn(screen, keys[3])


def test_a_minute_more_is_one_minute_on_every_page(site: Site, new_context: NewContext) -> None:
    """The host's page counts a press at once and must not count it again when it comes back."""
    evening = evenings.open_now()
    host = windows.host(new_context, site, evening.code, evenings.host(evening))
    screen = windows.screen(host.context, site, evening.code)
    windows.press(host, "go", when="before")
    for minutes in (11, 12, 13):
        windows.press(host, "add", seconds="60")
        for page in (host, screen):
            for _look in range(8):
                assert seconds_left(page) == pytest.approx(minutes * 60, abs=12)
                page.wait_for_timeout(50)
    assert run_of(evening).turns[0].seconds == 13 * 60


def seconds_left(page: Page) -> int:
    minutes, _dot, seconds = page.locator("[data-countdown]").first.inner_text().lstrip("+").partition(".")
    return int(minutes) * 60 + int(seconds)


def test_where_no_line_can_be_held_open_the_page_asks(site: Site, new_context: NewContext) -> None:
    evening = evenings.open_now()
    keys = keys_of(evening)
    remote = PlainHost.signed_in(site, evening.code, evenings.host(evening))
    context = new_context()
    context.route("**/events/**", lambda route: route.abort())
    phone = windows.phone(lambda **options: context, site, evening.code)
    remote.press("go", keys[2])
    windows.wait_for_turn(phone, keys[2], timeout=5000)
    asks(phone, "Virker det?")
    expect(phone.locator(".live-question")).to_contain_text("Virker det?")
    context.unroute("**/events/**")
    with phone.expect_request(lambda request: "/events/" in request.url, timeout=15_000):
        pass  # it tries a line again by itself


def test_a_proxy_that_keeps_the_events_to_itself_is_found_out(site: Site, new_context: NewContext) -> None:
    evening = evenings.open_now()
    keys = keys_of(evening)
    remote = PlainHost.signed_in(site, evening.code, evenings.host(evening))
    context = new_context()
    context.route("**/events/**", lambda route: None)  # neither answered nor refused
    phone = windows.phone(lambda **options: context, site, evening.code)
    remote.press("go", keys[1])
    windows.wait_for_turn(phone, keys[1], timeout=10_000)


def test_a_killed_server_is_seen_and_found_again(site: Site, new_context: NewContext) -> None:
    evening = evenings.open_now()
    keys = keys_of(evening)
    phone = windows.phone(new_context, site, evening.code)
    site.kill()
    expect(phone.locator("[data-live]")).to_have_attribute("data-line", "lost")
    asks(phone, "Er I der?")
    site.start()
    wait_until(phone, lambda: texts() == ["Er I der?"])
    PlainHost.signed_in(site, evening.code, evenings.host(evening)).press("go", keys[0])
    windows.wait_for_turn(phone, keys[0])
    assert evening.opened_at - timedelta(seconds=1) < Question.objects.get().at


def pages_kept(page: Page) -> list[str]:
    """The pages and files that the browser keeps for when there is no net."""
    found: list[str] = page.evaluate(
        """async () => {
          const cache = await caches.open("mikrovirk-evening");
          return (await cache.keys()).map((request) => new URL(request.url).pathname);
        }"""
    )
    return found


def ready_for_no_net(page: Page) -> None:
    path = page.evaluate("location.pathname")
    wait_until(page, lambda: {path, "/static/live/room.js"} <= set(pages_kept(page)), within=20)


def test_a_host_whose_page_is_loaded_again_without_net_runs_on(site: Site, new_context: NewContext) -> None:
    evening = evenings.open_now()
    keys = keys_of(evening)
    host = windows.host(new_context, site, evening.code, evenings.host(evening))
    windows.press(host, "go", when="before")
    wait_until(host, lambda: HostAction.objects.count() == 1)
    expect(host.locator("[data-live]")).to_have_attribute("data-line", "open")
    ready_for_no_net(host)
    site.kill()
    windows.press(host, "go", to="next", when="on")
    windows.wait_for_turn(host, keys[1])
    host.reload()
    windows.wait_for_turn(host, keys[1])
    expect(host.locator(".live-row")).to_have_count(len(keys))
    windows.press(host, "go", to="next", when="on")
    windows.wait_for_turn(host, keys[2])
    assert HostAction.objects.count() == 1
    site.start()
    wait_until(host, lambda: HostAction.objects.count() == 3, within=15)
    assert list(HostAction.objects.values_list("turn", flat=True)) == keys[:3]
    expect(host.locator("[data-region=questions]")).not_to_be_empty()


def test_a_phone_that_is_loaded_again_without_net_shows_what_is_on_and_keeps_nothing_that_was_said(
    site: Site, new_context: NewContext
) -> None:
    evening = evenings.open_now()
    keys = keys_of(evening)
    remote = PlainHost.signed_in(site, evening.code, evenings.host(evening))
    remote.press("go", keys[1])
    phone = windows.phone(new_context, site, evening.code)
    windows.wait_for_turn(phone, keys[1])
    asks(phone, "Hvem kan hjælpe mig?")
    phone.locator("[data-thanks=question]:not([hidden])").wait_for()
    ready_for_no_net(phone)
    site.kill()
    asks(phone, "Og hvornår?")
    phone.reload()
    windows.wait_for_turn(phone, keys[1])
    expect(phone.locator("[data-region=turns]")).to_contain_text("Fagligt oplæg")
    kept = phone.evaluate(
        """async () => {
          const cache = await caches.open("mikrovirk-evening");
          return (await (await cache.match(location.pathname)).text());
        }"""
    )
    assert "Hvem kan hjælpe mig?" not in kept
    assert {path for path in pages_kept(phone) if not path.startswith("/static/")} == {f"/l/{evening.code}/"}
    site.start()
    wait_until(phone, lambda: texts() == ["Hvem kan hjælpe mig?", "Og hvornår?"], within=15)
    expect(phone.locator(".live-question")).to_have_count(2)
