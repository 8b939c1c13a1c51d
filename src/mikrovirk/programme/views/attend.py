"""Signing up: a guest with name and address, a member from the link in a mail or signed in. Only POST changes anything."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mikrovirk.accounts import links
from mikrovirk.accounts.http import speak_to
from mikrovirk.accounts.limits import Limit
from mikrovirk.accounts.models import User
from mikrovirk.common import dates
from mikrovirk.directory.models import Person
from mikrovirk.networks import queries as network_queries
from mikrovirk.programme.forms.attending import BroughtForm, GuestForm
from mikrovirk.programme.models import Meeting, SignUp
from mikrovirk.programme.queries import attending, feeds, friends, one_meeting, public
from mikrovirk.programme.queries.friends import Invitation
from mikrovirk.programme.queries.meetings import capacity_of
from mikrovirk.programme.queries.one_meeting import MeetingFacts
from mikrovirk.programme.queries.tasks import has_tasks_for
from mikrovirk.programme.services import guests, sign_up_mails, small_tasks
from mikrovirk.programme.services import sign_ups as services
from mikrovirk.programme.views.public import facts_or_404, in_words, signed_in

RECEIPT_SHOWN_FOR = timedelta(hours=1)
SIGN_UPS = Limit("sign-ups", 300)  # in ten minutes: a full library behind one router is fine
TOO_MANY_REQUESTS = 429


# --- with name and address, or signed in -----------------------------------------------------------------------------


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest, network_slug: str, pk: int) -> HttpResponse:
    """The form for a guest; one button for whoever is signed in."""
    user = signed_in(request)
    if request.method == "POST":
        return sign_up_signed_in(request, user, network_slug, pk) if user else sign_up_guest(request, network_slug, pk)
    facts = facts_or_404(user, network_slug, pk)
    if user and attending.own_answer(user, facts.pk) in (SignUp.State.COMING, SignUp.State.WAITING):
        return redirect("programme:answer", links.sign("signup", facts.pk, user.pk))
    return sign_up_page(request, facts, user)


def led_by(request: HttpRequest, network_slug: str) -> Invitation | None:
    """The link that led somebody to the sign-up, where one did."""
    invitation = friends.invitation_of(request.GET["by"]) if "by" in request.GET else None
    return invitation if invitation and invitation.network.slug == network_slug else None


def sign_up_again(request: HttpRequest, network_slug: str, pk: int, form: GuestForm, status: int = 200) -> HttpResponse:
    """The sign-up page with what was typed and what is wrong with it."""
    return sign_up_page(request, facts_or_404(None, network_slug, pk), None, form, status)


def sign_up_page(
    request: HttpRequest, facts: MeetingFacts, user: User | None, form: GuestForm | None = None, status: int = 200
) -> HttpResponse:
    """The sign-up page; before anything is typed it needs no form, as it writes its two fields itself."""
    now = timezone.now()
    is_open = facts.state == Meeting.State.PUBLISHED and not facts.has_begun(now)
    by = led_by(request, facts.network_slug)
    context = {
        "facts": {**vars(facts), "url": facts.url, "is_cancelled": facts.is_cancelled, "is_draft": facts.is_draft},
        "network": facts.network,
        "form": form,
        "typed": form.typed if form else {},
        "problems": form.problems if form else {},
        "is_open": is_open,
        "is_over": facts.is_over(now),
        "signed_in_user": user,
        "inviter": by.inviter if by else None,
        **in_words(facts),
    }
    return render(request, "programme/sign_up.html", context, status=status)


def meeting_to_answer(network_slug: str, pk: int) -> Meeting:
    """The published or cancelled meeting with what a receipt says of it; raise Http404."""
    shown = Meeting.objects.filter(network__slug=network_slug, state__in=public.SHOWN)
    return get_object_or_404(shown.select_related("network", "venue", "format"), pk=pk)


def sign_up_guest(request: HttpRequest, network_slug: str, pk: int) -> HttpResponse:
    form = GuestForm(request.POST)
    if not form.is_valid():
        return sign_up_again(request, network_slug, pk, form)
    if is_too_many(request):
        form.add_error(
            None,
            _("Many have signed up from here just now. Wait a few minutes and press again: what you typed is kept."),
        )
        return sign_up_again(request, network_slug, pk, form, TOO_MANY_REQUESTS)
    meeting = meeting_to_answer(network_slug, pk)
    try:
        row = services.sign_up_guest(
            meeting,
            name=form.cleaned_data["name"],
            email=form.cleaned_data["email"],
            at=timezone.now(),
            by=led_by(request, network_slug),
        )
    except services.SignUpClosed:
        return sign_up_again(request, network_slug, pk, form)
    return redirect("programme:signed_up", network_slug, pk, links.sign("signed-up", row.pk))


def is_too_many(request: HttpRequest) -> bool:
    """Whether this internet address has signed up more people in ten minutes than anybody has round them."""
    return not SIGN_UPS.count(request, at_most=getattr(settings, "GUESTS_PER_ADDRESS", SIGN_UPS.at_most))


def sign_up_signed_in(request: HttpRequest, user: User, network_slug: str, pk: int) -> HttpResponse:
    meeting = meeting_to_answer(network_slug, pk)
    try:
        by = led_by(request, network_slug)
        services.sign_up(meeting, guests.person_of(user), at=timezone.now(), via="page", by=by)
    except services.SignUpClosed:
        messages.error(request, _("It is no longer possible to sign up for this meeting."))
        return redirect("programme:meeting", network_slug, pk)
    return redirect("programme:answer", links.sign("signup", meeting.pk, user.pk))


@login_not_required
@never_cache
@require_safe
def signed_up(request: HttpRequest, network_slug: str, pk: int, token: str) -> HttpResponse:
    """What a guest sees after the form. It says no more of the person than was typed: the rest is in the mail."""
    try:
        (sign_up_pk,) = links.read("signed-up", token, max_age=RECEIPT_SHOWN_FOR)
    except (links.LinkInvalid, ValueError):
        return redirect("programme:meeting", network_slug, pk)
    answer = one_meeting.answer_facts(sign_up_pk, meeting_pk=pk, network_slug=network_slug)
    if answer is None:
        raise Http404
    state, email, facts = answer
    context = {
        "facts": facts,
        "network": facts.network,
        "network_url": f"/networks/{network_slug}/",
        "state": state,
        "email": email,
        "number": number_in_line(network_slug, pk, sign_up_pk) if state == SignUp.State.WAITING else 0,
        "when": dates.span(facts.starts_at, facts.ends_at),
    }
    return render(request, "programme/signed_up.html", context)


def number_in_line(network_slug: str, pk: int, sign_up_pk: int | str) -> int:
    """Where a sign-up stands on the waiting list."""
    return services.number_of(SignUp(pk=sign_up_pk), meeting_to_answer(network_slug, pk))


# --- from the link in a mail -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Answering:
    """Who answers which meeting by a link, and what they have answered so far."""

    token: str
    meeting: Meeting
    user: User
    person: Person | None
    row: SignUp | None

    @property
    def state(self) -> str:
        return self.row.state if self.row else ""

    @property
    def holds(self) -> bool:
        """Whether they come or wait."""
        return self.state in (SignUp.State.COMING, SignUp.State.WAITING)


def answering(request: HttpRequest, token: str) -> Answering | None:
    """Who comes with this link; None where the link leads nowhere. The page speaks their language."""
    try:
        meeting_pk, user_pk = links.read("signup", token)
    except (links.LinkInvalid, ValueError):
        return None
    meetings = Meeting.objects.filter(state__in=public.SHOWN).select_related("network", "venue", "format")
    meeting = meetings.filter(pk=meeting_pk).first()
    user = User.objects.select_related("person").filter(pk=user_pk).first()
    if meeting is None or user is None:
        return None
    speak_to(request, user)
    row = SignUp.objects.filter(meeting=meeting, person__user=user).select_related("person__user").first()
    return Answering(token, meeting, user, getattr(user, "person", None), row)


def broken_link(request: HttpRequest) -> HttpResponse:
    """A link that was cut in two by a mail program, or leads to what is gone."""
    return render(request, "programme/link_broken.html", status=404)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind a mail's link: one large button, or what one has answered and what can be changed."""
    who = answering(request, token)
    if who is None:
        return broken_link(request)
    if request.method == "POST":
        listed = "seen" in request.POST if "asked" in request.POST else None
        try:
            services.sign_up(who.meeting, guests.person_of(who.user), at=timezone.now(), via="mail", is_listed=listed)
        except services.SignUpClosed:
            messages.error(request, _("It is no longer possible to sign up for this meeting."))
        return redirect("programme:answer", token)
    return answer_page(request, who, BroughtForm(auto_id="guest_%s"))


