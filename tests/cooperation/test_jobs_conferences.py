"""What the worker does for conferences."""

from datetime import timedelta

import pytest

from mikrovirk.cooperation import jobs_conferences
from mikrovirk.cooperation.models import Conference
from mikrovirk.mailing.models import Message
from tests import factories as f
from tests.cooperation import conference_rows as rows

pytestmark = pytest.mark.django_db


def test_it_holds_what_is_over_and_reminds_from_the_morning_on_once() -> None:
    network, coordinator = rows.area()
    planned = rows.planned(network, coordinator)
    rows.promise(rows.held(network, coordinator), due_date=f.TODAY + timedelta(days=3))
    before = Message.objects.count()
    night = f.NOW - timedelta(hours=5)
    jobs_conferences.run(now=night)
    assert Message.objects.count() == before
    jobs_conferences.run(now=f.NOW)
    jobs_conferences.run(now=f.NOW)
    assert [mail.kind for mail in Message.objects.order_by("pk")[before:]] == ["cooperation.promise_due"]
    assert Conference.objects.get(pk=planned.pk).state == "planned"
