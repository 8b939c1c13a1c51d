"""Writes: an idea is put in the box, supported, changed, taken off, merged and taken apart again, and helped on."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet

from mikrovirk.accounts.links import sign
from mikrovirk.accounts.models import User
from mikrovirk.common import dates
from mikrovirk.directory.models import Person
from mikrovirk.directory.services.import_undo import used_among
from mikrovirk.directory.services.people import add_guest
from mikrovirk.fund import mails_ideas as mails
from mikrovirk.fund.models import Application, Call, Fund, Idea, IdeaPicture, IdeaSupport
from mikrovirk.fund.queries.ideas import authors_of
from mikrovirk.fund.services import applications
from mikrovirk.fund.services.application_mails import absolute
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.models import Message
from mikrovirk.networks.models import Network

PICTURES_AT_MOST = 6
LINK_WORKS_FOR = timedelta(days=14)
MOST_A_DAY = 3  # mails that strangers can have sent to one address
SENTENCES = ("title", "what", "who_for", "needs")


class BoxClosed(Exception):
    """The fund takes no ideas now."""


class TooManyPictures(Exception):
    """The idea has as many pictures as are taken."""


class CannotMerge(ValueError):
    """An idea is merged neither with itself nor with one that is merged, hidden or another fund's.

    Nor is one that others were merged into: merge the other way round instead.
    """


class NotTheirs(Exception):
    """The idea has come too far to be changed by its author."""


@transaction.atomic
def put_in(
    fund: Fund,
    *,
    author: Person,
    at: datetime,
    network: Network | None = None,
    pictures: Iterable["ContentFile[bytes]"] = (),
    **sentences: str,
) -> Idea:
    """Put an idea in the box, where everybody sees it at once; raise BoxClosed, TooManyPictures."""
    refuse_if_closed(fund)
    idea = Idea.objects.create(fund=fund, author=author, network=network, made_at=at, **sentences)
    add_pictures(idea, pictures, at=at)
    return idea


@transaction.atomic
def put_in_as_guest(
    fund: Fund,
    *,
    name: str,
    email: str,
    at: datetime,
    pictures: Iterable["ContentFile[bytes]"] = (),
    **sentences: str,
) -> Idea | None:
    """Keep the idea of somebody who is not signed in until they open the link in the mail that is sent.

    None if that address has been sent enough today; the page answers alike.
    """
    refuse_if_closed(fund)
    email = email.strip().lower()
    user = User.objects.filter(email=email).first() or User.objects.create_user(email, full_name=name)
    if Idea.objects.filter(waits_for=user, made_at__gt=at - timedelta(days=1)).count() >= MOST_A_DAY:
        return None
    idea = Idea.objects.create(fund=fund, waits_for=user, waits_as=name, made_at=at, **sentences)
    add_pictures(idea, pictures, at=at)
    mailing.send_service(
        kind=mails.CONFIRM.key,
        occasion=f"idea:{idea.pk}",
        user=user,
        at=at,
        context={"fund": fund.name, "title": idea.title, "url": absolute("fund:idea_confirm", sign("idea", idea.pk))},
        expires_at=at + LINK_WORKS_FOR,
    )
    return idea


@transaction.atomic
def confirm(idea: Idea) -> Idea:
    """The link was opened and its button pressed: the idea is in the box with its author's name. Twice is once."""
    locked = Idea.objects.select_for_update(of=("self",)).select_related("waits_for").get(pk=idea.pk)
    if locked.waits_for is None:
        return locked
    locked.author = add_guest(name=locked.waits_as, email=locked.waits_for.email)
    locked.waits_for, locked.waits_as = None, ""
    locked.save(update_fields=["author", "waits_for", "waits_as"])
    return locked


def unconfirmed(before: datetime) -> QuerySet[Idea]:
    """Ideas whose link nobody opened."""
    return Idea.objects.filter(waits_for__isnull=False, made_at__lt=before)


def forget_unconfirmed(*, now: datetime) -> int:
    """Remove ideas whose link nobody opened, with addresses that stand in the system for nothing else; how many."""
    old = list(unconfirmed(now - LINK_WORKS_FOR))
    users = {idea.waits_for_id for idea in old}
    for idea in old:
        remove(idea)
    strangers = set(User.objects.filter(pk__in=users, person=None, last_login=None).values_list("pk", flat=True))
    User.objects.filter(pk__in=strangers - used_among(User, strangers, but_by=Message)).delete()
    return len(old)


@transaction.atomic
def change(idea: Idea, **sentences: str) -> None:
    """Its author writes it better; raise NotTheirs where an application is sent or it was merged."""
    refuse_if_come_far(idea)
    for name in SENTENCES:
        setattr(idea, name, sentences[name])
    idea.save(update_fields=SENTENCES)


def refuse_if_come_far(idea: Idea) -> None:
    if idea.merged_into_id or idea.applications.exclude(state=Application.State.DRAFT).exists():
        raise NotTheirs


# --- pictures --------------------------------------------------------------------------------------------------------


@transaction.atomic
def add_pictures(idea: Idea, pictures: Iterable["ContentFile[bytes]"], *, at: datetime) -> None:
    """Keep pictures that were written anew (common.pictures); raise TooManyPictures."""
    pictures = list(pictures)
    if len(pictures) + idea.pictures.count() > PICTURES_AT_MOST:
        raise TooManyPictures
    for picture in pictures:
        IdeaPicture.objects.create(idea=idea, image=picture, at=at)


