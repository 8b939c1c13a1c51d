"""`python -m tests.faults.begin` lays the tables, makes a meeting that everybody can sign up for, and prints where."""

from datetime import timedelta

import django


def main() -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.urls import reverse
    from django.utils import timezone

    from tests import factories, tables

    tables.lay(migrated=True)
    call_command("createcachetable", verbosity=0)
    place = factories.network("mikrovirk", name="MikroVirk")
    starts_at = timezone.now() + timedelta(days=30)
    meeting = factories.meeting(place, starts_at=starts_at, capacity=None, state="published")
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
    print(reverse("programme:sign_up", args=[place.slug, meeting.pk]))


if __name__ == "__main__":
    django.setup()
    main()
