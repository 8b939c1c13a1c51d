"""The installation that other tests use: what one writes the other reads, and it comes back on the same port."""

from mikrovirk.live.models import Phone, Question
from tests.live import evenings
from tests.live.phones import Line, PlainHost, PlainPhone
from tests.live.site import Site


def test_the_rows_are_one_and_a_killed_server_comes_back_where_it_was(site: Site) -> None:
    evening = evenings.open_now()
    host = PlainHost.signed_in(site, evening.code, evenings.host(evening))
    phone = PlainPhone.joined(site, evening.code, name="Grethe Bøgelund")
    assert list(Phone.objects.values_list("name", flat=True)) == ["Grethe Bøgelund"]
    line = Line(phone)
    phone.say("question", text="Hvornår er der kaffe?")
    assert "Hvornår er der kaffe?" in line.wait_for("questions", lambda part: "kaffe" in part["html"])[0]["html"]
    site.kill()
    site.start()
    host.press("go", evening.programme[0]["key"])
    assert Question.objects.count() == 1
    assert evening.actions.count() == 1
    assert Line(phone, since=line.newest).wait_for("run")[0]["nowOn"] == evening.programme[0]["key"]
