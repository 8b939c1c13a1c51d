"""How was it? The link in the mail, then one button; words afterwards, for who has more to say."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mikrovirk.accounts import links
from mikrovirk.accounts.http import speak_to
from mikrovirk.common import dates
from mikrovirk.networks import queries as network_queries
from mikrovirk.programme.attached import MeetingShown, Place, links_at
from mikrovirk.programme.forms.attending import RatingForm, WordsForm
from mikrovirk.programme.models import Feedback, SignUp
from mikrovirk.programme.queries import attending
from mikrovirk.programme.services import feedback as services
from mikrovirk.programme.services.sign_up_mails import join_url
from mikrovirk.programme.views.attend import broken_link

RATING_WORDS = {
    5: _("Really good"),
    4: _("Good"),
    3: _("All right"),
    2: _("Not so good"),
    1: _("Disappointing"),
}
THIRD = 3


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, token: str) -> HttpResponse:
    """Five buttons; after one of them a thank-you with room for words. Both can be changed for two months."""
    try:
        (sign_up_pk,) = links.read("feedback", token)
    except (links.LinkInvalid, ValueError):
        return broken_link(request)
    rows = SignUp.objects.select_related("meeting__network", "person__user", "feedback")
    row = rows.filter(pk=sign_up_pk, person__isnull=False).first()
    if row is None or row.person is None:
        return broken_link(request)
    speak_to(request, row.person.user)
    given: Feedback | None = getattr(row, "feedback", None)
    words = WordsForm(request.POST if "text" in request.POST else None, initial={"text": given.text if given else ""})
    if request.method == "POST":
        try:
            if saved(request, row, given, words):
                return redirect("programme:feedback", token)
        except services.FeedbackClosed:
            return redirect("programme:feedback", token)
    return render(request, "programme/feedback.html", page(row, given, words))


def saved(request: HttpRequest, row: SignUp, given: Feedback | None, words: WordsForm) -> bool:
    """Keep the rating or the words that were posted; False if they must be put right."""
    if "text" in request.POST:
        if given is None or not words.is_valid():
            return given is None
        services.say_more(given, words.cleaned_data["text"], at=timezone.now())
        return True
    rating = RatingForm(request.POST)
    if rating.is_valid():
        services.rate(row, rating.cleaned_data["rating"], at=timezone.now())
    return True


def page(row: SignUp, given: Feedback | None, words: WordsForm) -> dict[str, object]:
    meeting, now = row.meeting, timezone.now()
    is_open = meeting.starts_at <= now <= meeting.ends_at + services.ANSWERED_FOR
    visits = attending.visits_of(row.person, meeting.network_id) if given and row.as_guest and row.person else 0
    return {
        "row": row,
        "meeting": meeting,
        "network": meeting.network,
        "network_url": f"/networks/{meeting.network.slug}/",
        "given": given,
        "chosen": RATING_WORDS[given.rating] if given else "",
        "ratings": RATING_WORDS.items(),
        "words": words,
        "is_open": is_open and network_queries.has_part(meeting.network, "feedback"),
        "day": dates.day(meeting.starts_at),
        "attached": links_at(Place.AFTER, MeetingShown.of(meeting), now=now) if given and not row.as_guest else [],
        "join_url": join_url(meeting.network) if visits >= THIRD else "",
    }
