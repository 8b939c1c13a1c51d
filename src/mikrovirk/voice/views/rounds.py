"""The rounds of a network: the list, one as it goes, and what is done with it."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.directory.domain.phones import displayed_phone
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.models import Mailing
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import may
from mikrovirk.ui.charts import Bar, bars
from mikrovirk.voice import mails_rounds as mails
from mikrovirk.voice.domain.rounds import Reminder, reminder_of
from mikrovirk.voice.forms.rounds import ExtendForm
from mikrovirk.voice.models import InputRound, RoundQuestion
from mikrovirk.voice.queries import rounds as queries
from mikrovirk.voice.services import rounds as services
from mikrovirk.voice.views.rounds_where import network_of, round_of

PAGE = 30
WHY_NOT = {
    "questions": gettext_lazy("Write at least one question first."),
    "deadline": gettext_lazy("The deadline is over. Choose a later day first."),
    "nobody": gettext_lazy("Nobody would be asked. Choose another audience first."),
}


@require_safe
def rounds(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Every round with its state, how many have answered, and until when."""
    network = network_of(request, network_slug, needs=Permission.SEE_STEERING)
    page = Paginator(queries.rounds_of(network), PAGE).get_page(request.GET.get("page"))
    context = {
        "network": network,
        "page": page,
        "may_send": may(request.user, Permission.SEND_MAIL, network),
        "now": timezone.now(),
    }
    return render(request, "voice/rounds.html", context)


