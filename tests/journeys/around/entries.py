"""A network's owner updates its entry from the mail; the register's list, map and matrix say what came of it."""

import re

from django.utils import timezone

from mikrovirk.landscape.models import Entry
from tests.journeys.cast import Cast, Player
from tests.journeys.world import Someone

NAME, OWNER = "Startklar i Præstø", "mie@startklar-praestoe.example"
WRITTEN, WRITTEN_OWNER = "Skrivestuen i Borre", "vita@skrivestuen.example"


def keep(cast: Cast) -> None:
    """From the coordinator's plan to the mail, and from the mail to the page that everybody sees."""
    coordinator = cast.role("Coordinator")
    find_the_register(coordinator)
    write_something_in(coordinator)
    cast.world.work()
    approve(coordinator)
    cast.world.work()
    change_from_the_mail(cast)
    say_yes_from_the_mail(cast)
    see_what_came_of_it(coordinator)


def find_the_register(coordinator: Player) -> None:
    coordinator.opens("/networks/mikrovirk/plan/")
    coordinator.press("Networks and offers")
    coordinator.looks()
    coordinator.reads(NAME, "Not confirmed yet", "Not confirmed for seven months")
    coordinator.press("On a map")
    coordinator.looks()
    coordinator.press("Who is served")
    coordinator.looks()
    coordinator.reads("What overlaps", "Selvstændige på Møn")


def write_something_in(coordinator: Player) -> None:
    """A place the register does not know yet."""
    coordinator.press("As a list")
    coordinator.press("Keep the register")
    coordinator.looks()
    coordinator.press("Write something in")
    coordinator.looks()
    coordinator.types("Name", WRITTEN)
    coordinator.picks("What is it?", "Co-working place")
    coordinator.types("Postcode", "4791")
    coordinator.types("Who looks after the entry", "Vita Holm")
    coordinator.types("Their e-mail", WRITTEN_OWNER)
    coordinator.press("Save")
    coordinator.reads(WRITTEN, "The owner's own link")
    coordinator.looks()


def approve(coordinator: Player) -> None:
    """The mails to the owners wait in one draft; they leave when the coordinator has seen it and says so."""
    coordinator.opens("/networks/mikrovirk/mails/")
    coordinator.press("Is this still right?")
    coordinator.looks()
    coordinator.press(re.compile("^Send til 3"))


def change_from_the_mail(cast: Cast) -> None:
    """The owner opens the link on a phone, changes what is wrong, and thinks again about one thing."""
    owner = Someone(cast.world, cast.browser, phone=True)
    owner.opens(cast.world.last(OWNER, "Passer det stadig").link("/around/link/"))
    owner.looks()
    owner.press("Change it")
    owner.looks()
    owner.types("How often", "Den anden tirsdag i måneden")
    owner.types("Price", "50 kr. til kaffe")
    owner.press("Save")
    owner.reads("Saved, thank you. This is how it reads now.", "50 kr. til kaffe")
    owner.press("Change it")
    owner.types("Price", "Gratis")
    owner.press("Save")
    owner.press("Undo my latest change")
    owner.reads("50 kr. til kaffe")
    owner.leaves()


def say_yes_from_the_mail(cast: Cast) -> None:
    """Another says yes with one press."""
    owner = Someone(cast.world, cast.browser, phone=True)
    owner.opens(cast.world.last(WRITTEN_OWNER, "Passer det stadig").link("/around/link/"))
    assert Entry.objects.get(name=WRITTEN).confirmed_at is None
    owner.press("Yes, it is right")
    owner.reads("Thank you. We ask again in half a year.")
    assert Entry.objects.get(name=WRITTEN).confirmed_at is not None
    owner.leaves()


def see_what_came_of_it(coordinator: Player) -> None:
    coordinator.opens("/around/")
    coordinator.press(NAME)
    coordinator.looks()
    coordinator.reads("Den anden tirsdag i måneden", "50 kr. til kaffe")
    entry = Entry.objects.get(name=NAME)
    assert entry.confirmed_at is not None
    assert timezone.localdate(entry.confirmed_at) == timezone.localdate()
    coordinator.press("Change")
    coordinator.reads("Its owner")
