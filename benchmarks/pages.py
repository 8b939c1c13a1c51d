"""Our pages beside the floor's: CPU milliseconds for each visit, in turns, on the same rows.

Wall time suffers from whatever else a machine does; the CPU time of the serving processes hardly does. Each page is asked
for in batches that take turns (ours, floor, floor, ours …), and the median over the rounds is compared.
"""

import re
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from benchmarks.serving import FLOOR, LIST, OURS, Answer, Installations, Server
from benchmarks.world import SEARCHED, SLUG, Subject

WARMING = 15  # visits before anything is counted
PRECISION = 0.02  # of the ratio: measured until its standard error is that small …
MOST_ROUNDS, FEWEST_ROUNDS, QUICK_ROUNDS = 24, 8, 5  # … or so often


def read_list(server: Server, subject: Subject) -> None:
    expect(server.get(LIST), b"</html>")


def read_meeting(server: Server, subject: Subject) -> None:
    expect(server.get(f"{LIST}{subject.meeting}/"), b"</html>")


def read_calendar(server: Server, subject: Subject) -> None:
    expect(server.get(f"/networks/{SLUG}/meetings.ics"), b"END:VCALENDAR")


def search_members(server: Server, subject: Subject) -> None:
    server.visitors += 1
    words = urlencode({"q": SEARCHED[server.visitors % len(SEARCHED)]})
    expect(server.get(f"/networks/{SLUG}/members/?{words}", Cookie=f"sessionid={server.session}"), b"</html>")


def sign_up(server: Server, subject: Subject) -> None:
    """The page, the form, the confirmation: three requests, from somebody new each time."""
    server.visitors += 1
    path, number = f"{LIST}{subject.meeting}/sign-up/", server.visitors
    headers = {"X-Forwarded-For": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"}
    _status, page, answer = expect(server.ask("GET", path, headers), b"</html>")
    cookie = (answer["Set-Cookie"] or "").partition(";")[0]
    token = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', page)
    typed = {"name": "Per Gæst", "email": f"gaest{number}@ny.example", "extra": ""}
    typed |= {"csrfmiddlewaretoken": token[1].decode()} if token else {}
    headers |= {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded", "Origin": "http://localhost"}
    status, _body, answer = server.ask("POST", path, headers, urlencode(typed))
    assert status == 302, f"{server.name} answered {status} to a sign-up"
    expect(server.get(answer["Location"], Cookie=cookie), f"gaest{number}@ny.example".encode())


def expect(answer: Answer, words: bytes) -> Answer:
    assert answer[0] == 200, f"answered {answer[0]}"
    assert words in answer[1], "the page is not whole"
    return answer


@dataclass(frozen=True)
class Page:
    """What is measured, how many visits make a batch, and how many times the floor it may cost."""

    name: str
    visit: Callable[[Server, Subject], None]
    batch: int
    goal: float


PAGES = (
    Page("list of coming meetings, 20 a page", read_list, 60, 1.45),
    Page("one meeting", read_meeting, 60, 1.75),
    Page("iCalendar of 200 meetings", read_calendar, 40, 1.3),
    Page("member search in 2,000, signed in", search_members, 30, 1.4),
    Page("whole sign-up, three requests", sign_up, 20, 1.5),
)


@dataclass(frozen=True)
class Figures:
    """CPU milliseconds a visit of both (medians), their ratio, and how sure it is."""

    page: Page
    ours: float
    floor: float
    ratio: float
    error: float  # standard error of the ratio
    rounds: int

    @property
    def meets_goal(self) -> bool:
        return self.ratio <= self.page.goal


def measure(page: Page, servers: dict[str, Server], subject: Subject, *, quick: bool = False) -> Figures:
    """Visit the page in batches, the two in turns, until their ratio stands still."""
    for server in servers.values():
        server.connect()
        for _ in range(WARMING):
            page.visit(server, subject)
    spent: dict[str, list[float]] = {OURS: [], FLOOR: []}
    order = [OURS, FLOOR]
    for number in range(1, (QUICK_ROUNDS if quick else MOST_ROUNDS) + 1):
        for name in order:
            spent[name].append(batch(page, servers[name], subject))
        order.reverse()
        figures = figures_of(page, spent[OURS], spent[FLOOR])
        if number >= FEWEST_ROUNDS and figures.error <= PRECISION * figures.ratio:
            break
    return figures


def figures_of(page: Page, ours: list[float], floor: list[float]) -> Figures:
    """What the rounds come to; each list has a figure for each round, in order."""
    ratios = [mine / bare for mine, bare in zip(ours, floor, strict=True)]
    ratio = statistics.median(ratios)
    # The median absolute deviation, as a standard deviation, shrinks with the number of rounds; 1.25 as it is a median's.
    deviation = 1.48 * statistics.median(abs(each - ratio) for each in ratios)
    error = 1.25 * deviation / len(ratios) ** 0.5
    return Figures(page, statistics.median(ours), statistics.median(floor), ratio, error, len(ratios))


def batch(page: Page, server: Server, subject: Subject) -> float:
    """CPU milliseconds for one visit, over a batch of them."""
    server.connect()  # it closes a connection that was idle while the other one was asked
    before = server.cpu_seconds()
    for _ in range(page.batch):
        page.visit(server, subject)
    return (server.cpu_seconds() - before) * 1000 / page.batch


def measure_all(made: Installations, *, quick: bool = False) -> list[Figures]:
    with made.serving_both() as servers:
        return [measure(page, servers, made.subject, quick=quick) for page in PAGES]


def unchanged_calendar(made: Installations, *, visits: int = 200) -> float:
    """CPU milliseconds to tell a calendar program that nothing is new."""
    with made.serving(OURS) as server:
        path = f"/networks/{SLUG}/meetings.ics"
        etag = server.get(path)[2]["ETag"]

        def ask(asked: Server, subject: Subject) -> None:
            assert asked.get(path, **{"If-None-Match": etag})[0] == 304

        page = Page("", ask, visits, 0)
        batch(page, server, made.subject)
        return batch(page, server, made.subject)