@require_safe
def round(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """One round: who has answered and how, and what can be done now."""
    network = network_of(request, network_slug, needs=Permission.SEE_STEERING)
    found, now = round_of(network, pk), timezone.now()
    may_send = may(request.user, Permission.SEND_MAIL, network)
    if found.state == InputRound.State.DRAFT and may_send:
        return redirect("voice:round_preview", network_slug, pk)
    return render(request, "voice/round.html", round_page(request, found, now=now, may_send=may_send))


def round_page(request: MemberRequest, found: InputRound, *, now: datetime, may_send: bool) -> dict[str, object]:
    network = found.network
    questions = list(found.questions.all())
    ask, again = mailing_shown(found, mails.ASK.key), mailing_shown(found, mails.ASK_AGAIN.key)
    figures = queries.figures_of(found)
    return {
        "network": network,
        "round": found,
        "questions": questions,
        "figures": figures,
        "ways": ways(figures),
        "charts": charts(questions),
        "ask": ask,
        "again": again,
        "reminder": reminder_to_come(found),
        "unsure": list(queries.unsure_replies(network, found)) if may_send else [],
        "extend_form": ExtendForm(now=now, initial={"until": timezone.localtime(found.deadline_at).date()}),
        "may_send": may_send,
        "may_steer": may(request.user, Permission.STEER, network),
        "can_take_back": can_take_back(found, ask),
        "now": now,
    }


def mailing_shown(found: InputRound, kind: str) -> Mailing | None:
    """The last mailing of the round, unless it was taken back."""
    return queries.mailings_of(found, kind).exclude(why="taken back").first()


def can_take_back(found: InputRound, ask: Mailing | None) -> bool:
    """Whether nobody has got the mail yet, and nobody has answered."""
    nobody_has_it = ask is None or not ask.left_count  # type: ignore[attr-defined]  # annotated
    return found.state == InputRound.State.OPEN and nobody_has_it and not found.answered_count  # type: ignore[attr-defined]


def reminder_to_come(found: InputRound) -> Reminder | None:
    """When the one reminder comes; None where it was drafted, or will not come."""
    if found.state != InputRound.State.OPEN or found.reminded_at or found.opened_at is None:
        return None
    return reminder_of(found.opened_at, found.deadline_at)


def ways(figures: queries.Figures) -> list[Bar]:
    """How the answers came, as bars."""
    counts = [
        (_("On the page"), figures.by_page),
        (_("By answering the mail"), figures.by_mail),
        (_("Without a name"), figures.anonymous),
        (_("On paper or told to somebody"), figures.by_hand),
    ]
    return bars([(label, count) for label, count in counts if count])


def charts(questions: Sequence[RoundQuestion]) -> list[tuple[RoundQuestion, list[Bar]]]:
    """The questions with given answers, and how often each answer was chosen."""
    answers, by_key = queries.answers_to(questions), {question.pk: question for question in questions}
    return [(by_key[pk], bars(rows)) for pk, rows in answers.items() if any(count for _answer, count in rows)]


# --- before it leaves ------------------------------------------------------------------------------------------------


@require_safe
def preview(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """The mail exactly as one of those who are asked gets it (?n: another of them), and the button that sends it."""
    network = network_of(request, network_slug, needs=Permission.SEND_MAIL)
    found, now = round_of(network, pk), timezone.now()
    if found.state != InputRound.State.DRAFT:
        return redirect("voice:round", network_slug, pk)
    reach = queries.reach_of(network, found.audience, now=now)
    number = int(request.GET["n"]) if request.GET.get("n", "").isdecimal() else 0
    reader = queries.reader_of(network, found.audience, number=number, reach=reach, now=now)
    context = {
        "network": network,
        "round": found,
        "reach": reach,
        "reader": reader,
        "next_number": number + 1,
        "preview": services.preview_to(found, reader) if reader else None,
        "question_count": found.questions.count(),
        "is_over": found.deadline_at <= now,
    }
    return render(request, "voice/round_preview.html", context)


@require_POST
def send(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """The coordinator's yes: everybody is put on the list, and the mail goes after the usual moment to undo it."""
    network = network_of(request, network_slug, needs=Permission.SEND_MAIL)
    found, now = round_of(network, pk), timezone.now()
    try:
        drafted = services.open_round(found, at=now)
    except services.RoundIsSent:
        messages.info(request, _("This round has been sent already."))
    except services.CannotOpen as error:
        messages.error(request, str(WHY_NOT[error.why]))
        return redirect("voice:round_preview", network_slug, pk)
    else:
        mailing.approve(drafted, by=request.user, at=now)
        messages.success(request, _("The mail leaves in a moment. Until then you can take it back below."))
    return redirect("voice:round", network_slug, pk)


@require_POST
def take_back(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Prepare it again, as nobody has it yet."""
    network = network_of(request, network_slug, needs=Permission.SEND_MAIL)
    try:
        services.take_back(round_of(network, pk), by=request.user, at=timezone.now())
    except services.CannotTakeBack:
        messages.error(request, _("It was too late: somebody has got the mail. You can close the round instead."))
        return redirect("voice:round", network_slug, pk)
    messages.success(request, _("Taken back. Nobody has got the mail, and you can change everything."))
    return redirect("voice:round_preview", network_slug, pk)


@require_POST
def remove(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Throw away a round that was never sent."""
    network = network_of(request, network_slug, needs=Permission.SEND_MAIL)
    try:
        services.remove_round(round_of(network, pk))
    except services.RoundIsSent:
        messages.error(request, _("People have been asked, so the round stays. You can close it."))
        return redirect("voice:round", network_slug, pk)
    messages.success(request, _("The round is thrown away. Nobody was asked."))
    return redirect("voice:rounds", network_slug)


@require_POST
def copy(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """The same once more, to be changed."""
    network = network_of(request, network_slug, needs=Permission.SEND_MAIL)
    made = services.copy_round(round_of(network, pk), by=request.user, at=timezone.now())
    messages.success(request, _("Copied. Change what you like; nothing is sent yet."))
    return redirect("voice:round_edit", network_slug, made.pk)


# --- while it is open ------------------------------------------------------------------------------------------------


@require_POST
def close(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Take no more answers."""
    network = network_of(request, network_slug, needs=Permission.SEND_MAIL)
    if services.close(round_of(network, pk), at=timezone.now()):
        messages.success(request, _("The round is closed. You can open it again with a later deadline."))
    return redirect("voice:round", network_slug, pk)


@require_POST
def extend(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Give more time, or open it again."""
    network = network_of(request, network_slug, needs=Permission.SEND_MAIL)
    found, now = round_of(network, pk), timezone.now()
    form = ExtendForm(request.POST, now=now)
    if found.state == InputRound.State.DRAFT:
        return redirect("voice:round_edit", network_slug, pk)
    if not form.is_valid():
        page = round_page(request, found, now=now, may_send=True) | {"extend_form": form}
        return render(request, "voice/round.html", page)
    try:
        services.extend(found, until=form.cleaned_data["until"], at=now)
    except services.RoundIsSent:
        messages.error(request, _("The round has its conclusions. Ask in a new one instead."))
    else:
        messages.success(request, _("The round is open until the new day. Mails that have not left say so too."))
    return redirect("voice:round", network_slug, pk)


@require_POST
def remind(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Draft the one reminder now, to be read and approved."""
    network = network_of(request, network_slug, needs=Permission.SEND_MAIL)
    drafted = services.remind(round_of(network, pk), at=timezone.now())
    if drafted is None:
        messages.info(request, _("The reminder has been made, or nobody is left to remind."))
        return redirect("voice:round", network_slug, pk)
    return redirect("mailing:mailing", network_slug, drafted.pk)


@require_safe
def missing(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Who has not answered: first those whom no mail reaches, with a phone number to call."""
    network = network_of(request, network_slug, needs=Permission.SEND_MAIL)
    found = round_of(network, pk)
    page = Paginator(queries.not_answered(found), PAGE).get_page(request.GET.get("page"))
    rows = [(ask, displayed_phone(ask.person.phone) if ask.person.phone else "") for ask in page]
    context = {"network": network, "round": found, "page": page, "rows": rows}
    return render(request, "voice/round_missing.html", context)
