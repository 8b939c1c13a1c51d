"""After a restore: whoever was erased since the backup was made is erased anew."""

from datetime import datetime

from mikrovirk.accounts.models import User
from mikrovirk.home.privacy import erased, own_data


def erase_again(*, at: datetime) -> int:
    """Erase everybody who was erased before and is back; how many. Who signed up anew after that stays.

    Also who is the last coordinator in the backup: they had handed over before they were erased.
    """
    known = erased.known()
    if not known:
        return 0
    accounts = User.objects.only("pk", "created_at").order_by("pk").iterator()
    back = [user.pk for user in accounts if erased.digest_of(user) in known]
    for user in User.objects.filter(pk__in=back).order_by("pk"):
        own_data.erase(user, at=at, even_last_coordinator=True)
    return len(back)
