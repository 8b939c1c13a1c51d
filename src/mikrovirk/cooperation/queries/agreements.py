"""Reads: the agreement of a municipality, its versions, and what somebody may do with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from mikrovirk.accounts.models import User
from mikrovirk.cooperation.domain.roles import Content, Faults, digest_of, faults_of, from_values
from mikrovirk.cooperation.models import Agreement, Party, SignOff, Version
from mikrovirk.networks.models import Network, Organisation, Role
from mikrovirk.networks.queries import OFFICERS, keeping_of, roles_now
from mikrovirk.register.domain.municipalities import named


def agreement_of(code: str) -> Agreement | None:
    """The agreement of that municipality; None where nobody has begun one."""
    return Agreement.objects.filter(areas__municipality_code=code).select_related("network").first()


def codes_of(agreement: Agreement) -> tuple[str, ...]:
    return tuple(agreement.areas.order_by("municipality_code").values_list("municipality_code", flat=True))


def place_of(codes: Sequence[str]) -> str:
    """ "Guldborgsund + Vordingborg"."""
    return " + ".join(sorted(named(code) for code in codes))


def in_force(code: str) -> Version | None:
    """The version that holds in that municipality today."""
    return Version.objects.filter(agreement__areas__municipality_code=code, state=Version.State.FORCE).first()


def version_in(agreement: Agreement, state: str) -> Version | None:
    return agreement.versions.filter(state=state).first()


def content_of(version: Version) -> Content:
    """What it says, word for word."""
    return from_values(version.content)


def parties_of(agreement: Agreement) -> QuerySet[Party]:
    """Those who take part today."""
    return agreement.parties.filter(removed_at=None).select_related("organisation", "network")


def before(version: Version) -> Version | None:
    """The version that held before it, or waited before it."""
    return version.agreement.versions.filter(number__lt=version.number).exclude(state=Version.State.WITHDRAWN).first()


def is_whole(version: Version) -> bool:
    """Whether it still says what it said when it was put out."""
    return digest_of(content_of(version), version.review_date) == version.digest


# --- who may do what -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Standing:
    """What somebody may do with an agreement: `edits` its draft, and speak and sign for `parties`."""

    edits: bool = False
    parties: tuple[Party, ...] = ()

    def __bool__(self) -> bool:
        return self.edits or bool(self.parties)

    def speaks_for(self, party: int) -> bool:
        return any(each.pk == party for each in self.parties)


def standing_of(user: User | AnonymousUser, agreement: Agreement) -> Standing:
    """Who keeps one of its municipalities edits it; a party speaks through its officers or its coordinators. At most four queries."""
    if not user.is_authenticated:
        return Standing()
    keeping = keeping_of(user)
    edits = any(code in keeping for code in codes_of(agreement))
    return Standing(edits, tuple(parties_of(agreement).filter(spoken_for_by(user)).distinct()))


def spoken_for_by(user: User) -> Q:
    """The parties `user` speaks for: an organisation's officers do; a network's coordinators, not their substitutes."""
    held = roles_now().filter(user=user)
    officers = held.filter(name__in=OFFICERS, organisation__isnull=False)
    coordinators = held.filter(name=Role.Name.COORDINATOR, network__isnull=False)
    return Q(organisation__in=officers.values("organisation")) | Q(network__in=coordinators.values("network"))


def people_of(party: Party) -> list[User]:
    """Who can sign for it with an account of their own."""
    if party.organisation_id:
        roles = roles_now().filter(organisation=party.organisation_id, name__in=OFFICERS)
    elif party.network_id:
        roles = roles_now().filter(network=party.network_id, name=Role.Name.COORDINATOR)
    else:
        return []
    return list(User.objects.filter(pk__in=roles.values("user"), is_active=True).order_by("pk"))


def may_begin(user: User | AnonymousUser, code: str) -> bool:
    return code in keeping_of(user)


def could_join(agreement: Agreement) -> tuple[QuerySet[Organisation], QuerySet[Network]]:
    """The organisations and networks that are not parties yet: of its municipalities first, then the others by name."""
    parties = agreement.parties.all()
    return (
        Organisation.objects.exclude(parties__in=parties).order_by("name"),
        Network.objects.exclude(parties__in=parties).filter(is_open=True),
    )


# --- what waits ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Signing:
    """How far a version is: each party with what it said, None where it has not answered."""

    version: Version
    said: tuple[tuple[Party, SignOff | None], ...]

    @property
    def missing(self) -> list[Party]:
        return [party for party, answer in self.said if answer is None]

    @property
    def signed(self) -> list[Party]:
        return [party for party, answer in self.said if answer and answer.said == SignOff.Said.SIGNED]

    @property
    def declined(self) -> list[tuple[Party, SignOff]]:
        return [(party, answer) for party, answer in self.said if answer and answer.said == SignOff.Said.DECLINED]

    @property
    def can_hold_without(self) -> bool:
        """All have answered, and enough signed for it to be an agreement."""
        return not self.missing and len(self.signed) > 1


def signing_of(version: Version) -> Signing:
    """Two queries."""
    keys = [party.key for party in content_of(version).parties]
    parties = {party.pk: party for party in Party.objects.filter(pk__in=keys).select_related("organisation", "network")}
    answers = {answer.party_id: answer for answer in version.sign_offs.all()}
    return Signing(version, tuple((parties[key], answers.get(key)) for key in keys if key in parties))


def faults_in(version: Version) -> Faults:
    return faults_of(content_of(version).tasks)


def is_overdue(version: Version, today: date) -> bool:
    return version.state == Version.State.FORCE and version.review_date < today


def differs(content: Content, version: Version) -> bool:
    """Whether a draft says anything else than `version`: other words, parts or parties, or another order."""
    return content != content_of(version)