def remove_picture(picture: IdeaPicture) -> None:
    """Take the picture away for good, with its file."""
    name, storage = picture.image.name, picture.image.storage
    picture.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name))


def remove(idea: Idea) -> None:
    """Take an idea away for good, with its pictures."""
    for picture in idea.pictures.all():
        remove_picture(picture)
    idea.delete()


# --- support ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def support(idea: Idea, person: Person, *, at: datetime, joins: bool = False) -> None:
    """A good idea; with `joins`, one they want to take part in. Twice is once, and joining stays joining."""
    row, _is_new = IdeaSupport.objects.get_or_create(idea=idea, person=person, defaults={"at": at, "joins": joins})
    if joins and not row.joins:
        row.joins = True
        row.save(update_fields=["joins"])


@transaction.atomic
def take_support_back(idea: Idea, person: Person, *, joins_only: bool = False) -> None:
    """Not that good after all, or (`joins_only`) only without them; also where it was given to a merged idea."""
    rows = IdeaSupport.objects.filter(idea__in=[idea.pk, *idea.merged.values_list("pk", flat=True)], person=person)
    if joins_only:
        rows.update(joins=False)
    else:
        rows.delete()


# --- those who look after the box ------------------------------------------------------------------------------------


@transaction.atomic
def merge(idea: Idea, into: Idea, *, at: datetime) -> None:
    """Make one of two ideas: authors and support are kept and counted with the other; raise CannotMerge."""
    rows = {row.pk: row for row in Idea.objects.select_for_update().filter(pk__in=[idea.pk, into.pk])}
    if len(rows) < 2 or idea.fund_id != into.fund_id:
        raise CannotMerge
    one, other = rows[idea.pk], rows[into.pk]
    if one.merged_into_id or other.merged_into_id or other.hidden_at or one.merged.exists():
        raise CannotMerge
    one.merged_into, one.merged_at = other, at
    one.save(update_fields=["merged_into", "merged_at"])
    tell([one.author], one, mails.MERGED.key, at=at, other=other.title, url=page_of(other))


@transaction.atomic
def take_apart(idea: Idea) -> None:
    """The two were not the same after all: everything is as it was before they were merged."""
    Idea.objects.filter(pk=idea.pk).update(merged_into=None, merged_at=None)


@transaction.atomic
def hide(idea: Idea, *, by: User, at: datetime, because: str = "") -> None:
    """Take the idea off the public list. Its author is told why, unless they did it themselves."""
    locked = Idea.objects.select_for_update(of=("self",)).select_related("fund", "author__user").get(pk=idea.pk)
    if locked.hidden_at:
        return
    locked.hidden_at, locked.hidden_by, locked.hidden_because = at, by, because
    locked.save(update_fields=["hidden_at", "hidden_by", "hidden_because"])
    if locked.author and locked.author.user_id != by.pk:
        contact = locked.fund.contact_email or locked.fund.contact_phone or locked.fund.name
        own = absolute("fund:mine")  # the idea's own page is there for them once they are signed in
        tell([locked.author], locked, mails.HIDDEN.key, at=at, because=because, contact=contact, url=own)


def show_again(idea: Idea) -> None:
    Idea.objects.filter(pk=idea.pk).update(hidden_at=None, hidden_by=None, hidden_because="")


@transaction.atomic
def answer(idea: Idea, word: str, *, at: datetime) -> None:
    """Say a word to the author, which everybody can read; they get it by mail."""
    Idea.objects.filter(pk=idea.pk).update(word=word, word_at=at if word else None)
    if word:
        tell(authors_of(idea), idea, mails.WORD.key, at=at, word=word)


@transaction.atomic
def help_on(idea: Idea, call: Call, *, by: User, at: datetime) -> Application:
    """Put up an application for the idea's author, filled in from the idea, and tell them.

    Raise applications.CallNotOpen, and NotTheirs where the idea has no author left.
    """
    if idea.author is None:
        raise NotTheirs
    made = applications.start(call, idea.author, idea, at=at, put_up_by=by)
    url = absolute("fund:application_edit", call.fund.slug, made.pk)
    deadline = mailing.in_each_language(lambda: dates.moment(call.deadline_at) if call.deadline_at else "")
    tell([idea.author], idea, mails.HELPED_ON.key, at=at, call=call.title, deadline=deadline, who=by.full_name, url=url)
    return made


def refuse_if_closed(fund: Fund) -> None:
    if not fund.idea_box_open or fund.closed_at:
        raise BoxClosed


def tell(people: Iterable[Person | None], idea: Idea, kind: str, *, at: datetime, **words: object) -> None:
    """A mail about an idea to those whose it is."""
    context = {"fund": idea.fund.name, "title": idea.title, "url": page_of(idea), **words}
    for person in people:
        if person is not None:
            mailing.send_service(
                kind=kind,
                occasion=f"idea:{idea.pk}:{int(at.timestamp())}",
                user=person.user,
                at=at,
                context=context,
            )


def page_of(idea: Idea) -> str:
    return absolute("fund:idea", idea.fund.slug, idea.pk)
