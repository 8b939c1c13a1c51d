"""What conferences hold about one person, handed out and taken away."""

import pytest

from mikrovirk.cooperation.models import Commitment
from mikrovirk.cooperation.queries.said_at_conferences import export_of
from mikrovirk.cooperation.services import commitments, wishes
from mikrovirk.cooperation.services.conference_erasing import erase
from tests import factories as f
from tests.cooperation import conference_rows as rows

pytestmark = pytest.mark.django_db


def test_it_is_handed_out_and_then_nothing_names_them() -> None:
    bo = f.user("Bo Lund", email="bo@lund.example")
    conference = rows.planned(*rows.area())
    wishes.send_in(conference, text="Mere kaffe", name="Bo Lund", by=bo, at=f.NOW)
    own = rows.promise(conference, owner_name="Bo Lund", owner_email="BO@lund.example")
    rows.promise(conference, text="Rydde loftet", owner_name="Biblioteket", owner_email="bo@lund.example")
    commitments.say_how_it_goes(own, text="Nøglen er bestilt", at=f.NOW, by=bo)
    assert export_of(bo) == {
        "wishes": [
            {"conference": "Sammen om de små", "text": "Mere kaffe", "name": "Bo Lund", "at": f.NOW.isoformat()}
        ],
        "promised": [
            {"conference": "Sammen om de små", "text": text, "until": "2027-03-01", "state": "open"}
            for text in ("Åbne læsesalen om aftenen", "Rydde loftet")
        ],
        "followed_up": [{"promise": "Åbne læsesalen om aftenen", "text": "Nøglen er bestilt", "at": f.NOW.isoformat()}],
    }
    erase(bo)
    assert list(conference.wishes.values_list("text", "name")) == [("Mere kaffe", "")]
    assert list(Commitment.objects.order_by("pk").values_list("owner_name", "owner_email")) == [
        ("–", ""),
        ("Biblioteket", ""),
    ]
