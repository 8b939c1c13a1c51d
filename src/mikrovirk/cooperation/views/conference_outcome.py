"""What a conference came to: conclusions and commitments, for those who hold it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.cooperation.forms.commitments import CommitmentForm, ConclusionForm, MoveForm, WordForm
from mikrovirk.cooperation.models import Commitment, Conclusion, Conference, TableNote
from mikrovirk.cooperation.queries import commitments as queries
from mikrovirk.cooperation.queries import tables
from mikrovirk.cooperation.services import commitments as services
from mikrovirk.cooperation.views.conference_rows import Area, held_here, row_of

State = Commitment.State


@require_safe
def outcome(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    """Conclusions, and who does what until when."""
    place, shown = held_here(request, code, pk)
    return render(request, "cooperation/conferences/outcome.html", page_of(place, shown, ConclusionForm()))


def page_of(place: Area, shown: Conference, form: ConclusionForm) -> dict[str, Any]:
    rows = queries.rows_of(queries.with_words(shown.commitments.all()), today=timezone.localdate())
    conclusions = shown.conclusions.all()
    return {
        "place": place,
        "conference": shown,
        "form": form,
        "conclusions": [each for each in conclusions if each.removed_at is None],
        "removed": [each for each in conclusions if each.removed_at],
        "rows": rows,
        "counts": queries.counted(rows),
        "gathered": tables.by_kind(tables.tables_of(shown)),
    }


@require_POST
def conclusion_new(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    place, shown = held_here(request, code, pk)
    form = ConclusionForm(request.POST)
    if not form.is_valid():
        return render(request, "cooperation/conferences/outcome.html", page_of(place, shown, form))
    services.conclude(shown, text=form.cleaned_data["text"])
    messages.success(request, _("Written down."))
    return redirect("cooperation:conference_outcome", code, pk)


@require_http_methods(["GET", "HEAD", "POST"])
def conclusion(request: MemberRequest, code: str, pk: int, conclusion_pk: int) -> HttpResponse:
    """Change a conclusion; take it out or put it back."""
    place, shown = held_here(request, code, pk)
    found: Conclusion = row_of(shown.conclusions.all(), conclusion_pk)
    if "remove" in request.POST:
        services.remove_conclusion(found, at=None if found.removed_at else timezone.now())
        return redirect("cooperation:conference_outcome", code, pk)
    form = ConclusionForm(request.POST if request.method == "POST" else None, initial={"text": found.text})
    if form.is_valid():
        services.change_conclusion(found, text=form.cleaned_data["text"])
        messages.success(request, _("Changed."))
        return redirect("cooperation:conference_outcome", code, pk)
    context = {"place": place, "conference": shown, "conclusion": found, "form": form}
    return render(request, "cooperation/conferences/conclusion.html", context)


# --- commitments -----------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def promise_new(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    """Write down what somebody is to do; begun from a table's note or a conclusion with ?note= or ?conclusion=."""
    place, shown = held_here(request, code, pk)
    form = CommitmentForm(
        request.POST if request.method == "POST" else None,
        conference=shown,
        today=timezone.localdate(),
        initial=begun_from(request, shown),
    )
    if form.is_valid():
        made = services.ask_for(shown, by=request.user, at=timezone.now(), **form.said())
        if queries.address_of(made) and shown.network_id:
            messages.success(request, _("Written down. The mail with the link waits among the network's drafts."))
        else:
            messages.success(request, _("Written down. Hand on the link below: nobody's address is known."))
        return redirect("cooperation:conference_promise", code, pk, made.pk)
    context = {"place": place, "conference": shown, "form": form, "commitment": None}
    return render(request, "cooperation/conferences/promise_edit.html", context)


