"""What a member tells only those in the room: sealed when it is written, and unreadable for good when its time is over."""

from mikrovirk.common import sealing
from mikrovirk.programme.models import HotSeatApplication


def write(application: HotSeatApplication, *, title: str, brief: str) -> None:
    """Put the words into an application as it may keep them, without saving it; raise sealing.NoPlaceForKeys.

    A key that was made stays, also when the words are opened to more: what the room has said is locked with it too.
    """
    if not application.stays_in_the_room:
        application.title, application.brief, application.sealed = title, brief, None
        return
    key = key_for(application)
    application.title = application.brief = ""
    application.sealed = key.seal(title, brief, bound_to=application.bound_to)


def key_for(application: HotSeatApplication) -> sealing.Key:
    """The application's own key, made where there is none that works; sets `room_key`, which the caller saves."""
    try:
        return sealing.key_of(application.room_key)
    except sealing.KeyGone:
        application.room_key = sealing.make_key()
        return sealing.key_of(application.room_key)


def seal_what_is_plain() -> None:
    """Seal what stays in the room and was written down otherwise; doing it twice changes nothing."""
    plain = HotSeatApplication.objects.filter(openness=HotSeatApplication.Openness.ROOM, sealed=None)
    for application in plain.exclude(title="", brief=""):
        write(application, title=application.title, brief=application.brief)
        application.save(update_fields=["title", "brief", "sealed", "room_key"])


def make_unreadable(application: HotSeatApplication) -> None:
    """Destroy the key and take the locked words away; doing it twice changes nothing."""
    if application.room_key:
        sealing.destroy_key(application.room_key)
    empty = {"sealed": None, "room_key": ""}
    if application.stays_in_the_room:
        empty |= {"title": "", "brief": ""}
    HotSeatApplication.objects.filter(pk=application.pk).update(**empty)
