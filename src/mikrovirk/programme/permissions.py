"""Who may lay a meeting's sessions and see its lists: those of the network who may, and who helps at that one meeting."""

from django.db.models import Q, QuerySet

from mikrovirk.accounts.models import User
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import networks_for
from mikrovirk.programme.models import Meeting, MeetingHelper


def meetings_to_lay(user: User) -> QuerySet[Meeting]:
    """The meetings whose sessions the user may lay."""
    return _open_to(user, Permission.EDIT_PROGRAMME)


def meetings_with_lists_for(user: User) -> QuerySet[Meeting]:
    """The meetings whose sessions' lists the user may see."""
    return _open_to(user, Permission.CHECK_IN)


def _open_to(user: User, needs: Permission) -> QuerySet[Meeting]:
    networks = networks_for(user, needs=needs).order_by().values("pk")
    helps_at = MeetingHelper.objects.filter(user=user).values("meeting")
    return Meeting.objects.filter(Q(network__in=networks) | Q(pk__in=helps_at)).select_related(
        "network", "venue", "format"
    )
