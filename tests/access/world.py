"""A network that has lived through everything, another beside it, and somebody of every role: who might look where.

What belongs to the first network, its municipality and its fund are `theirs` for everybody from the second.
"""

from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import time_machine
from django.apps import apps
from django.db.models import Max
from django.test import Client, override_settings
from django.utils import timezone, translation

from mikrovirk.accounts.models import User
from mikrovirk.api.domain.scopes import Scope
from mikrovirk.api.services import make_token
from mikrovirk.cooperation.models import AgreementArea
from mikrovirk.directory.models import Business
from mikrovirk.fund.models import Application, Fund, FundRole
from mikrovirk.home import bringing
from mikrovirk.landscape.services import fetching
from mikrovirk.live.models import Apart, Card
from mikrovirk.live.services.room import open_evening
from mikrovirk.mailing import kinds
from mikrovirk.mailing.models import MailboxCopy, Mailing, Message
from mikrovirk.networks.models import Network, Role
from mikrovirk.overview.models import Goal, GoalActivity, GoalIndicator, KeptReport, ListedBusiness, Premises
from mikrovirk.overview.services import move_pages
from mikrovirk.programme.models import Meeting
from tests import factories
from tests.factories.fund import make_fund_role
from tests.fund import story as fund_story
from tests.journeys import every_mail, places
from tests.journeys.conftest import MONDAY
from tests.journeys.every_mail import Lively
from tests.journeys.world import World
from tests.networks.rows_of_a_network import EVENINGS, rows_of

HERE, ELSEWHERE = "0390", "0376"
OWNERS = 10


@dataclass(frozen=True)
class Region:
    """The two networks and who is who. `roles` in the order of the table's columns; without a user: not signed in."""

    lively: Lively
    elsewhere: Network
    roles: dict[str, User | None]
    theirs: dict[str, set[object]]  # by the model's label: what there was before anything of the network elsewhere

    @property
    def network(self) -> Network:
        return self.lively.network

    def client(self, role: str) -> Client:
        return signed_in(self.roles[role])

    def owners(self) -> list[Client]:
        """Those who have done what there is to be found: the network's first coordinator, and some of its members."""
        return [signed_in(self.lively.coordinator), *(signed_in(person.user) for person in self.lively.people[:OWNERS])]


def signed_in(user: User | None) -> Client:
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user)
    return client


@contextmanager
def region(folder: Path) -> Generator[Region, None, None]:
    """Make it, with its files in `folder`; whoever calls takes the rows back."""
    ours = {kind.key: kind for kind in kinds.all_kinds() if kind.key in every_mail.known()}
    settings = {"SMTP": {}, "EMAIL_BACKEND": "mikrovirk.mailing.backends.OutboxBackend", "MAIL_MONTHLY_LIMIT": 50}
    with ExitStack() as during:
        during.enter_context(mock.patch.object(kinds, "_kinds", ours))
        during.enter_context(mock.patch.object(fetching, "looked_up", return_value=[]))  # no calendar is asked for
        during.enter_context(override_settings(DATA=folder, MEDIA_ROOT=folder / "files", **settings))
        during.enter_context(translation.override("da"))
        clock = during.enter_context(time_machine.travel(MONDAY, tick=True))
        lively = every_mail.live_through(World("http://testserver", None, clock))  # type: ignore[arg-type]
        places.furnish(lively)
        Network.objects.filter(pk=lively.network.pk).update(municipality_code=HERE)
        lively.network.refresh_from_db()
        add_what_nobody_did(lively)
        theirs = {
            model._meta.label: set(model._base_manager.values_list("pk", flat=True)) for model in apps.get_models()
        }
        during.enter_context(time_machine.travel(timezone.now(), tick=False))  # no link runs out before its turn comes
        yield Region(lively, *somebody_of_every_role(lively), theirs)


