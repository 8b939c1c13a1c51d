"""From a mail that asks 300 members to the mail that says what came of it, in the example region.

Members answer by a reply over real SMTP, by the link, and without their name; the steering group makes themes, decides and concludes;
the season is planned, shown as a draft, commented at home and in the hall, and adopted. At the end every input has its outcome, and whoever
said it was told exactly once.
"""

import re
import smtplib
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.message import EmailMessage
from email.utils import make_msgid
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from django.utils.translation import gettext
from playwright.sync_api import Locator, Page, expect

from mikrovirk.config import worker
from mikrovirk.config.demo import region
from mikrovirk.live.models import Evening
from mikrovirk.mailing.delivery import deliver_due
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting
from mikrovirk.programme.services import meetings
from mikrovirk.voice import jobs_planner
from mikrovirk.voice.models import Conclusion, Consultation, Decision, Input, InputRound, SeasonDraft, Source
from tests import axe, factories
from tests.journeys.world import Mail, parsed
from tests.live import windows
from tests.live.conftest import place  # noqa: F401  (a fixture)
from tests.live.phones import PlainPhone, Visitor
from tests.live.site import Site, free_port
from tests.live.windows import NewContext
from tests.mailing import smtp_server
from tests.mailing.smtp_server import Running

pytestmark = pytest.mark.django_db
MEMBERS, BY_MAIL, BY_LINK, UNNAMED, IN_THE_HALL = 300, 40, 80, 10, 6
HOME = "/networks/mikrovirk"
# What members write, theme by theme; each with a word of their own so that no two are the same.
WRITTEN = (
    "Kunne vi få et oplæg om moms og regnskab? Jeg er i tvivl om bilag og {word}.",
    "Mødet ligger for sent for mig. Begynd hellere kl. 16.30, så jeg kan nå {word}.",
    "Der er langt at køre fra Møn. Kan vi lave samkørsel, når det er {word}?",
    "Jeg vil gerne have mere tid til at netværke frit efter oplægget og {word}.",
)
WORDS = "kørsel fakturaer børnene hjem vinter mørkt kaffen snakken regn fradrag banken hunden".split()


