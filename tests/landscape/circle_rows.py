"""Two networks in the circle, and something of everything that one of them can share."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.landscape.models import Borrowed, CircleAnswer, CircleQuestion, Shared
from mikrovirk.landscape.queries.circle import Choice, could_share
from mikrovirk.landscape.services.circle import share
from mikrovirk.mailing.models import Mailing
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Material, Meeting, MeetingPartner, Talk
from tests import factories

NOW = factories.NOW


@dataclass
class Circle:
    """Who gives and who takes."""

    giver: Network
    taker: Network
    gerda: User
    tage: User

    def choice(self, kind: str) -> Choice:
        return next(choice for choice in could_share(self.giver) if choice.kind == kind)

    def shares(self, kind: str) -> Shared:
        choice = self.choice(kind)
        return share(self.giver, choice, by=self.gerda, at=NOW, note="Virker altid.", speaker_agreed=True)


def circle() -> Circle:
    giver, taker = factories.network("giver"), factories.network("tager")
    made = Circle(
        giver,
        taker,
        factories.coordinator(giver, email="gerda@giver.example"),
        factories.coordinator(taker, email="tage@tager.example"),
    )
    factories.format_1_0(giver)
    factories.venue(giver, name="Laden", town="Stege", capacity=40)
    speaker = factories.user("Tove Tal", email="tove@tal.example")
    talk = Talk.objects.create(
        network=giver,
        title="Moms uden mavepine",
        lines="Tre greb.",
        speaker=speaker,
        speaker_name="Tove Tal",
        speaker_from="Tal & Co.",
        state=Talk.State.ACCEPTED,
    )
    Material.objects.create(talk=talk, kind=Material.Kind.CHECKLIST, title="Momsfrister", text="1. marts")
    Mailing.objects.create(
        network=giver,
        kind="programme.invitation",
        occasion="meeting:1",
        subject="Kom og mød os",
        body="Hej {first_name}\n\nKom!",
        due_at=NOW + timedelta(days=1),
    )
    return made


def pages_of(place: Network, coordinator: User, meeting: Meeting) -> dict[str, dict[str, int | str]]:
    """The keys in the addresses of the circle and of joint meetings, for pages of `place`."""
    other = factories.network()
    theirs = Shared.objects.create(
        network=other, kind="format", format=factories.format_2_0(other), title="2.0", shared_at=NOW
    )
    own = Shared.objects.create(
        network=place, kind="venue", venue=factories.venue(place), title="Biblioteket", shared_at=NOW
    )
    taken = Borrowed.objects.create(
        network=place, source=other, source_name=other.name, kind="mail", title="Kom", body="Kom!", at=NOW
    )
    question = CircleQuestion.objects.create(
        network=place, subject="Kaffe", text="Hvem brygger?", asked_by=coordinator, asked_at=NOW, latest_at=NOW
    )
    answer = CircleAnswer.objects.create(question=question, network=place, text="Vi gør.", at=NOW)
    asked = MeetingPartner.objects.create(meeting=meeting, network=other, asked_at=NOW)
    abroad = factories.meeting(other, starts_at=timezone.now() + timedelta(days=20))
    joint = MeetingPartner.objects.create(
        meeting=abroad, network=place, state="accepted", asked_at=NOW, answered_at=NOW
    )
    of_question = dict.fromkeys(["circle_question", "circle_settle", "circle_remove"], question.pk)
    of_borrowed = dict.fromkeys(["circle_give_back", "circle_use", "circle_thanks"], taken.pk)
    of_shared = dict.fromkeys(["circle_shared", "circle_borrow"], theirs.pk)
    of_own = dict.fromkeys(["circle_revoke", "circle_again"], own.pk)
    keys: dict[str, dict[str, int | str]] = {
        f"landscape:{page}": {"pk": pk} for page, pk in {**of_question, **of_borrowed, **of_shared, **of_own}.items()
    }
    keys["landscape:circle_unsay"] = {"pk": question.pk, "answer_pk": answer.pk}
    keys["programme:together_end"] = {"pk": meeting.pk, "partner_pk": asked.pk}
    keys["programme:joint"] = keys["programme:joint_leave"] = {"pk": joint.pk}
    return keys