def add_what_nobody_did(lively: Lively) -> None:
    """Rows of kinds that the network's four months have not left behind."""
    now, today, network = timezone.now(), timezone.localdate(), lively.network
    goal = Goal.objects.create(municipality=HERE, title="Flere små virksomheder")
    GoalIndicator.objects.create(
        goal=goal, key="by_hand", name="Huse", baseline=1, baseline_date=today, target=3, target_year=today.year + 2
    )
    GoalActivity.objects.create(goal=goal, title="Brev til alle nye")
    Premises.objects.create(municipality=HERE, place="Stege", kind="shop", name="Torvet 1", listed_date=today)
    KeptReport.objects.create(municipality=HERE, kind="memo", as_of_date=today, kept_at=now)
    ListedBusiness.objects.create(network=network, unit_id="10000002", chosen_at=now, changed_at=now)
    village = move_pages.write_page(HERE, slug="stege", place="Stege", text="Her er plads.", by=None, at=now)
    move_pages.publish(village, at=now)
    AgreementArea.objects.update(municipality_code=HERE)  # who does what, which the story tells of another municipality
    open_evening(Meeting.objects.get(network=network, title="I aften"), at=now)
    evening = lively.second.evening
    first, second = lively.second.sign_ups.order_by("pk")[:2]
    Card.objects.create(evening=evening, first=first, second=second, because_da="x", because_en="x", made_at=now)
    Apart.objects.create(person=lively.people[1], other=lively.people[2], at=now)
    make_token(lively.coordinator, name="Hjemmesiden", scopes=list(Scope), days=90, at=now)
    brought = {"content": EVENINGS.encode(), "file_name": "moder.csv", "by": lively.coordinator, "at": now}
    bringing.bring(network, bringing.SUBJECTS["meetings"], **brought)
    everything_of_one(lively)
    few_of_many_mails(network)


def everything_of_one(lively: Lively) -> None:
    """The applicant has what several had: the grants that are to be accepted, paid and reported, and a business in the directory."""
    applicant, now = lively.people[0], timezone.now()
    Application.objects.filter(applicant=lively.people[-1]).update(applicant=applicant)
    Business.objects.filter(memberships__person=applicant).update(listed_at=now)


def few_of_many_mails(network: Network) -> None:
    """Of each kind one mailing in each state with one message: their hundreds are alike."""
    kept = Message.objects.filter(mailing__network=network).values("kind", "state").annotate(pk=Max("pk"))
    Message.objects.exclude(pk__in=[row["pk"] for row in kept]).filter(mailing__network=network).delete()
    Mailing.objects.filter(network=network, messages=None).delete()
    MailboxCopy.objects.filter(pk__lt=MailboxCopy.objects.latest("pk").pk - 20).delete()


def somebody_of_every_role(lively: Lively) -> tuple[Network, dict[str, User | None]]:
    """The network elsewhere, and one new person for each role, who is nothing else."""
    network, fund = lively.network, Fund.objects.get(slug=fund_story.SLUG)
    stege = factories.network("stege", municipality_code=ELSEWHERE, host=factories.organisation("stege-erhverv"))
    of_stege = rows_of(stege)
    roles: dict[str, User | None] = {
        "anonymous": None,
        "link": None,
        "nobody": factories.user("Ingen Rolle"),
        "member elsewhere": factories.member(stege, "Medlem Andetsteds").user,
        "steering elsewhere": factories.role("steering", stege),
        "coordinator elsewhere": of_stege.coordinator,
        "officer elsewhere": officer(ELSEWHERE),
        "member": factories.member(network, "Medlem Her").user,
        "steering": factories.role("steering", network),
        "substitute": factories.role("substitute", network),
        "coordinator": factories.role("coordinator", network),
        "host": in_organisation(network),
        "officer": officer(HERE),
        "applicant": lively.people[0].user,
    }
    for name in FundRole.Name.values:
        clerk = factories.user()
        make_fund_role(fund, clerk, name)
        roles[name] = clerk
    return stege, {**roles, "administrator": factories.user(is_administrator=True)}


def in_organisation(network: Network) -> User:
    user = factories.user()
    Role.objects.create(user=user, name=Role.Name.HOST, organisation=network.host, since_date=factories.TODAY)
    return user


def officer(code: str) -> User:
    town = factories.organisation(f"kommune-{code}", kind="municipality", municipality_code=code)
    user = factories.user()
    Role.objects.create(user=user, name=Role.Name.MUNICIPALITY, organisation=town, since_date=factories.TODAY)
    return user