class Loop:
    """Everybody's side of it: the coordinator and a steering group member at browsers, the members by mail and phone."""

    def __init__(self, site: Site, smtp: Running, inbox: int, new_context: NewContext) -> None:
        self.site, self.smtp, self.inbox, self.new_context = site, smtp, inbox, new_context
        self.network = Network.objects.get(slug="mikrovirk")
        links = [link.partition("/demo/")[2] for _role, link in region.sign_in_links()]
        self.office = self.window(f"/demo/{links[0]}")
        self.steering = self.window(f"/demo/{links[2]}")
        self.seen: set[str] = set()

    def window(self, address: str) -> Page:
        page = windows.opened(self.new_context(), self.site.url + address)
        page.set_default_timeout(15_000)
        return page

    # --- at a browser ------------------------------------------------------------------------------------------------

    def opens(self, page: Page, path: str) -> None:
        answer = page.goto(self.site.url + HOME + path)
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}"

    def looks(self, page: Page) -> None:
        """axe at both widths, once for each kind of page."""
        kind = re.sub(r"\d+", "n", page.url)
        if kind not in self.seen:
            self.seen.add(kind)
            axe.check(page)

    def press(self, page: Page, name: str | re.Pattern[str], *, within: str = "main") -> None:
        words = gettext(name) if isinstance(name, str) else name
        found = page.locator(within)
        pressed = found.get_by_role("button", name=words).or_(found.get_by_role("link", name=words)).first
        assert pressed.count(), f"{page.url}: nothing called {words!r} on\n{page.locator('body').inner_text()}"
        if pressed.get_attribute("data-confirm"):
            pressed.click()
            pressed = page.locator("dialog[open] button[value=yes]")
        self.goes_on(pressed)

    def goes_on(self, button: Locator) -> None:
        """Press what leads to another page, and wait until that is there."""
        with button.page.expect_navigation(wait_until="load"):
            button.click()

    def gives(self, within: Locator, outcome: str) -> None:
        """Choose what comes of it and save, with the words that are proposed."""
        form = within.locator("form[data-outcome-form]").first
        form.locator(f"[name=outcome][value={outcome}]").check()
        self.goes_on(form.get_by_role("button").last)

    # --- what leaves and comes ---------------------------------------------------------------------------------------

    def work(self) -> None:
        """A round of the worker: what is due by the clock, then the mails, past the moment in which one can regret."""
        jobs_planner.look(now=timezone.now())
        assert worker.run_jobs(now=timezone.now()) == []
        while deliver_due(now=timezone.now() + timedelta(minutes=1), worker="journey", limit=1000):
            pass

    def mails(self, kind: str) -> list[Mail]:
        """What has arrived of that kind, by the Message-ID."""
        ids = dict(Message.objects.filter(kind=kind).values_list("message_id", "pk"))
        found = [parsed(content) for content in self.smtp.mails()]
        return [mail for mail in found if str(mail.headers["Message-ID"]) in ids]

    def waits(self, kind: str) -> bool:
        return Message.objects.filter(mailing__network=self.network, kind=kind, state="draft").exists()

    def approve(self, kind: str) -> int:
        """The coordinator reads the mail that waits and lets it go; how many got it."""
        mailing = (
            Mailing.objects.filter(network=self.network, kind=kind, messages__state="draft").distinct().latest("pk")
        )
        count = mailing.messages.filter(state="draft").count()
        self.opens(self.office, f"/mails/{mailing.pk}/")
        self.looks(self.office)
        self.press(self.office, re.compile(r"^Send til"))
        assert not mailing.messages.filter(state="draft").exists()
        self.work()
        return count

    def reply(self, mail: Mail, text: str) -> None:
        """Answer a mail as a phone does: the words on top, the quoted mail below; over a real SMTP conversation."""
        answer = EmailMessage()
        answer["From"], answer["To"] = mail.to, str(mail.headers["Reply-To"])
        answer["Subject"] = f"Re: {mail.subject}"
        answer["In-Reply-To"] = answer["References"] = str(mail.headers["Message-ID"])
        answer["Message-ID"] = make_msgid(domain="telefon.example")
        quoted = "\n".join(f"> {line}" for line in mail.text.splitlines())
        answer.set_content(
            f"{text}\n\nHilsen\n{mail.to}\n\nDen 22. nov. 2026 kl. 11.02 skrev Mona Kjeldsen:\n{quoted}\n"
        )
        with smtplib.SMTP("127.0.0.1", self.inbox, timeout=20) as line:
            line.send_message(answer)


@pytest.fixture
def loop(place: Site, tmp_path: Path, settings: Any, new_context: NewContext) -> Iterator[Loop]:  # noqa: F811
    """The example region with 300 members in MikroVirk, served, with mail servers on both sides."""
    region.build(now=timezone.now())
    network = Network.objects.get(slug="mikrovirk")
    for number in range(MEMBERS - network.memberships.filter(left_date=None).count()):
        factories.member(network, f"Åge Nødskov-Tillægsholm {number}")
    settings.INBOUND_ADDRESS = "svar@mikrovirk.example"
    settings.MAIL_MONTHLY_LIMIT = 20  # a year of this loop in one day
    settings.ALLOWED_HOSTS = ["*"]
    settings.EMAIL_BACKEND = "mikrovirk.mailing.backends.OutboxBackend"
    place.start(MIKROVIRK_DEMO="1", MIKROVIRK_INBOUND_ADDRESS=settings.INBOUND_ADDRESS)
    port = free_port()
    words = [sys.executable, "-W", "ignore", "-m", "mikrovirk.config.command", "mails", "listen", "--port", str(port)]
    with smtp_server.running(tmp_path, keep=True) as smtp:
        settings.SMTP = {"host": "127.0.0.1", "port": smtp.port}
        with subprocess.Popen(words, env=place.environment, stdout=subprocess.PIPE, text=True) as listening:
            assert listening.stdout is not None
            assert "Receiving" in listening.stdout.readline()
            try:
                yield Loop(place, smtp, port, new_context)
            finally:
                listening.terminate()
                listening.wait(timeout=20)


