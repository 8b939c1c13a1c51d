"""The member's own page of a turn in the seat: what the room gave, to take home, and what came of it."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mikrovirk.accounts import links
from mikrovirk.accounts.http import MemberRequest
from mikrovirk.common import dates
from mikrovirk.live.forms_seat import CameForm, StoryForm
from mikrovirk.live.models import SeatTaken, Story
from mikrovirk.live.queries import seat as queries
from mikrovirk.live.queries import seat_stories
from mikrovirk.live.services import seat_story as services
from mikrovirk.ui.paper_page import as_pdf

LINK_LASTS = timedelta(days=180)  # the questions come after 14 and 60 days


@require_safe
def my_seat(request: MemberRequest, pk: int) -> HttpResponse:
    """For whoever is signed in: to their own page."""
    taken = get_object_or_404(seat_stories.turns_had_by(request.user), pk=pk)
    return redirect("live:seat", links.sign("seat", taken.pk, request.user.pk))


def turn_of_link(request: HttpRequest, token: str) -> SeatTaken | None:
    """The turn behind a link, in the language of who had it; None for a broken or old link, or another's turn."""
    try:
        pk, user_pk = links.read("seat", token, max_age=LINK_LASTS)
    except (links.LinkInvalid, ValueError):
        return None
    rows = SeatTaken.objects.filter(pk=int(pk), application__person__user=int(user_pk))
    rows = rows.filter(application__person__user__is_active=True)
    related = ("application__person__user", "application__meeting", "evening__meeting__network", "story")
    taken = rows.select_related(*related).first()
    if taken and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        language = taken.application.person.user.language
        translation.activate(language)
        request.LANGUAGE_CODE = language
    return taken


def link_broken(request: HttpRequest) -> HttpResponse:
    return render(request, "live/seat_link_broken.html", status=404)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def seat(request: HttpRequest, token: str) -> HttpResponse:
    """What the room gave, and what came of it; what stays in the room stands in the PDF alone."""
    taken = turn_of_link(request, token)
    if taken is None:
        return link_broken(request)
    form = CameForm(request.POST) if request.method == "POST" else CameForm.of(taken)
    if request.method == "POST" and form.is_valid():
        services.answer(taken, **form.cleaned_data, at=timezone.now())
        messages.success(request, _("Thank you for telling. You can change it here."))
        return redirect("live:seat", token)
    return render(request, "live/seat.html", page_of(taken, token) | {"form": form}, status=422 if form.errors else 200)


def page_of(taken: SeatTaken, token: str) -> dict[str, object]:
    now, meeting = timezone.now(), taken.evening.meeting
    gift = queries.gift_of(taken, with_sealed=False)
    until = queries.closes_at(taken.evening)
    is_closed = now >= until
    stays = taken.application.stays_in_the_room
    return {
        "taken": taken,
        "token": token,
        "network": meeting.network,
        "meeting": meeting,
        "day": dates.day(meeting.starts_at),
        "told": taken.application.told_at(now, until=until),
        "gift": gift,
        "stays": stays,
        "is_closed": is_closed,
        "has_locked": bool(gift.locked_count) and not is_closed,
        "until": dates.moment(until),
        "may_take_home": not is_closed or (not stays and gift.count > 0),
        "story": told_story(taken),
        "has_begun": now >= meeting.starts_at,
    }


def told_story(taken: SeatTaken) -> Story | None:
    found: Story | None = getattr(taken, "story", None)
    return found


@login_not_required
@never_cache
@require_POST
def seat_pdf(request: HttpRequest, token: str) -> HttpResponse:
    """All of it on paper, with what stays in the room as long as its time is not over.

    By POST: programs that open every link in a mail must not carry away what stays in the room.
    """
    taken = turn_of_link(request, token)
    if taken is None:
        return link_broken(request)
    facts = page_of(taken, token)
    if not facts["may_take_home"]:
        messages.info(request, _("The 24 hours are over: nobody can read it any more."))
        return redirect("live:seat", token)
    gift = queries.gift_of(taken, with_sealed=not facts["is_closed"])
    return as_pdf(request, "live/paper_seat.html", {**facts, "gift": gift}, name=f"fra-salen-{taken.pk}.pdf")


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def story(request: HttpRequest, token: str) -> HttpResponse:
    """Tell what came of it as a story, change it, or take it back."""
    taken = turn_of_link(request, token)
    if taken is None:
        return link_broken(request)
    told, now = told_story(taken), timezone.now()
    if "withdraw" in request.POST:
        services.withdraw(taken, at=now)
        messages.success(request, _("The story is taken back and stands nowhere any more."))
        return redirect("live:seat_story", token)
    form = StoryForm(request.POST) if request.method == "POST" else StoryForm.of(taken, told)
    if request.method == "POST" and form.is_valid():
        services.tell(taken, title=form.cleaned_data["title"], text=form.cleaned_data["text"], at=now)
        messages.success(request, _("Thank you. The coordinator reads it first; then it stands among the stories."))
        return redirect("live:seat_story", token)
    context = page_of(taken, token) | {"form": form, "story": told}
    return render(request, "live/seat_story.html", context, status=422 if form.errors else 200)
