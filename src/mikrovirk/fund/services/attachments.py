"""Writes: the files with an application."""

from datetime import datetime

from django.core.files.base import File
from django.db import transaction

from mikrovirk.accounts.models import User
from mikrovirk.fund.models import Application, Attachment

FILES_AT_MOST = 12


class TooManyFiles(Exception):
    """The application has as many files as are taken."""


@transaction.atomic
def add(
    application: Application, file: "File[bytes]", *, name: str, is_picture: bool, by: User, at: datetime
) -> Attachment:
    """Keep a file that was checked (forms.attachments); raise TooManyFiles."""
    Application.objects.select_for_update().get(pk=application.pk)
    if application.attachments.count() >= FILES_AT_MOST:
        raise TooManyFiles
    return Attachment.objects.create(
        application=application, file=file, name=name[:160], size=file.size, is_picture=is_picture, by=by, at=at
    )


def remove(attachment: Attachment) -> None:
    """Take the file away for good."""
    name, storage = attachment.file.name, attachment.file.storage
    attachment.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name))


def remove_all(application: Application) -> None:
    for each in application.attachments.all():
        remove(each)