def test_from_a_question_to_what_came_of_it(loop: Loop) -> None:
    round = everybody_is_asked(loop)
    answers_come(loop, round)
    themes_are_made(loop)
    it_is_decided(loop)
    every_input_gets_its_outcome(loop, round)
    it_is_concluded(loop, round)
    authors_are_told(loop)
    draft = a_season_is_planned_and_shown(loop)
    comments_come_from_home(loop, draft)
    comments_come_in_the_hall(loop, draft)
    it_is_adopted(loop, draft)
    members_read_what_came_of_it(loop)
    nothing_was_left_out(loop, round, draft)


# --- asked ------------------------------------------------------------------------------------------------------------


def everybody_is_asked(loop: Loop) -> InputRound:
    """The coordinator writes in their own words, sees the mail, and lets it go."""
    page = loop.office
    loop.opens(page, "/voice/rounds/")
    loop.looks(page)
    loop.press(page, "Ask everybody")
    page.get_by_label(gettext("What we call it")).fill("Inden sommeren")
    page.get_by_label(gettext("Subject")).fill("Hvad skal vi gøre anderledes?")
    page.get_by_label(gettext("The mail"), exact=True).fill(
        "Hej {first_name}\n\nDu er med i MikroVirk, og jeg vil gerne høre dig. Hvad skal vi gøre anderledes?"
    )
    loop.looks(page)
    loop.press(page, "See the mail as they get it")
    loop.looks(page)
    expect(page.locator("main")).to_contain_text("jeg vil gerne høre dig")
    round = InputRound.objects.latest("pk")
    loop.press(page, re.compile(r"^Send til"))
    round.refresh_from_db()
    assert (round.state, round.asks.count()) == ("open", MEMBERS)
    assert not loop.waits("voice.ask")  # the press approved it
    loop.work()
    assert len({mail.to for mail in loop.mails("voice.ask")}) > MEMBERS * 0.9
    return round


def answers_come(loop: Loop, round: InputRound) -> None:
    """By a reply, by the link, and without a name; one of them with two taps on a phone."""
    mails = loop.mails("voice.ask")
    question = f"q{round.questions.order_by('position')[0].pk}"
    for number, mail in enumerate(mails[:BY_MAIL]):
        loop.reply(mail, text_of(number))
    for number, mail in enumerate(mails[BY_MAIL : BY_MAIL + BY_LINK]):
        answer_by_link(loop, mail, {question: text_of(number + BY_MAIL)})
    for number, mail in enumerate(mails[BY_MAIL + BY_LINK : BY_MAIL + BY_LINK + UNNAMED]):
        answer_by_link(loop, mail, {question: text_of(number + 500), "anonymous": "on"})
    wait_for(lambda: Input.objects.filter(round=round, source=Source.ROUND_MAIL).count() >= BY_MAIL, loop.work)
    phone = loop.window("/")
    phone.set_viewport_size(axe.PHONE)  # type: ignore[arg-type]
    phone.goto(mails[BY_MAIL + BY_LINK + UNNAMED].link("/a/"))
    loop.looks(phone)
    phone.locator(f"[name={question}]").fill(text_of(700))
    loop.press(phone, "Send my answer")
    said = Input.objects.filter(round=round).exclude(text="")
    assert said.filter(source=Source.ROUND_MAIL).count() == BY_MAIL
    assert said.filter(person=None).count() >= UNNAMED
    assert not said.filter(source=Source.ROUND_MAIL, text__contains="skrev Mona").exists()
    loop.opens(loop.office, f"/voice/rounds/{round.pk}/")
    loop.looks(loop.office)
    loop.press(loop.office, "Close the round")
    round.refresh_from_db()
    assert round.state == "closed"


