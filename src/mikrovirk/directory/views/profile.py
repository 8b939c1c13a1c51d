"""The member's own pages: profile, picture, business, what others see, and the invite link. For a phone first."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.directory import queries, services
from mikrovirk.directory.forms.profile import LISTING_WORDING, OwnBusinessForm, PictureForm, ProfileForm
from mikrovirk.directory.models import Person
from mikrovirk.directory.permissions import Viewer, may_see
from mikrovirk.directory.queries.people import consents_to
from mikrovirk.mailing import kinds
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.models import Unsubscription


def profile(request: MemberRequest) -> HttpResponse:
    """Who I am, and who sees what of it."""
    person = services.person_for(request.user) if request.method == "POST" else own_person(request)
    form = ProfileForm.of(person, request.POST or None)
    if request.method == "POST" and form.is_valid():
        before, language = person.user.language, form.cleaned_data["language"]
        save_profile(person, form)
        response = redirect("directory:profile")
        if language == before:
            messages.success(request, _("Your profile is saved."))
        else:
            # The reader's own browser may remember another language, which would count for more.
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME, language, max_age=settings.SESSION_COOKIE_AGE, samesite="Lax"
            )
            with override(language):
                messages.success(request, _("Your profile is saved."))
        return response
    return render(request, "directory/profile.html", profile_context(request, person, form, PictureForm()))


def own_person(request: MemberRequest) -> Person:
    """The reader's profile; one that is not stored yet where there is none (looking changes nothing)."""
    person = Person.objects.filter(user=request.user).first() or Person(user=request.user)
    person.user = request.user
    return person


def profile_context(
    request: MemberRequest, person: Person, form: ProfileForm, picture: PictureForm
) -> dict[str, object]:
    card = queries.member_card(request.user)
    refused = Unsubscription.objects.filter(user=request.user).select_related("network").order_by("pk")
    return {
        "refused": [(each, label_of(each.kind)) for each in refused],
        "person": person,
        "form": form,
        "picture_form": picture,
        "businesses": card.businesses,
        "card": card,
    }


def label_of(kind: str) -> str:
    """What a kind of mail is called; its key where it is one of earlier days."""
    try:
        return str(kinds.get(kind).label)
    except KeyError:
        return kind


@require_POST
def want_again(request: MemberRequest, pk: int) -> HttpResponse:
    """Get a kind of mail again that one had said no to."""
    refused = get_object_or_404(Unsubscription, pk=pk, user=request.user)
    mailing.subscribe(request.user, kind=refused.kind, network=refused.network)
    messages.success(request, _("You get these mails again: %(kind)s.") % {"kind": label_of(refused.kind)})
    return redirect("directory:profile")


@transaction.atomic
def save_profile(person: Person, form: ProfileForm) -> None:
    typed = dict(form.cleaned_data)
    services.choose_meeting_list(person, listed=typed.pop("listed_at_meetings"))
    mailing.choose_mails(person.user, typed.pop("mail_choice"))
    services.choose_language(person.user, typed.pop("language"))
    services.edit_profile(person, **typed)


@require_POST
def set_picture(request: MemberRequest) -> HttpResponse:
    person = services.person_for(request.user)
    form = PictureForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            services.set_picture(person, form.cleaned_data["picture"].read())
        except services.NotAPicture:
            form.add_error(
                "picture", _("That is not a picture we can use. Choose a JPEG, PNG or WebP of at most 10 MB.")
            )
        else:
            messages.success(request, _("Your picture is saved."))
            return redirect("directory:profile")
    context = profile_context(request, person, ProfileForm.of(person), form)
    return render(request, "directory/profile.html", context)


@require_POST
def remove_picture(request: MemberRequest) -> HttpResponse:
    services.remove_picture(services.person_for(request.user))
    messages.success(request, _("Your picture is removed."))
    return redirect("directory:profile")


@login_not_required
@require_safe
def picture(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A person's picture, for those it is shown to."""
    person = get_object_or_404(Person, pk=pk)
    if not person.photo or not may_see(person.photo_for, queries.viewer_of(request.user, person)):
        raise Http404
    etag = quote_etag(person.photo.name)
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged:
        return unchanged
    try:
        with person.photo.open("rb") as file:
            response = HttpResponse(file.read(), content_type="image/jpeg")
    except FileNotFoundError as error:
        raise Http404 from error
    response["ETag"], response["Cache-Control"] = etag, "private, no-cache"
    return response


@require_safe
def seen(request: MemberRequest) -> HttpResponse:
    """What others see of me: everybody, and the members of my networks."""
    person = own_person(request)
    views = [
        (_("What everybody sees"), queries.seen_by(person, Viewer.ANYBODY)),
        (_("What members of your networks see"), queries.seen_by(person, Viewer.MEMBER)),
    ]
    context = {"person": person, "views": views, "card": queries.member_card(request.user)}
    return render(request, "directory/seen.html", context)


def my_business(request: MemberRequest, pk: int) -> HttpResponse:
    """What others read about my business, and whether everybody does."""
    business = get_object_or_404(queries.businesses_of(request.user), pk=pk)
    person = services.person_for(request.user)
    agreed = consents_to(business).filter(person=person).exists()
    form = OwnBusinessForm(request.POST or None, business=business, initial={"listed": agreed})
    if request.method == "POST" and form.is_valid():
        typed = dict(form.cleaned_data)
        listed = typed.pop("listed")
        with transaction.atomic():
            services.edit_business(business, **typed)
            if listed:
                services.list_business(business, by=person, wording=str(LISTING_WORDING), at=timezone.now())
            else:
                services.unlist_business(business, by=person, at=timezone.now())
        messages.success(request, _("Your business is saved."))
        return redirect("directory:my_business", business.pk)
    return render(request, "directory/my_business.html", {"business": business, "form": form})


def new_business(request: MemberRequest) -> HttpResponse:
    """A member without a business tells of theirs."""
    memberships = [each for each in queries.own_memberships(request.user) if each.business_id is None]
    if not memberships:
        raise Http404
    form = OwnBusinessForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = dict(form.cleaned_data)
        listed = typed.pop("listed")
        with transaction.atomic():
            business = services.add_business(**typed)
            for membership in memberships:
                services.change_business(membership, business)
            if listed:
                person = services.person_for(request.user)
                services.list_business(business, by=person, wording=str(LISTING_WORDING), at=timezone.now())
        messages.success(request, _("Your business is saved."))
        return redirect("directory:my_business", business.pk)
    return render(request, "directory/my_business.html", {"business": None, "form": form})
