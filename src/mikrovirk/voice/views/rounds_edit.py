"""A round is prepared: its words, its questions, whom it asks. Works without scripts: every button posts the whole page."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.voice.forms.rounds import USUALLY_OPEN_FOR, QuestionForms, RoundForm
from mikrovirk.voice.models import InputRound, RoundQuestion
from mikrovirk.voice.queries import rounds as queries
from mikrovirk.voice.services import round_words
from mikrovirk.voice.services import rounds as services
from mikrovirk.voice.views.rounds_where import network_of, round_of

WORDS = ("subject", "body")


def new(request: MemberRequest, network_slug: str) -> HttpResponse:
    """A new round; words and questions to begin with stand there."""
    network = network_of(request, network_slug, needs=Permission.SEND_MAIL)
    return preparing(request, network, None)


def edit(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """A round that is not sent yet."""
    network = network_of(request, network_slug, needs=Permission.SEND_MAIL)
    found = round_of(network, pk)
    if found.state != InputRound.State.DRAFT:
        messages.info(request, _("This round has been sent. Copy it to ask again."))
        return redirect("voice:round", network_slug, pk)
    return preparing(request, network, found)


def preparing(request: MemberRequest, network: Network, found: InputRound | None) -> HttpResponse:
    now = timezone.now()
    reach = {audience: queries.reach_of(network, audience, now=now) for audience in InputRound.Audience.values}
    options: dict[str, Any] = {"network": network, "reach": reach, "now": now}
    if request.method != "POST":
        form, questions = (
            RoundForm(initial=first_words(request, network, found, now), **options),
            first_questions(found),
        )
        return edit_page(request, network, found, form, questions)
    do = request.POST.get("do", "save")
    questions = QuestionForms.posted(request.POST, do=do)
    if not do.startswith("save"):
        typed, kept = typed_words(request, network, do)
        return edit_page(request, network, found, RoundForm(initial=typed, **options), questions, kept)
    form = RoundForm(request.POST, **options)
    is_asked = questions.is_valid()
    if form.is_valid() and is_asked:
        return save(request, network, found, form, questions, do)
    if not is_asked:
        form.add_error(
            None, _("Look at the questions below.") if questions.forms else _("Write at least one question.")
        )
    return edit_page(request, network, found, form, questions, words_kept(request))


def save(
    request: MemberRequest,
    network: Network,
    found: InputRound | None,
    form: RoundForm,
    questions: QuestionForms,
    do: str,
) -> HttpResponse:
    try:
        kept = services.keep_round(
            network, form.words(questions.words), by=request.user, at=timezone.now(), round=found
        )
    except services.RoundIsSent:
        messages.error(request, _("This round has been sent in the meantime. Copy it to ask again."))
        return redirect("voice:rounds", network.slug)
    if do == "save":
        messages.success(request, _("Saved. Nothing is sent yet."))
        return redirect("voice:rounds", network.slug)
    return redirect("voice:round_preview", network.slug, kept.pk)


def first_words(request: MemberRequest, network: Network, found: InputRound | None, now: datetime) -> dict[str, Any]:
    """What stands in the fields to begin with."""
    if found is not None:
        names = ("title", "audience", "sender", "tone", *WORDS)
        return {name: getattr(found, name) for name in names} | {
            "deadline": timezone.localtime(found.deadline_at).date()
        }
    tone = InputRound.Tone.WARM
    subject, body = round_words.drafted(tone, network)
    return {
        "audience": InputRound.Audience.MEMBERS,
        "sender": request.user.pk,
        "tone": tone,
        "subject": subject,
        "body": body,
        "deadline": timezone.localtime(now + USUALLY_OPEN_FOR).date(),
    }


def first_questions(found: InputRound | None) -> QuestionForms:
    if found is not None:
        rows = found.questions.all()
        return QuestionForms([{"kind": q.kind, "text": q.text, "choices": "\n".join(q.choices)} for q in rows])
    kind = RoundQuestion.Kind.TEXT
    return QuestionForms([{"kind": kind, "text": str(text), "choices": ""} for text in round_words.FIRST_QUESTIONS])


def typed_words(request: MemberRequest, network: Network, do: str) -> tuple[dict[str, Any], dict[str, str]]:
    """What stands in the fields after what the button does, and the own words that gave way to a draft."""
    typed: dict[str, Any] = {name: request.POST.get(name, "") for name in RoundForm.base_fields}
    kept = words_kept(request)
    if do == "draft" and typed["tone"] in InputRound.Tone.values:
        own = {name: typed[name] for name in WORDS}
        if not is_a_draft(own, network):
            kept = own
        typed["subject"], typed["body"] = round_words.drafted(typed["tone"], network)
    elif do == "restore" and kept:
        typed |= kept
        kept = {}
    return typed, kept


def words_kept(request: MemberRequest) -> dict[str, str]:
    """The own words that a draft took the place of, to be put back."""
    kept = {name: request.POST.get(f"kept_{name}", "") for name in WORDS}
    return kept if any(kept.values()) else {}


def is_a_draft(words: dict[str, str], network: Network) -> bool:
    """Whether these are nobody's own words yet."""
    body = words["body"].replace("\r\n", "\n").strip()
    drafts = {round_words.drafted(tone, network)[1].strip() for tone in InputRound.Tone.values}
    return not body or body in drafts


def edit_page(
    request: MemberRequest,
    network: Network,
    found: InputRound | None,
    form: RoundForm,
    questions: QuestionForms,
    kept: dict[str, str] | None = None,
) -> HttpResponse:
    context = {"network": network, "round": found, "form": form, "questions": questions, "kept": kept or {}}
    return render(request, "voice/round_edit.html", context)
