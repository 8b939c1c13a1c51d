"""The mails about a vote: that one may vote, and that a vote lies in the box. Never what it says."""

from datetime import datetime

from django.db import transaction

from mikrovirk.accounts.models import User
from mikrovirk.common import dates
from mikrovirk.fund.models import Vote, Voter
from mikrovirk.fund.queries import votes as queries
from mikrovirk.fund.services.application_mails import absolute
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.models import Mailing


def words_about(vote: Vote) -> dict[str, object]:
    """What both mails say of the vote."""
    call = vote.call
    return {
        "fund": call.fund.name,
        "call": call.title,
        "closes": mailing.in_each_language(lambda: dates.moment(vote.closes_at)),
        "url": absolute("fund:vote", call.fund.slug, vote.pk),
        "contact": call.fund.contact_email or call.fund.contact_name or call.fund.name,
    }


def send_receipt(voter: Voter, user: User, *, at: datetime) -> None:
    """A receipt to whoever cast the vote; once for each vote."""
    context = {**words_about(voter.vote), "voter": voter.name}
    mailing.send_service(
        kind="fund.vote_receipt", occasion=f"vote:{voter.vote_id}:{voter.pk}", user=user, at=at, context=context
    )


@transaction.atomic
def invite(vote: Vote, *, by: User, at: datetime) -> Mailing:
    """Write to everybody who may use a vote that is not used yet; nobody gets it twice. The press is the approval."""
    people = [mailing.Recipient(person.user) for person in queries.people_written_to(vote)]
    made = mailing.draft(
        kind="fund.vote_invitation",
        occasion=f"vote:{vote.pk}",
        recipients=people,
        at=at,
        due_at=at,
        expires_at=vote.closes_at,
        context=words_about(vote),
    )
    mailing.approve(made, by=by, at=at)
    return made
