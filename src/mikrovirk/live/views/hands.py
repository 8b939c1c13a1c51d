"""The member's own page about their three minutes: who held out a hand, and whether everybody may see them."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mikrovirk.accounts import links
from mikrovirk.accounts.http import MemberRequest
from mikrovirk.directory.models import Consent, Person
from mikrovirk.live.forms_hands import TextsForm
from mikrovirk.live.models import Evening
from mikrovirk.live.queries import hands as queries
from mikrovirk.live.queries import newest
from mikrovirk.live.queries.newest import Showing, Texts
from mikrovirk.live.services import hands as services
from mikrovirk.live.services import newest as showing_services

LINK_LASTS = timedelta(days=90)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hands(request: MemberRequest) -> HttpResponse:
    """For whoever is signed in."""
    person = Person.objects.filter(user=request.user).select_related("user").first()
    if person is None and request.method == "POST":
        raise Http404
    return own_page(request, person, request.path)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hands_link(request: HttpRequest, token: str) -> HttpResponse:
    """The same by the link in a mail, in the reader's language; a link that is too old leads to signing in."""
    try:
        (pk,) = links.read("hands", token, max_age=LINK_LASTS)
    except (links.LinkInvalid, ValueError):
        return redirect("live:hands")
    person = get_object_or_404(Person.objects.select_related("user"), pk=pk, user__is_active=True)
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(person.user.language)
        request.LANGUAGE_CODE = person.user.language
    return own_page(request, person, request.path)


def own_page(request: HttpRequest, person: Person | None, address: str) -> HttpResponse:
    shown = newest.showings_of(person) if person else []
    forms = {each.membership.pk: TextsForm.of(each) for each in shown}
    if request.method == "POST" and person:
        wrong = act(request, person, shown)
        if wrong is None:
            return redirect(address)
        forms.update(wrong)
    context = {
        "person": person,
        "evenings": queries.told_by(person) if person else [],
        "given": queries.own_hands(person) if person else [],
        "showings": [(each, forms[each.membership.pk]) for each in shown],
        "wording": showing_services.WORDING,
        "own_contact": queries.contact_of_person(person) if person else None,
    }
    return render(
        request, "live/hands.html", context, status=422 if any(form.errors for form in forms.values()) else 200
    )


def act(request: HttpRequest, person: Person, shown: list[Showing]) -> dict[int, TextsForm] | None:
    """Carry out what was pressed; the form that is not filled in rightly, by its membership."""
    if "answer" in request.POST:
        answer(request, person)
        return None
    wanted = request.POST.get("membership", "")
    one = next((each for each in shown if str(each.membership.pk) == wanted), None)
    if one is None:
        raise Http404
    if "take_back" in request.POST:
        showing_services.take_back(person, one.membership.network, at=timezone.now())
        messages.success(request, _("You are no longer shown. It is gone from the pages now."))
        return None
    form = TextsForm.of(one, request.POST)
    if not form.is_valid():
        return {one.membership.pk: form}
    words = form.cleaned_data
    texts = Texts(words["about"], words["offers"], words["seeks"])
    signed_in = getattr(request.user, "pk", None) == person.user_id
    showing_services.show(
        one.membership,
        texts,
        business_name=words.get("business", ""),
        at=timezone.now(),
        how=Consent.How.PAGE if signed_in else Consent.How.LINK,
    )
    messages.success(request, _("Everybody can see you under “New in the network” now."))
    return None


def answer(request: HttpRequest, person: Person) -> None:
    """Yes or no to one hand: "evening:phone:turn"."""
    evening_pk, _colon, rest = request.POST.get("hand", "").partition(":")
    phone_pk, _colon, turn = rest.partition(":")
    if not (evening_pk.isdecimal() and phone_pk.isdecimal()):
        raise Http404
    evening = get_object_or_404(Evening.objects.select_related("meeting__network"), pk=evening_pk)
    yes = request.POST["answer"] == "yes"
    try:
        services.answer(evening, turn, int(phone_pk), speaker=person, yes=yes, at=timezone.now())
    except services.NoSuchHand as error:
        raise Http404 from error
    if yes:
        messages.success(request, _("You have each other's contact now. Both of you get it by mail, too."))
    else:
        messages.info(request, _("Noted. Nobody is told, and you can still say yes."))
