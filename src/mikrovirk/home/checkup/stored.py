"""What is stored: tables, the last backup, requests that nobody answers."""

import json
import socket
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mikrovirk.common.templatetags.words import in_words
from mikrovirk.directory.models import JoinRequest
from mikrovirk.home.checkup.findings import Finding, fine, watch, wrong
from mikrovirk.programme.models import Follower

BEFORE_RESTORE = "before-restore-"  # how a folder begins in which `mikrovirk restore` put aside what was there
LAST_BACKUP = "last-backup.json"  # written by `mikrovirk backup`
NIGHTLY, TOO_OLD = timedelta(hours=26), timedelta(days=8)
OPEN_FOR = timedelta(days=14)


def tables(now: datetime) -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield wrong(
            "tables",
            _("The database is that of an earlier version."),
            _("Stop both processes, run mikrovirk init, and start them again."),
        )
    else:
        yield fine("tables", _("The database is that of this version."))


def backup(now: datetime) -> Iterator[Finding]:
    mend = _("Run mikrovirk backup once a night, and keep the file on another disk.")
    file = Path(settings.DATA) / LAST_BACKUP
    if not file.exists():
        yield wrong("backup", _("No backup was ever made."), mend)
        return
    told = json.loads(file.read_text("utf-8"))
    made_at = datetime.fromisoformat(told["made_at"])
    says = _("The last backup was made %(day)s.") % {"day": in_words(made_at)}
    is_here = told.get("machine") in (None, socket.gethostname())  # of another machine's folders nothing is known
    if is_here and not Path(told["file"]).exists():
        yield watch("backup", _("The last backup is not where it was written."), mend)
    elif now - made_at > TOO_OLD:
        yield wrong("backup", says, mend)
    elif now - made_at > NIGHTLY:
        yield watch("backup", says, mend)
    else:
        yield fine("backup", says)


def put_aside(now: datetime) -> Iterator[Finding]:
    """What a restore put aside is nobody's care, and holds what people erased since."""
    left = sorted(path.name for path in Path(settings.DATA).glob(f"{BEFORE_RESTORE}*"))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            begins = BEFORE_RESTORE.replace("-", "_")
            cursor.execute("SELECT nspname FROM pg_namespace WHERE starts_with(nspname, %s) ORDER BY 1", [begins])
            left += [name for (name,) in cursor.fetchall()]
    if left:
        yield watch(
            "put_aside",
            _("What was here before a restore is still kept: %(names)s.") % {"names": ", ".join(left)},
            _("Delete it when all is well: it holds what people have erased since."),
        )


def consents(now: datetime) -> Iterator[Finding]:
    """People who asked for something and never confirmed: what they typed is not kept for ever."""
    old = now - OPEN_FOR
    count = JoinRequest.objects.filter(confirmed_at=None, made_at__lt=old).count()
    count += Follower.objects.filter(confirmed_at=None, asked_at__lt=old).count()
    if count:
        yield watch(
            "consents",
            ngettext(
                "One person asked to join or to follow more than two weeks ago and has not confirmed it.",
                "%(count)d people asked to join or to follow more than two weeks ago and have not confirmed it.",
                count,
            )
            % {"count": count},
            _("Look whether mails leave. If they do, there is nothing to do: nothing is sent to these people."),
        )
    else:
        yield fine("consents", _("Nobody waits for a mail to confirm something."))
