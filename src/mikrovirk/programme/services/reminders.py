"""Writes: the reminder of the day before."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.common.days import start_of
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.networks.models import Network
from mikrovirk.programme import mails_attend as mails
from mikrovirk.programme.models import Meeting, SignUp
from mikrovirk.programme.queries import joint
from mikrovirk.programme.queries.meetings import occasion_of
from mikrovirk.programme.services import small_tasks
from mikrovirk.programme.services.sign_up_mails import answer_url, shared_words

SENT_AT = time(9)
LISTED_BEFORE = timedelta(days=1)  # so that the coordinator can see, and stop, what is going to leave


def reminder_occasion(meeting: Meeting) -> str:
    """What the reminder is about: the meeting on this day and hour. Moved, it is worth another reminder."""
    return f"{occasion_of(meeting)}:{timezone.localtime(meeting.starts_at):%Y-%m-%dT%H%M}"


def due_at(meeting: Meeting) -> datetime:
    """The morning of the day before, in Denmark."""
    day = timezone.localtime(meeting.starts_at).date() - timedelta(days=1)
    return datetime.combine(day, SENT_AT, timezone.get_default_timezone())


def last_midnight(meeting: Meeting) -> datetime:
    """When the day of the meeting begins: a reminder that says "tomorrow" is wrong from then on."""
    return start_of(timezone.localdate(meeting.starts_at))


def unreminded(meeting: Meeting) -> QuerySet[SignUp]:
    """Those who come and have no reminder yet; who signed up after it was due knows without one."""
    reminded = Message.objects.filter(
        user=OuterRef("person__user"), kind=mails.REMINDER.key, occasion=reminder_occasion(meeting)
    )
    coming = SignUp.objects.filter(meeting=meeting, state=SignUp.State.COMING, made_at__lt=due_at(meeting))
    return coming.filter(
        ~Exists(reminded),
        person__user__is_active=True,
        person__user__bounced_at__isnull=True,
    ).select_related("person__user")


def plan_reminders(meeting: Meeting, *, at: datetime) -> Mailing | None:
    """Put reminders for those who come into the outbox, for the morning of the day before; nobody gets two.

    None where there is nobody to remind, or it is too early or too late for it.
    """
    if not due_at(meeting) - LISTED_BEFORE <= at < last_midnight(meeting):
        return None
    shared = words_in_every_language(meeting)
    bring_up_to_date(meeting, shared, at=at)
    shares = joint.by_network(meeting, unreminded(meeting))
    planned = [draft_reminder(network, meeting, rows, shared, at=at) for network, rows in shares]
    return planned[0] if planned else None


def draft_reminder(
    network: Network, meeting: Meeting, rows: list[SignUp], shared: dict[str, dict[str, str]], *, at: datetime
) -> Mailing:
    """The reminder of one network that holds the meeting, to its own people."""
    users = [row.person.user for row in rows if row.person]
    able = small_tasks.who_could_lend_a_hand(meeting, users)
    recipients = [
        mailing.Recipient(user, links_of(meeting, user) | tasks_link(meeting, user, able=user.pk in able))
        for user in users
    ]
    return mailing.draft(
        kind=mails.REMINDER.key,
        occasion=reminder_occasion(meeting),
        recipients=recipients,
        at=at,
        due_at=max(at, due_at(meeting)),
        network=network,
        context=shared,
        expires_at=last_midnight(meeting),
        goes_by_itself=True,
    )


def links_of(meeting: Meeting, user: User) -> dict[str, str]:
    url = answer_url(meeting, user)
    return {"url": f"{url}?cancel"} | ({"sessions_url": f"{url}sessions/"} if meeting.session_count else {})


def tasks_link(meeting: Meeting, user: User, *, able: bool) -> dict[str, str]:
    """The way to the evening's small tasks, while some are free and the reader has none."""
    return {"tasks_url": small_tasks.tasks_url(meeting, user)} if able else {}


def words_in_every_language(meeting: Meeting) -> dict[str, dict[str, str]]:
    words = {language: shared_words(meeting, language) for language, _name in settings.LANGUAGES}
    return {key: {language: words[language][key] for language in words} for key in words["da"]}


def bring_up_to_date(meeting: Meeting, words: dict[str, dict[str, str]], *, at: datetime) -> None:
    """Give reminders that wait the venue of today, and stop those of an hour at which the meeting no longer is."""
    kind, occasion = mails.REMINDER.key, reminder_occasion(meeting)
    planning = Mailing.objects.filter(network__in=joint.ever_of(meeting), kind=kind)
    about = planning.filter(occasion__startswith=f"{occasion_of(meeting)}:")
    for planned in about.exclude(state=Mailing.State.STOPPED):
        if planned.occasion != occasion:
            mailing.withdraw(kind=kind, occasion=planned.occasion, at=at, why="superseded")
        elif planned.context != words:
            mailing.renew(planned, context=words, calendar="", expires_at=planned.expires_at)


def stop_reminder(meeting: Meeting, user: User, *, at: datetime) -> None:
    """Stop the reminder of somebody who has cancelled."""
    occasion = reminder_occasion(meeting)
    mailing.withdraw(kind=mails.REMINDER.key, occasion=occasion, at=at, why="cancelled", users=[user])


def meetings_to_remind_of(*, now: datetime) -> QuerySet[Meeting]:
    """Meetings of the next days."""
    soon = Meeting.objects.filter(
        state=Meeting.State.PUBLISHED, starts_at__gt=now, starts_at__lt=now + timedelta(days=4)
    )
    return soon.select_related("network", "venue", "format")
