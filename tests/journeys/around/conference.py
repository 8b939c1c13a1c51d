"""A conference from the call to a promise that is kept: called by the municipality, held by the network, written down at a table."""

import re
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from mikrovirk.cooperation.models import Commitment, Conference
from tests.journeys.cast import Cast, Player
from tests.journeys.world import Someone

CODE = "0390"
TITLE, QUESTION = "Plads til de små", "Hvor skal de små virksomheder være?"
WISH, NOTE, OWNER = "Hvor finder man et lager?", "Spejderne rydder loftet på havnen", "formand@spejderne.example"


def hold(cast: Cast) -> None:
    """Called, held and followed up, within a few days."""
    office, coordinator = cast.role("Municipality"), cast.role("Coordinator")
    call(office)
    cast.world.work()
    say_yes(cast, coordinator)
    conference = Conference.objects.select_related("meeting").get(title=TITLE)
    wish(cast, office, conference)
    link = set_a_table(office)
    assert conference.meeting is not None
    cast.world.at(conference.meeting.starts_at + timedelta(hours=2))
    write_at_the_table(cast, link)
    cast.world.at(conference.meeting.ends_at + timedelta(hours=1))
    promise(office, conference)
    approve(coordinator)
    cast.world.work()
    keep_it(cast)
    follow_up(office, conference)


def call(office: Player) -> None:
    """From the menu to a call that everybody reads, and the question to the network."""
    office.opens("/start/")
    office.choose_in_menu("What goes on")
    office.press("Conferences", within=office.page.locator("body"), exact=True)
    office.reads("What was promised", "Overdue")
    office.looks()
    office.press("Call a conference")
    office.looks()
    office.types("Title", TITLE)
    office.types("The question of the day", QUESTION)
    office.types(re.compile("^Dagen\\b"), (timezone.localdate() + timedelta(days=2)).isoformat())
    office.press("Keep the draft")
    office.looks()
    office.press("Call the conference")
    office.picks("Which network?", "MikroVirk")
    office.press("Ask the network")
    office.looks()


def say_yes(cast: Cast, coordinator: Player) -> None:
    """From the mail to a meeting in the network's plan that people can sign up for."""
    coordinator.opens(cast.world.last(coordinator.user.email, TITLE).link("/conferences/"))
    coordinator.looks()
    coordinator.press("Yes, we hold it")
    coordinator.reads(TITLE)
    coordinator.press("Publish the meeting")


def wish(cast: Cast, office: Player, conference: Conference) -> None:
    """Somebody on the way sends a wish; the office lets it through."""
    somebody = Someone(cast.world, cast.browser, phone=True)
    somebody.opens(reverse("cooperation:conference", args=[conference.pk]))
    somebody.looks()
    somebody.types("Your question or wish", WISH)
    somebody.press("Send the wish")
    somebody.reads("Thank you. Your wish is with those who hold the conference.")
    office.opens(reverse("cooperation:conference_keep", args=[CODE, conference.pk]))
    office.press("Questions and wishes")
    office.looks()
    office.press("Let it through")
    somebody.opens(reverse("cooperation:conference", args=[conference.pk]))
    somebody.reads(WISH)
    somebody.leaves()


def set_a_table(office: Player) -> str:
    """A table with its question; return its link."""
    office.press(re.compile(TITLE))
    office.press("Table discussions")
    office.types("What the tables talk about", "Hvor er der plads?")
    office.press("Set the tables")
    office.looks()
    office.press(re.compile("Hvor er der plads"))
    office.looks()
    return office.page.get_by_label(re.compile("Bordets link")).input_value()


def write_at_the_table(cast: Cast, link: str) -> None:
    """Whoever holds the pen, on a phone."""
    pen = Someone(cast.world, cast.browser, phone=True)
    pen.opens(re.sub(r"^https?://[^/]+", "", link))
    pen.looks()
    pen.page.get_by_text(re.compile("Hvad nogen vil gøre")).first.click()
    pen.types("Note", NOTE)
    pen.press("Write it down")
    pen.reads(NOTE)
    pen.leaves()


def promise(office: Player, conference: Conference) -> None:
    """The note becomes a promise with an owner and a day."""
    office.opens(reverse("cooperation:conference_keep", args=[CODE, conference.pk]))
    office.reads("Held")
    office.press("Conclusions and promises")
    office.types("Conclusion", "Der er plads nok, når vi rydder op.")
    office.press("Write the conclusion down")
    office.looks()
    office.press("Make it a promise")
    office.looks()
    office.picks("Who does it", "Somebody else")
    office.types("Their name", "Spejderne")
    office.types("Their e-mail", OWNER)
    office.types("Until", (timezone.localdate() + timedelta(days=30)).isoformat())
    office.press("Write it down")
    office.reads("Waits for a yes")
    office.looks()


def approve(coordinator: Player) -> None:
    """The mail with the link leaves when the coordinator of the network says so."""
    coordinator.opens("/networks/mikrovirk/mails/")
    coordinator.press(f"Lover du det her efter “{TITLE}”?")
    coordinator.press(re.compile("^Send"))


def keep_it(cast: Cast) -> None:
    """Its owner says yes from the mail, and later that it is done; without an account."""
    owner = Someone(cast.world, cast.browser, phone=True)
    link = cast.world.last(OWNER, TITLE).link("/conferences/promise/")
    owner.opens(link)
    owner.looks()
    owner.press("Yes, it is promised")
    owner.reads("How is it going?")
    owner.types("In a few words", "Loftet er ryddet, og nøglen hænger på kontoret.")
    owner.press("It is done")
    owner.reads("Thank you, it is done")
    owner.looks()
    owner.leaves()
    assert Commitment.objects.get(owner_email=OWNER).state == Commitment.State.KEPT


def follow_up(office: Player, conference: Conference) -> None:
    office.opens(reverse("cooperation:conference_keep", args=[CODE, conference.pk]))
    office.press("It is followed up")
    office.reads("Followed up", "All that was promised is settled.")
    office.press("As everybody sees it")
    office.reads("Kept", "Loftet er ryddet, og nøglen hænger på kontoret.")
    office.looks()
