"""No format or meeting can be closed to members or prospective members: there is no field, form or rule to do it with."""

import inspect
from datetime import timedelta
from typing import Any

import pytest
from django import forms
from django.db import models

from mikrovirk.programme.forms import formats as format_forms
from mikrovirk.programme.forms import meetings as meeting_forms
from mikrovirk.programme.forms import seasons as season_forms
from mikrovirk.programme.models import Format, FormatItem, Meeting, Season, SignUp, Venue
from mikrovirk.programme.services import meetings as meeting_services
from mikrovirk.programme.services import setup, sign_ups
from tests import factories
from tests.factories import NOW

# A field more is a line here, and a question: can it keep anybody out? Places are the only limit.
FIELDS = {
    Format: {"id", "network", "key", "name", "purpose", "expect", "position", "is_active"},
    FormatItem: {"id", "format", "position", "kind", "title", "minutes", "filled_by", "slots", "minutes_each"},
    Season: {"id", "network", "name", "rhythm", "created_at", "created_by"},
    Venue: {"id", "network", "name", "address", "postcode", "town", "capacity", "parking", "latitude", "longitude"},
    Meeting: {
        "id", "network", "season", "format", "venue", "title", "summary", "starts_at", "ends_at", "capacity", "places_taken",
        "price_line", "payment_url", "date_reason", "state", "uid", "sequence", "calendar_event", "changed_at",
        "cancelled_why", "recap", "is_joint", "session_count", "report_read_at",
    },
}  # fmt: skip
FORM_FIELDS = {
    format_forms.FormatForm: {"name", "purpose", "expect"},
    meeting_forms.MeetingForm: {"title", "summary", "venue", "capacity", "price_line", "payment_url"},
    meeting_forms.ExtraMeetingForm: {"day", "hour", "format", "venue", "title"},
    season_forms.SeasonForm: {
        "first_date", "rhythm", "start_time", "count", "formats", "first_format", "venue", "new_venue", "new_address",
        "new_postcode", "new_town", "school_holidays", "name",
    },
}  # fmt: skip


@pytest.mark.parametrize("model", FIELDS)
def test_no_column_can_close_a_meeting(model: type[models.Model]) -> None:
    assert {field.name for field in model._meta.concrete_fields} == FIELDS[model]


@pytest.mark.parametrize("form", FORM_FIELDS)
def test_no_field_of_a_form_can_close_a_meeting(form: type[forms.Form]) -> None:
    assert set(form.base_fields) == FORM_FIELDS[form]


def test_no_detail_of_a_meeting_can_close_it() -> None:
    assert frozenset(FORM_FIELDS[meeting_forms.MeetingForm]) | {"format", "starts_at"} == meeting_services.DETAILS


def test_signing_up_asks_for_nothing_but_who() -> None:
    assert set(inspect.signature(sign_ups.sign_up_guest).parameters) == {"meeting", "name", "email", "at", "by"}
    assert set(inspect.signature(sign_ups.sign_up).parameters) == {"meeting", "person", "at", "via", "is_listed", "by"}


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["1-0", "2-0"])
def test_everybody_gets_a_place_at_every_format(key: str) -> None:
    network = factories.network("mikrovirk", name="MikroVirk")
    setup.prepare_network(network)
    meeting = meeting_services.add_meeting(
        network,
        starts_at=NOW + timedelta(days=30),
        at=NOW,
        format=network.formats.get(key=key),
        venue=factories.venue(network),
    )
    meeting = meeting_services.publish_meeting(meeting, at=NOW)
    new, old = factories.member(network), factories.member(network)
    former = factories.member(network)
    former.memberships.update(left_date=NOW.date())
    of_another = factories.member(factories.network("andet"))
    for person in (new, old, former, of_another):
        sign_ups.sign_up(meeting, person, at=NOW, via="page")
    sign_ups.sign_up_guest(meeting, name="Gitte Gæst", email="gitte@gæst.example", at=NOW)
    assert set(SignUp.objects.values_list("state", flat=True)) == {"coming"}
    assert SignUp.objects.count() == 5


@pytest.mark.django_db
def test_nothing_typed_into_a_form_can_close_a_meeting(client: Any) -> None:
    network = factories.network("mikrovirk", name="MikroVirk")
    setup.prepare_network(network)
    meeting = factories.meeting(network, starts_at=NOW + timedelta(days=3650))
    client.force_login(factories.coordinator(network))
    tries = {
        "members_only": "on",
        "is_closed": "on",
        "audience": "members",
        "is_open": "",
        "state": "closed",
        "only_for": "1.0",
    }
    client.post(f"/networks/mikrovirk/plan/meetings/{meeting.pk}/", {"title": "Lukket møde", **tries})
    meeting.refresh_from_db()
    assert (meeting.title, meeting.state) == ("Lukket møde", "published")
    guest = sign_ups.sign_up_guest(meeting, name="Gitte Gæst", email="gitte@gaest.example", at=NOW)
    assert guest.state == "coming"