def begun_from(request: MemberRequest, shown: Conference) -> dict[str, Any]:
    note, conclusion = request.GET.get("note", ""), request.GET.get("conclusion", "")
    if note.isdecimal() and note.isascii():
        said = TableNote.objects.filter(table__conference=shown, removed_at=None, pk=int(note)).first()
        return {"text": said.text[:300]} if said else {}
    return {"conclusion": conclusion} if conclusion.isdecimal() and conclusion.isascii() else {}


def promise_here(request: MemberRequest, code: str, pk: int, promise_pk: int) -> tuple[Area, Commitment]:
    place, shown = held_here(request, code, pk)
    found: Commitment = row_of(queries.with_words(shown.commitments.all()), promise_pk)
    return place, found


@require_safe
def promise(request: MemberRequest, code: str, pk: int, promise_pk: int) -> HttpResponse:
    """One commitment: where it stands, its owner's link, every word on it, and what can be done."""
    place, found = promise_here(request, code, pk, promise_pk)
    return render(request, "cooperation/conferences/promise.html", promise_page(place, found))


def promise_page(place: Area, found: Commitment, **forms: Any) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "place": place,
        "conference": found.conference,
        "row": queries.rows_of([found], today=today)[0],
        "commitment": found,
        "words": list(found.follow_ups.all()),
        "link": services.link_of(found),
        "address": queries.address_of(found),
        "form": forms.get("form") or WordForm(auto_id="word-%s"),
        "move": forms.get("move") or MoveForm(today=today, auto_id="move-%s"),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def promise_edit(request: MemberRequest, code: str, pk: int, promise_pk: int) -> HttpResponse:
    """Change what was asked for, before its owner has said yes."""
    place, found = promise_here(request, code, pk, promise_pk)
    form = CommitmentForm(
        request.POST if request.method == "POST" else None,
        conference=found.conference,
        today=timezone.localdate(),
        commitment=found,
    )
    if form.is_valid():
        try:
            services.change(found, at=timezone.now(), **form.said())
        except services.AlreadySettled:
            messages.warning(request, _("It has been answered, so the words stay as they were."))
        else:
            messages.success(request, _("Changed."))
        return redirect("cooperation:conference_promise", code, pk, promise_pk)
    context = {"place": place, "conference": found.conference, "form": form, "commitment": found}
    return render(request, "cooperation/conferences/promise_edit.html", context)


@require_POST
def promise_step(request: MemberRequest, code: str, pk: int, promise_pk: int) -> HttpResponse:
    """What the owner said by another way: yes, no, done, given up, another day, a word."""
    place, found = promise_here(request, code, pk, promise_pk)
    act, now = request.POST.get("act", ""), timezone.now()
    if act == "move":
        form: WordForm | MoveForm = MoveForm(request.POST, today=timezone.localdate(), auto_id="move-%s")
    else:
        form = WordForm(request.POST, must=act in ("no", "drop", "word"), auto_id="word-%s")
    if not form.is_valid():
        page = promise_page(place, found, **{"move" if act == "move" else "form": form})
        return render(request, "cooperation/conferences/promise.html", page)
    try:
        if act == "move":
            services.move(found, **form.cleaned_data, by=request.user, at=now)
        else:
            take(found, act, form.cleaned_data["text"], by=request.user, at=now)
    except services.AlreadySettled:
        messages.warning(request, _("Somebody else was quicker: see where it stands."))
    else:
        messages.success(request, _("Noted."))
    return redirect("cooperation:conference_promise", code, pk, promise_pk)


def take(found: Commitment, act: str, text: str, **who: Any) -> None:
    """Do what was pressed. Raise AlreadySettled, and Http404 for what no button says."""
    if act == "yes":
        services.promise(found, **who)
    elif act == "no":
        services.decline(found, why=text, **who)
    elif act == "word":
        services.say_how_it_goes(found, text=text, **who)
    elif act == "done":
        services.keep(found, text=text, **who)
    elif act == "drop":
        services.give_up(found, why=text, **who)
    elif act == "again":
        services.take_up_again(found, **who)
    else:
        raise Http404
