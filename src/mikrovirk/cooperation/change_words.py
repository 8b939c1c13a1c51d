"""What a version changed, in words."""

from django.utils.translation import gettext as _

from mikrovirk.cooperation.domain.roles import Change, ChangeKind
from mikrovirk.cooperation.models import Part


def in_words(change: Change) -> str:
    """One sentence."""
    labels = {str(kind): str(label) for kind, label in Part.Kind.choices}
    said = {
        "task": change.task,
        "party": change.party,
        "before": labels.get(change.before, change.before),
        "after": labels.get(change.after, change.after),
    }
    return sentence(change) % said


def sentence(change: Change) -> str:
    match change.kind:
        case ChangeKind.PARTY_NEW:
            return _("%(party)s has joined.")
        case ChangeKind.PARTY_GONE:
            return _("%(party)s is no longer a party.")
        case ChangeKind.TASK_NEW:
            return _("New task: “%(task)s”.")
        case ChangeKind.TASK_GONE:
            return _("“%(task)s” is no longer among the tasks.")
        case ChangeKind.WORDING if change.before != change.after:
            return _("“%(before)s” is now called “%(after)s”.")
        case ChangeKind.WORDING:
            return _("“%(task)s” is described anew.")
        case _ if not change.before:
            return _("“%(task)s”, %(party)s: %(after)s.")
        case _ if not change.after:
            return _("“%(task)s”, %(party)s: no longer %(before)s.")
    return _("“%(task)s”, %(party)s: %(after)s, before %(before)s.")
