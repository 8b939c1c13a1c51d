"""A talk, or its speaker, taken over by another network."""

from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Material, Meeting, Talk
from mikrovirk.programme.services import talks


class TalkInUse(Exception):
    """The talk is on a meeting."""


class HasATalk(Exception):
    """The meeting has a talk already, or is not to come any more."""


@transaction.atomic
def copy_talk(talk: Talk, network: Network, *, with_speaker: bool, with_material: bool, at: datetime) -> Talk:
    """Give `network` a talk like this one, on no meeting yet and nobody asked; its files are copied too.

    The speaker's name goes along only with the speaker, who is asked before.
    """
    copied = Talk.objects.create(
        network=network,
        title=talk.title if with_material else "",
        lines=talk.lines if with_material else "",
        speaker=talk.speaker if with_speaker else None,
        speaker_name=talk.speaker_name if with_speaker else "",
        speaker_from=talk.speaker_from if with_speaker else "",
        equipment=talk.equipment,
    )
    for material in talk.materials.all() if with_material else ():
        copy_material(material, copied, at=at)
    return copied


def copy_material(material: Material, talk: Talk, *, at: datetime) -> None:
    copied = Material(
        talk=talk,
        kind=material.kind,
        title=material.title,
        url=material.url,
        text=material.text,
        file_name=material.file_name,
        file_size=material.file_size,
        added_at=at,
    )
    copied.search_text = talks.words_to_find(copied)
    if material.file:
        with material.file.open("rb") as file:
            copied.file.save(material.file_name, ContentFile(file.read()), save=False)
    copied.save()


@transaction.atomic
def put_on_meeting(talk: Talk, meeting: Meeting, *, at: datetime) -> None:
    """Let the meeting begin from this talk; the speaker is asked from the meeting's page. Raise HasATalk."""
    held = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if held.starts_at <= at or held.state == Meeting.State.CANCELLED or Talk.objects.filter(meeting=held).exists():
        raise HasATalk
    talk.meeting = held
    talk.save(update_fields=["meeting"])
    talks.follow_title(held, talk.title, was="", at=at)


@transaction.atomic
def remove_copy(talk: Talk) -> None:
    """Remove a talk that is on no meeting, with its material. Raise TalkInUse."""
    if talk.meeting_id:
        raise TalkInUse
    for material in talk.materials.all():
        talks.remove_material(material)
    talk.delete()