def answer_page(request: HttpRequest, who: Answering, form: BroughtForm) -> HttpResponse:
    meeting, row, now = who.meeting, who.row, timezone.now()
    parts = network_queries.parts_of(meeting.network)
    shows_others = "attendees" in parts and who.state == SignUp.State.COMING
    context: dict[str, Any] = {
        "who": who,
        "meeting": meeting,
        "network": meeting.network,
        "network_url": f"/networks/{meeting.network.slug}/",
        "own_url": f"/s/{who.token}/",
        "row": row,
        "form": form,
        "is_open": meeting.state == Meeting.State.PUBLISHED and now < meeting.starts_at,
        "is_over": now >= meeting.ends_at,
        "is_cancelled": meeting.state == Meeting.State.CANCELLED,
        "is_full": public.places_left(capacity_of(meeting), meeting.places_taken) == 0,
        "wants_to_cancel": "cancel" in request.GET,
        "may_be_seen": "attendees" in parts,
        "guests": list(attending.guests_of(row)) if row and who.holds else [],
        "others": attending.attendees_of(meeting, besides=row.pk) if row and shows_others else [],
        "line": waiting_line(row, meeting) if row else None,
        "join_url": asked_to_join(who),
        "tasks_url": tasks_address(who) if "tasks" in parts else "",
        "when": dates.span(meeting.starts_at, meeting.ends_at),
        "place": feeds.place_of(meeting.venue),
    }
    return render(request, "programme/answer.html", context)


