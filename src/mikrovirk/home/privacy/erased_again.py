"""After a restore: whoever was erased since the backup was made is erased anew."""

from datetime import datetime

from mikrovirk.accounts.models import User
from mikrovirk.home.privacy import erased, own_data


def erase_again(*, at: datetime) -> int:
    """Erase everybody who was erased before and is back; how many. Who signed up anew after that stays."""
    known = erased.known()
    if not known:
        return 0
    back = []
    for pk, email, created_at in User.objects.values_list("pk", "email", "created_at"):
        erased_at = known.get(erased.digest_of(email))
        if erased_at and created_at < erased_at:
            back.append(pk)
    for user in User.objects.filter(pk__in=back).order_by("pk"):
        own_data.erase(user, at=at)
    return len(back)
