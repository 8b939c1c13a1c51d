"""Who may lay a meeting's sessions: those who may edit the network's programme, and who helps at that one meeting."""

from django.db.models import Q, QuerySet

from mikrovirk.accounts.models import User
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import networks_for
from mikrovirk.programme.models import Meeting, MeetingHelper


def meetings_to_lay(user: User) -> QuerySet[Meeting]:
    """The meetings whose sessions the user may lay."""
    networks = networks_for(user, needs=Permission.EDIT_PROGRAMME).order_by().values("pk")
    return Meeting.objects.filter(Q(network__in=networks) | helps_at(user))


def helps_at(user: User) -> Q:
    """The meetings at which the user helps without a role in the network."""
    return Q(pk__in=MeetingHelper.objects.filter(user=user).values("meeting"))