def tasks_address(who: Answering) -> str:
    """Where a member who comes takes a small task; empty where there is none to take, or for a guest."""
    if who.row is None or who.row.as_guest or who.state != SignUp.State.COMING:
        return ""
    return small_tasks.tasks_url(who.meeting, who.user) if has_tasks_for(who.user, who.meeting) else ""


def waiting_line(row: SignUp, meeting: Meeting) -> Any:
    """Where somebody stands who waits; None for anybody else."""
    if row.state != SignUp.State.WAITING:
        return None
    seating, members = services.seating_of(meeting)
    return next((line for line in seating.waiting if row.pk in members[line.sign_up_id]), None)


def asked_to_join(who: Answering) -> str:
    """On the third visit a guest is asked to become a member: the address of the page where one does."""
    if who.row is None or not who.row.as_guest or who.person is None or who.state != SignUp.State.COMING:
        return ""
    visits = attending.visits_of(who.person, who.meeting.network_id)
    is_here_now = who.row.checked_in_at is not None
    return sign_up_mails.join_url(who.meeting.network) if visits + (not is_here_now) >= services.THIRD else ""


@login_not_required
@require_POST
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    """Cancel; the page then offers to come after all."""
    who = answering(request, token)
    if who is None:
        return broken_link(request)
    if who.row:
        try:
            services.cancel(who.row, at=timezone.now())
        except services.SignUpClosed:
            messages.error(request, _("The meeting has begun, so there is nothing to cancel any more."))
    return redirect("programme:answer", token)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest, token: str) -> HttpResponse:
    """Bring a guest."""
    who = answering(request, token)
    if who is None:
        return broken_link(request)
    if request.method != "POST" or who.row is None:
        return redirect("programme:answer", token)
    form = BroughtForm(request.POST, auto_id="guest_%s")
    if form.is_valid() and brought(request, who.row, form):
        return redirect("programme:answer", token)
    return answer_page(request, who, form)


def brought(request: HttpRequest, row: SignUp, form: BroughtForm) -> bool:
    """Sign the guest up and say so; False with the reason in the form."""
    name = form.cleaned_data["name"]
    try:
        guest = services.bring_guest(row, name=name, at=timezone.now())
    except services.TooManyGuests:
        form.add_error(
            None, _("You can bring at most five guests. Let the others sign up themselves: everybody is welcome.")
        )
    except services.SignUpClosed:
        form.add_error(None, _("It is no longer possible to sign up for this meeting."))
    else:
        if guest.state == SignUp.State.COMING:
            messages.success(request, _("%(name)s comes with you.") % {"name": name})
        else:
            messages.info(request, _("Every place is taken, so %(name)s is on the waiting list.") % {"name": name})
        return True
    return False


@login_not_required
@require_POST
def unbring(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """Take a guest off again."""
    who = answering(request, token)
    if who is None or who.row is None:
        return broken_link(request)
    guest = get_object_or_404(attending.guests_of(who.row), pk=pk)
    try:
        services.cancel(guest, at=timezone.now())
    except services.SignUpClosed:
        messages.error(request, _("The meeting has begun, so there is nothing to cancel any more."))
    else:
        messages.success(request, _("%(name)s does not come with you.") % {"name": guest.name})
    return redirect("programme:answer", token)


@login_not_required
@require_POST
def seen(request: HttpRequest, token: str) -> HttpResponse:
    """Be seen by the others who come, or not."""
    who = answering(request, token)
    if who is None or who.row is None:
        return broken_link(request)
    services.choose_listing(who.row, is_listed="seen" in request.POST)
    messages.success(request, _("It is changed."))
    return redirect("programme:answer", token)