def text_of(number: int) -> str:
    return WRITTEN[number % len(WRITTEN)].format(word=WORDS[number // len(WRITTEN) % len(WORDS)]) + f" ({number})"


def answer_by_link(loop: Loop, mail: Mail, answers: dict[str, str]) -> None:
    """A member opens the page behind the link and sends it."""
    visitor = Visitor(loop.site, "")
    path = mail.link("/a/").partition(loop.site.url)[2]
    assert visitor.ask("GET", path)[0] == 200
    status, page = visitor.post(path, **answers)
    assert status in {200, 302}, page


def wait_for(holds: Callable[[], bool], work: Callable[[], None], *, within: float = 60.0) -> None:
    deadline = time.monotonic() + within
    while not holds():
        assert time.monotonic() < deadline
        work()
        time.sleep(0.2)


# --- themes, decisions, conclusions -----------------------------------------------------------------------------------


def themes_are_made(loop: Loop) -> None:
    """The steering group looks at what is suggested, takes what makes sense, and moves the rest by hand."""
    page = loop.steering
    loop.opens(page, "/voice/")
    loop.looks(page)
    loop.press(page, "Suggested themes")
    loop.looks(page)
    for _number in range(12):
        found = page.get_by_role("button", name=re.compile("^(Gør det til et tema|Læg dem der)"))
        if not found.count():
            break
        loop.goes_on(found.first)
    loop.opens(page, "/voice/themes/")
    loop.looks(page)
    assert loop.network.themes.filter(closed_at=None).count() >= 2
    assert Input.objects.filter(theme__closed_at=None, theme__network=loop.network).count() > BY_LINK


def it_is_decided(loop: Loop) -> None:
    """A decision about the greatest theme, in the steering room."""
    page = loop.steering
    loop.opens(page, "/steering/")
    loop.looks(page)
    loop.opens(page, "/steering/decisions/new/")
    loop.looks(page)
    page.locator("main [name=title]").fill("Et oplæg om moms hvert forår")
    page.locator("main [name=reason]").fill("Mange er i tvivl om det samme.")
    theme = loop.network.themes.filter(closed_at=None, inputs__text__contains="moms").distinct().first()
    assert theme is not None
    page.locator(f"input[name=themes][value='{theme.pk}']").check()
    loop.press(page, "Keep the decision")
    assert Decision.objects.latest("pk").title == "Et oplæg om moms hvert forår"


def every_input_gets_its_outcome(loop: Loop, round: InputRound) -> None:
    """One press for a whole theme; what is left is answered one by one."""
    page = loop.steering
    for theme in loop.network.themes.filter(closed_at=None, inputs__round=round).distinct():
        loop.opens(page, f"/voice/themes/{theme.pk}/")
        loop.looks(page)
        loop.gives(page.locator("#outcome"), "taken_up")
    loop.opens(page, "/voice/waiting/")
    loop.looks(page)
    for row in Input.objects.filter(round=round, outcome="", erased_at=None):
        loop.opens(page, f"/voice/inputs/{row.pk}/")
        loop.looks(page)
        loop.gives(page.locator("main"), "noted")
    assert not Input.objects.filter(round=round, outcome="", erased_at=None).exists()


def it_is_concluded(loop: Loop, round: InputRound) -> None:
    """Two sentences, approved by the office and by the steering group."""
    page = loop.steering
    where = f"/voice/rounds/{round.pk}/conclusions/"
    for text in ("Vi holder et oplæg om moms hvert forår.", "Møderne begynder kl. 16.30 til foråret."):
        loop.opens(page, where)
        page.locator("#add textarea").fill(text)
        loop.goes_on(page.locator("#add form button").last)
    loop.looks(page)
    for each in (page, loop.office):
        for _conclusion in range(2):
            loop.opens(each, where)
            loop.goes_on(each.get_by_role("button", name=re.compile("^Godkend")).first)
    assert all(row.is_approved for row in Conclusion.objects.filter(round=round))
    loop.opens(page, where)
    loop.press(page, "Conclude the round")
    round.refresh_from_db()
    assert round.state == "concluded"


def authors_are_told(loop: Loop) -> None:
    """The mail to all who said something is there by itself, and leaves when the coordinator says so."""
    loop.opens(loop.office, "/voice/told/")
    loop.looks(loop.office)
    assert loop.waits("voice.told")
    assert loop.approve("voice.told") > BY_MAIL


# --- the season -------------------------------------------------------------------------------------------------------


def a_season_is_planned_and_shown(loop: Loop) -> Consultation:
    """From wishes to a plan, and from the plan to a draft that members are shown."""
    page = loop.office
    loop.opens(page, "/planner/new/")
    loop.looks(page)
    loop.goes_on(
        page.locator("main #preview button.button--primary, main form[method=post] button.button--primary").last
    )
    wait_for(lambda: SeasonDraft.objects.latest("pk").ended_at is not None, loop.work, within=240)
    draft = SeasonDraft.objects.latest("pk")
    assert draft.state == "ready", (draft.state, draft.why)
    choose = page.locator(f"form[action$='/plans/{draft.pk}/choose/'] button").first
    choose.wait_for()  # the page that waited shows the plan by itself
    loop.looks(page)
    loop.goes_on(choose)
    loop.goes_on(page.locator(f"form[action$='/plans/{draft.pk}/show/'] button").first)
    consultation = Consultation.objects.latest("pk")
    loop.opens(page, f"/consultations/{consultation.pk}/edit/")
    loop.looks(page)
    loop.press(page, "Show it to the members", within="#show, main section[aria-labelledby=show]")
    consultation.refresh_from_db()
    assert consultation.state == "open"
    assert loop.approve("voice.consultation") > MEMBERS * 0.9
    return consultation


def comments_come_from_home(loop: Loop, draft: Consultation) -> None:
    """With one tap and in words, named and not, by the link in the mail."""
    point = draft.points.order_by("position")[0]
    mine = [mail for mail in loop.mails("voice.consultation") if "/consultations/link/" in mail.text][-20:]
    for number, mail in enumerate(mine):
        visitor = Visitor(loop.site, "")
        path = mail.link(f"{HOME}/consultations/link/").partition(loop.site.url)[2]
        assert visitor.ask("GET", path)[0] == 200
        status, _page = visitor.post(path, point=point.pk, stance="for" if number % 4 else "against")
        assert status in {200, 302}
        if number % 5 == 0:
            who = "anonymous" if number % 10 else "staff"
            status, _page = visitor.post(
                path, point=point.pk, text=f"God idé, men hvad med parkering? ({number})", who=who
            )
            assert status in {200, 302}
    phone = loop.window("/")
    phone.set_viewport_size(axe.PHONE)  # type: ignore[arg-type]
    phone.goto(mine[0].link(f"{HOME}/consultations/link/"))
    loop.looks(phone)
    assert point.support.count() == 20
    assert draft.comments.count() == 4


def comments_come_in_the_hall(loop: Loop, draft: Consultation) -> None:
    """The draft on the screen, one tap on each phone, a comment, and two on paper."""
    now = timezone.now()
    meeting = meetings.add_meeting(
        loop.network,
        starts_at=now + timedelta(minutes=1),
        at=now,
        format=loop.network.formats.first(),
        title="Hvad synes I?",
    )
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.PUBLISHED)
    loop.opens(loop.office, f"/meetings/{meeting.pk}/evening/")
    loop.press(loop.office, "Open the evening")
    windows.following(loop.office)
    evening = Evening.objects.get(meeting=meeting)
    screen = windows.screen(loop.new_context(), loop.site, evening.code)
    phones = [PlainPhone.joined(loop.site, evening.code, name=f"Kai Holm {n}") for n in range(IN_THE_HALL)]
    loop.office.locator("#draft-title").scroll_into_view_if_needed()
    loop.office.get_by_role("button", name=draft.title).click()
    first = draft.points.order_by("position")[0]
    expect(screen.locator("main")).to_contain_text(first.title)
    for phone in phones:
        phone.say("draft_stance", point=first.pk, stance="for")
    phones[0].say("draft_comment", point=first.pk, text="I salen: husk kaffe.", who="staff")
    loop.office.locator("#draft-count").click()
    expect(screen.locator(".draft-counts")).to_contain_text(str(IN_THE_HALL))
    axe.check(screen)
    loop.looks(loop.office)
    loop.opens(loop.steering, f"/consultations/{draft.pk}/paper/")
    loop.looks(loop.steering)
    assert draft.comments.filter(input__source=Source.HALL).count() == 1


def it_is_adopted(loop: Loop, draft: Consultation) -> None:
    """Every point with comments is answered; then it is adopted, and the meetings are laid."""
    page = loop.office
    for point in draft.points.filter(inputs__isnull=False).distinct():
        loop.opens(page, f"/consultations/{draft.pk}/answers/")
        loop.looks(page)
        section = page.locator(f"#point-{point.pk}")
        section.locator("textarea").fill("Tak. Der er plads bag biblioteket.")
        loop.goes_on(section.get_by_role("button").last)
    loop.opens(page, f"/consultations/{draft.pk}/adopt/")
    loop.looks(page)
    for field in page.locator("form textarea, form input[type=text]").all():
        if not field.input_value():
            field.fill("Medlemmerne har set den og sagt god for den.")
    loop.press(page, "Adopt it")
    draft.refresh_from_db()
    assert draft.state == "adopted"
    assert draft.season is not None
    assert draft.season.meetings.count() == draft.points.filter(starts_at__isnull=False, taken_out_at=None).count()
    for row in Input.objects.filter(comment__consultation=draft, outcome=""):
        loop.opens(loop.steering, f"/voice/inputs/{row.pk}/")
        loop.gives(loop.steering.locator("main"), "taken_up")
    tell_the_rest(loop)


def tell_the_rest(loop: Loop) -> None:
    """Those whose comments belong to no round are told with a press, not before the month is over."""
    loop.opens(loop.office, "/voice/told/")
    ready = loop.office.locator("form[action$='/told/tell/']", has=loop.office.locator("input[name=round][value='']"))
    loop.goes_on(ready.get_by_role("button"))
    assert loop.approve("voice.told") > 0


def members_read_what_came_of_it(loop: Loop) -> None:
    """The decision stands on the public page, and all members get it by mail."""
    decision = Decision.objects.get(title="Et oplæg om moms hvert forår")
    page = loop.office
    loop.opens(page, "/you-said/choose/")
    loop.looks(page)
    loop.goes_on(page.locator(f"#choice-{decision.pk} form button").last)
    assert loop.approve("voice.you_said") > MEMBERS * 0.9
    reader = loop.window(f"{HOME}/you-said/")
    loop.looks(reader)
    expect(reader.locator("main")).to_contain_text(decision.title)


def nothing_was_left_out(loop: Loop, round: InputRound, draft: Consultation) -> None:
    """Every input has an outcome; each known author has it in exactly one mail; an unnamed one reads it by the receipt."""
    rows = list(Input.objects.filter(round=round) | Input.objects.filter(comment__consultation=draft))
    assert len(rows) > BY_MAIL + BY_LINK + UNNAMED
    assert [row.pk for row in rows if not row.outcome] == []
    known = [row for row in rows if row.person_id]
    assert [row.pk for row in known if row.told_in is None and row.told_in_person_at is None] == []
    arrived = Counter(str(mail.headers["Message-ID"]) for mail in loop.mails("voice.told"))
    assert set(arrived.values()) == {1}
    by_mail = [row for row in known if row.told_in is not None]
    assert {row.told_in.message_id for row in by_mail if row.told_in} <= set(arrived)
    texts = {str(mail.headers["Message-ID"]): " ".join(mail.text.split()) for mail in loop.mails("voice.told")}
    for row in by_mail:
        assert row.told_in is not None
        assert row.told_in.user_id == row.person.user_id  # type: ignore[union-attr]
        carrying = [key for key, text in texts.items() if " ".join(row.text.split()) in text]
        assert carrying == [row.told_in.message_id], row.text
    for row in [row for row in rows if row.receipt][:3]:
        status, page = Visitor(loop.site, "").ask("GET", f"/r/{row.receipt}/")
        assert status == 200
        assert row.outcome_words[:20] in page
    print(
        f"\n{len(rows)} inputs, {len(by_mail)} told in {len(arrived)} mails, {len(loop.seen)} kinds of pages looked at"
    )
