"""Programs that read in the example region: one works, one waits for a new key, one was stopped."""

from datetime import datetime, timedelta

from mikrovirk.accounts.models import User
from mikrovirk.api import services
from mikrovirk.api.domain.scopes import Scope
from mikrovirk.api.models import Token
from mikrovirk.networks.models import Network, Role
from mikrovirk.programme.models import Meeting

WORKS, EXPIRED, REVOKED = "Fremmøde i vores regneark", "Skærmen på biblioteket", "Prøve med nyhedsbrevet"


def fill(*, now: datetime) -> None:
    """For the coordinator of the first network in each municipality."""
    for slug in ("mikrovirk", "mikronet"):
        network = Network.objects.get(slug=slug)
        coordinator = User.objects.filter(roles__network=network, roles__name=Role.Name.COORDINATOR).earliest("pk")
        add_tokens(network, coordinator, now=now)


def add_tokens(network: Network, owner: User, *, now: datetime) -> None:
    made = {
        name: services.make_token(owner, name=name, scopes=scopes, days=days, at=now - timedelta(days=ago))[0]
        for name, scopes, days, ago in (
            (EXPIRED, [Scope.MEETINGS], 365, 390),
            (REVOKED, [Scope.MEMBERS], 90, 60),
            (WORKS, [Scope.MEETINGS, Scope.SIGN_UPS], 90, 40),
        )
    }
    services.revoke(made[REVOKED], at=now - timedelta(days=52))
    use(made[EXPIRED], "/api/v1/planned-meetings", days=(30, 26), now=now)
    services.note_use(made[EXPIRED], path="/api/v1/planned-meetings", refused=True, at=now - timedelta(days=24))
    use(made[REVOKED], f"/api/v1/networks/{network.slug}/members", days=(55,), now=now)
    held = Meeting.objects.filter(network=network, state=Meeting.State.PUBLISHED, ends_at__lt=now).order_by(
        "-starts_at"
    )
    for meeting in held[:1]:
        use(made[WORKS], f"/api/v1/meetings/{meeting.pk}/sign-ups", days=(6,), now=now)
    use(made[WORKS], "/api/v1/planned-meetings", days=(8, 1), now=now)


def use(token: Token, path: str, *, days: tuple[int, ...], now: datetime) -> None:
    for ago in days:
        services.note_use(token, path=path, refused=False, at=now - timedelta(days=ago))
