"""Photos from the evening: sent in from the phones in the room or by the host, chosen, shown, and taken away."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts import links
from mikrovirk.accounts.http import MemberRequest
from mikrovirk.accounts.models import User
from mikrovirk.live.forms_recap import PhotoForm, PhotosForm
from mikrovirk.live.models import Evening, Phone, Photo
from mikrovirk.live.queries import photos as queries
from mikrovirk.live.services import photos as services
from mikrovirk.live.services import room
from mikrovirk.live.views.evening import meeting_run
from mikrovirk.live.views.room import evening_at, is_host, phone_in
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import may

# --- for those who run the evening -----------------------------------------------------------------------------------


@never_cache
def photos(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """All photos of the evening, and a form for more."""
    meeting = meeting_run(request, network_slug, pk)
    form = PhotosForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        evening = room.open_evening(meeting, at=timezone.now())
        if taken_in(request, evening, form, by=request.user):
            return redirect("live:photos", network_slug, pk)
    return photos_page(request, meeting.pk, network_slug, form=form)


def photos_page(
    request: MemberRequest, pk: int, network_slug: str, *, form: PhotosForm, wrong: tuple[int, PhotoForm] | None = None
) -> HttpResponse:
    """The page; `wrong` is a photo's form that came back with errors."""
    meeting = meeting_run(request, network_slug, pk)
    mended = dict([wrong] if wrong else [])
    rows = [(photo, mended.get(photo.pk) or PhotoForm.of(photo)) for photo in queries.photos_of(meeting)]
    context = {
        "meeting": meeting,
        "network": meeting.network,
        "form": form,
        "photos": [row for row in rows if not row[0].hidden_at],
        "hidden": [photo for photo, _form in rows if photo.hidden_at],
        "may_edit": may(request.user, Permission.EDIT_PROGRAMME, meeting.network),
    }
    return render(request, "live/photos.html", context)


def taken_in(
    request: HttpRequest, evening: Evening, form: PhotosForm, *, by: User | None, phone: Phone | None = None
) -> bool:
    """Take in the photos of a valid form and say so; False, with the reason beside the field, where there are too many."""
    cleaned = form.cleaned_data
    facts: dict[str, Any] = {name: cleaned[name] for name in ("caption", "who", "all_agreed")}
    count = 0
    try:
        for image in cleaned["photos"]:
            services.add(evening, image, **facts, by=by, phone=phone, at=timezone.now())
            count += 1
    except services.TooManyPhotos:
        form.add_error("photos", _("There are as many photos as we keep of one evening. Thank you for all of them."))
        return False
    words = ngettext("Thank you for the photo.", "Thank you for %(count)s photos.", count)
    messages.success(request, words % {"count": count})
    return True


def photo_edited(request: MemberRequest, network_slug: str, pk: int, photo_pk: int) -> Photo:
    """The photo, if the reader may edit the programme; raise Http404."""
    meeting = meeting_run(request, network_slug, pk)
    if not may(request.user, Permission.EDIT_PROGRAMME, meeting.network):
        raise Http404
    return get_object_or_404(queries.photos_of(meeting), pk=photo_pk)


@require_POST
def photo_change(request: MemberRequest, network_slug: str, pk: int, photo_pk: int) -> HttpResponse:
    """What it shows, who is on it, and whether it stands in the recap."""
    photo = photo_edited(request, network_slug, pk, photo_pk)
    form = PhotoForm(request.POST, auto_id=f"photo-{photo.pk}-%s")
    if not form.is_valid():
        return photos_page(request, pk, network_slug, form=PhotosForm(), wrong=(photo.pk, form))
    services.change(photo, **form.cleaned_data)
    messages.success(request, _("Saved. The photo stands in the recap.") if photo.in_recap else _("Saved."))
    return back_to_photos(network_slug, pk, photo.pk)


