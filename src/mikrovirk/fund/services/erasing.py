"""Writes: somebody is taken out of the funds. Cases and money that were decided stay, without their name.

A municipality must be able to show what was applied for, decided and paid for five years (bogføringsloven § 12, arkivloven),
so what was sent is kept; who it was is not, but in the letter of a decision, which is kept as it was sent.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from mikrovirk.accounts.models import User
from mikrovirk.fund.models import (
    Application,
    Assignment,
    CaseMessage,
    Claim,
    CoApplicant,
    Fund,
    Idea,
    Report,
    SentVersion,
    Voter,
)
from mikrovirk.fund.services import applications, ideas

State = Application.State


@transaction.atomic
def erase(user: User, *, at: datetime) -> None:
    """Take a person out: drafts and ideas nobody else took up are gone, what was sent is taken back or nobody's."""
    erase_ideas(user)
    erase_applications(user, at=at)
    erase_from_others(user)
    CaseMessage.objects.filter(by=user).update(by=None)
    Assignment.objects.filter(assessor=user, handed_in_at=None).delete()  # given points stay, as nobody's
    Claim.objects.filter(sent_by=user).update(account="")
    Report.objects.filter(application__applicant__user=user, sent_at=None).update(happened="", came_of_it="")
    Fund.objects.filter(contact_email__iexact=user.email).update(contact_name="", contact_email="", contact_phone="")
    Voter.objects.filter(people__user=user, cvr="").update(name="")


def erase_ideas(user: User) -> None:
    """Ideas that others support, join or apply with stay as nobody's, without pictures; the others are gone."""
    for idea in Idea.objects.filter(waits_for=user):
        ideas.remove(idea)
    for idea in Idea.objects.filter(author__user=user):
        is_others = (
            idea.merged_into_id is not None
            or idea.merged.exists()
            or idea.support.exclude(person__user=user).exists()
            or idea.applications.exclude(state=State.DRAFT).exists()
        )
        if not is_others:
            ideas.remove(idea)
            continue
        for picture in idea.pictures.all():
            ideas.remove_picture(picture)
        Idea.objects.filter(pk=idea.pk).update(author=None)


def erase_applications(user: User, *, at: datetime) -> None:
    """Drafts are gone, what waits for a decision is taken back, and the rest is nobody's."""
    for application in Application.objects.filter(applicant__user=user):
        if application.state in (State.DRAFT, State.SENT):
            applications.withdraw(application, by=user, at=at)
    Application.objects.filter(applicant__user=user).update(applicant=None, typed={}, typed_at=None)


def erase_from_others(user: User) -> None:
    """Where others named them as a co-applicant the name and address are gone, also from what was sent."""
    for row in CoApplicant.objects.filter(Q(user=user) | Q(email__iexact=user.email)):
        for version in row.application.versions.all():
            forget_in(version, row.email)  # they may have had another address then
        Application.objects.filter(pk=row.application_id).update(typed={}, typed_at=None)
        row.name, row.email, row.user = "", f"erased-{row.pk}@invalid", None
        row.save(update_fields=["name", "email", "user"])


def forget_in(version: SentVersion, email: str) -> None:
    together = [
        each if each["email"].lower() != email.lower() else {**each, "name": "", "email": ""}
        for each in version.content.get("together", [])
    ]
    SentVersion.objects.filter(pk=version.pk).update(content={**version.content, "together": together})
