"""Writes: photos from the evening: sent in, chosen for the recap, taken away by somebody on them, deleted."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from mikrovirk.accounts import links
from mikrovirk.accounts.models import User
from mikrovirk.live import mails_recap as mails
from mikrovirk.live.models import Evening, Phone, Photo
from mikrovirk.mailing import services as mailing
from mikrovirk.networks.queries import running

LONGEST_SIDE = 1600  # pixels
PHOTOS_AT_MOST = 120  # of one evening
FROM_ONE_PHONE = 20
KEPT_HIDDEN = timedelta(days=30)
KEPT_UNUSED = timedelta(days=90)  # a photo nobody chose


class TooManyPhotos(Exception):
    """The evening, or this phone, has sent in as many as are taken."""


class ConsentMissing(Exception):
    """Nobody has noted that those on the photo said yes."""


@transaction.atomic
def add(
    evening: Evening,
    image: "ContentFile[bytes]",
    *,
    who: str,
    all_agreed: bool,
    at: datetime,
    caption: str = "",
    by: User | None = None,
    phone: Phone | None = None,
) -> Photo:
    """Take in a photo that was written anew (common.pictures); raise TooManyPhotos."""
    Evening.objects.select_for_update().get(pk=evening.pk)
    own = evening.photos.filter(phone=phone).count() if phone else 0
    if own >= FROM_ONE_PHONE or evening.photos.count() >= PHOTOS_AT_MOST:
        raise TooManyPhotos
    return Photo.objects.create(
        evening=evening,
        image=image,
        caption=caption,
        who=who,
        agreed=consent_in_words(who) if all_agreed else "",
        by=by,
        phone=phone,
        at=at,
    )


def consent_in_words(who: str) -> str:
    """What is noted where those on a photo said yes."""
    return _("%(who)s said yes.") % {"who": who} if who else _("Nobody can be recognised.")


def change(photo: Photo, *, caption: str, who: str, all_agreed: bool, in_recap: bool) -> None:
    """What it shows, who is on it, and whether it stands in the recap; raise ConsentMissing."""
    if in_recap and not all_agreed:
        raise ConsentMissing
    noted = photo.agreed if photo.who == who else ""
    photo.caption, photo.who = caption, who
    photo.agreed = (noted or consent_in_words(who)) if all_agreed else ""
    photo.in_recap = in_recap and photo.hidden_at is None
    photo.save(update_fields=["caption", "who", "agreed", "in_recap"])


@transaction.atomic
def hide(photo: Photo, *, at: datetime) -> None:
    """Somebody on it wants it gone: nobody sees it from now on, and the coordinator is told."""
    locked = Photo.objects.select_for_update(of=("self",)).select_related("evening__meeting__network").get(pk=photo.pk)
    if locked.hidden_at:
        return
    locked.hidden_at, locked.in_recap, locked.agreed = at, False, ""
    locked.save(update_fields=["hidden_at", "in_recap", "agreed"])
    meeting = locked.evening.meeting
    url = settings.SITE_URL + reverse("live:photos", args=[meeting.network.slug, meeting.pk])
    for coordinator in running(meeting.network):
        mailing.send_service(
            kind=mails.PHOTO_HIDDEN.key,
            occasion=f"photo:{locked.pk}:{int(at.timestamp())}",
            user=coordinator,
            at=at,
            network=meeting.network,
            context={"title": meeting.title, "url": url},
        )


def put_back(photo: Photo) -> None:
    """It was a mistake: the photo is there again, but consent must be noted anew before it is shown."""
    photo.hidden_at = None
    photo.save(update_fields=["hidden_at"])


def delete(photo: Photo) -> None:
    """Take the photo away for good, with its file."""
    file = photo.image
    name, storage = file.name, file.storage
    photo.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name))


def hidden(before: datetime) -> QuerySet[Photo]:
    """Photos that somebody took down."""
    return Photo.objects.filter(hidden_at__lt=before)


def unused(before: datetime) -> QuerySet[Photo]:
    """Photos that stand in no recap."""
    return Photo.objects.filter(in_recap=False, at__lt=before)


def forget_old(*, now: datetime) -> int:
    """Delete photos that were hidden a month ago, and those nobody chose in three; return how many."""
    found = list(hidden(now - KEPT_HIDDEN) | unused(now - KEPT_UNUSED))
    for photo in found:
        delete(photo)
    return len(found)


def removal_url(photo_pk: int) -> str:
    """Where somebody on the photo takes it away; no sign-in is needed."""
    return reverse("live:photo_gone", args=[links.sign("photo", photo_pk)])