@require_POST
def photo_put_back(request: MemberRequest, network_slug: str, pk: int, photo_pk: int) -> HttpResponse:
    """A photo that was taken away by mistake."""
    photo = photo_edited(request, network_slug, pk, photo_pk)
    services.put_back(photo)
    messages.success(request, _("The photo is here again. Ask those on it before it is shown."))
    return back_to_photos(network_slug, pk, photo.pk)


@require_POST
def photo_delete(request: MemberRequest, network_slug: str, pk: int, photo_pk: int) -> HttpResponse:
    services.delete(photo_edited(request, network_slug, pk, photo_pk))
    messages.success(request, _("The photo is deleted."))
    return back_to_photos(network_slug, pk)


def back_to_photos(network_slug: str, pk: int, photo_pk: int | None = None) -> HttpResponse:
    response = redirect("live:photos", network_slug, pk)
    response["Location"] += f"#photo-{photo_pk}" if photo_pk else ""
    return response


# --- the pictures themselves -----------------------------------------------------------------------------------------


@login_not_required
@require_safe
def photo(request: HttpRequest, network_slug: str, pk: int, photo_pk: int) -> HttpResponse:
    """A photo: for everybody once it stands in a published recap; before that for those who run the evening."""
    rows = queries.photos_seen_by(request.user).filter(
        evening__meeting=pk, evening__meeting__network__slug=network_slug
    )
    return as_picture(get_object_or_404(rows, pk=photo_pk))


def as_picture(found: Photo) -> HttpResponse:
    """The file; not kept by anybody in between: when somebody on it takes it away, it is away."""
    try:
        with found.image.open("rb") as file:
            response = HttpResponse(file.read(), content_type="image/jpeg")
    except FileNotFoundError:
        raise Http404 from None
    patch_cache_control(response, private=True, max_age=60)
    return response


@never_cache
@login_not_required
def photo_gone(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody on a photo takes it away: one button, no questions asked."""
    try:
        (key,) = links.read("photo", token)
    except (links.LinkInvalid, ValueError):
        raise Http404 from None
    found = Photo.objects.select_related("evening__meeting__network").filter(pk=key).first()
    is_gone = found is None or found.hidden_at is not None
    if request.method == "POST" and found and not is_gone:
        services.hide(found, at=timezone.now())
        is_gone = True
    context: dict[str, Any] = {"photo": found, "is_gone": is_gone}
    if found:
        context |= {"meeting": found.evening.meeting, "network": found.evening.meeting.network}
    return render(request, "live/photo_gone.html", context)


# --- from the phones in the room -------------------------------------------------------------------------------------


@never_cache
@login_not_required
def room_photos(request: HttpRequest, code: str) -> HttpResponse:
    """Photos from a phone in the room, and what it has sent in before."""
    evening = evening_at(code)
    phone = phone_in(request, evening)
    if phone is None:
        if not is_host(request, evening, phone):
            return redirect("live:phone", evening.code)
        return redirect("live:photos", evening.meeting.network.slug, evening.meeting_id)
    form = PhotosForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        by = request.user if isinstance(request.user, User) else None
        if taken_in(request, evening, form, by=by, phone=phone):
            return redirect("live:room_photos", evening.code)
    context = {
        "evening": evening,
        "meeting": evening.meeting,
        "network": evening.meeting.network,
        "form": form,
        "sent": [(photo, services.removal_url(photo.pk)) for photo in queries.photos_by(phone).filter(hidden_at=None)],
    }
    return render(request, "live/room_photos.html", context)


@never_cache
@login_not_required
@require_safe
def room_photo(request: HttpRequest, code: str, photo_pk: int) -> HttpResponse:
    """What this phone has sent in, to see that it is the right one."""
    phone = phone_in(request, evening_at(code))
    if phone is None:
        raise Http404
    return as_picture(get_object_or_404(queries.photos_by(phone).filter(hidden_at=None), pk=photo_pk))
