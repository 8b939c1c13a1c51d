"""What members of the example region said, and what came of it, in both municipalities and at most two clicks from the links."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from mikrovirk.config.demo import region
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Topic
from mikrovirk.voice.models import Consultation, Decision, Input, InputRound, Source, Speaker, SteeringMeeting

# `words`: that the region is built on PostgreSQL too is test_demo's business; here its pages are read.
pytestmark = [pytest.mark.django_db, pytest.mark.words]


def today() -> date:
    return timezone.localdate()


def vordingborg_has_been_round_once_and_is_at_it_again() -> None:
    network = Network.objects.get(slug="mikrovirk")
    round = InputRound.objects.get(network=network)
    assert (round.state, round.conclusions.count()) == ("concluded", 3)
    assert all(row.is_approved for row in round.conclusions.all())
    said = Input.objects.filter(round=round, source__in=[Source.ROUND_PAGE, Source.ROUND_MAIL])
    assert not said.filter(outcome="").exists()
    assert not said.filter(told_at=None, person__isnull=False).exists()
    assert said.filter(person=None, author_name="").count() == 6  # two who did not give their name, three answers each
    decided = Decision.objects.filter(network=network)
    assert decided.filter(done_at__isnull=False).count() == 1
    assert decided.filter(answer="no").count() == 1
    assert decided.filter(answer="yes", done_at=None, due_date__lt=today()).count() == 1
    assert decided.filter(shown_at__isnull=False).count() == 3
    draft = Consultation.objects.get(network=network)
    assert (draft.state, draft.points.count(), draft.points.exclude(answer="").count()) == ("open", 4, 1)
    assert draft.comments.count() == 4
    held, coming = SteeringMeeting.objects.filter(network=network).order_by("starts_at")
    assert (held.closed_at is not None, coming.closed_at, coming.points.count()) == (True, None, 3)
    assert Topic.objects.filter(network=network, support__suggested=True).distinct().count() == 3
    assert Speaker.objects.filter(network=network).count() == 4


def guldborgsund_has_asked_and_lets_comments_wait() -> None:
    network = Network.objects.get(slug="mikronet")
    round = InputRound.objects.get(network=network)
    assert round.state == "open"
    assert 0 < round.asks.exclude(answered_at=None).count() < round.asks.count()
    inputs = Input.objects.filter(network=network)
    assert inputs.filter(outcome="no").count() == 1
    assert inputs.filter(outcome="", at__lt=timezone.now() - timedelta(days=60)).count() == 1
    draft = Consultation.objects.get(network=network)
    assert (draft.state, draft.points.exclude(answer="").count(), draft.comments.count()) == ("closed", 0, 1)


# What each sees at most two clicks from the page their link leads to.
SEEN = {
    0: r"/networks/mikrovirk/(voice/|voice/rounds/|steering/|consultations/|you-said/|planner/|wishes/|health/|handover/)$",
    1: r"/networks/mikrovirk/(consultations/\d+/|you-said/|wishes/)$",
    2: r"/networks/mikrovirk/(voice/|steering/|consultations/|you-said/|health/|handover/)$",
    3: r"/networks/mikronet/(voice/|voice/rounds/|steering/|consultations/|health/|handover/)$",
}


def test_the_story_is_in_mid_life_at_most_two_clicks_from_the_links() -> None:
    region.build(now=timezone.now())
    vordingborg_has_been_round_once_and_is_at_it_again()
    guldborgsund_has_asked_and_lets_comments_wait()
    for who, (_label, user) in enumerate(region.cast()):
        if who in SEEN:
            client = Client()
            client.force_login(user)
            is_two_clicks_away(who, client)


def is_two_clicks_away(who: int, client: Client) -> None:
    wanted = set(re.findall(r"[a-z-]+(?:/rounds)?/(?:\\d\+/)?", SEEN[who].partition("(")[2]))
    found = {
        pattern for pattern in wanted if any(re.search(rf"/{pattern}$", link) for link in within_two_clicks(client))
    }
    assert found == wanted


def within_two_clicks(client: Client) -> set[str]:
    """The pages that links lead to from where one begins, and from those pages."""
    first = links_on(client, "/start/")
    return first | {link for page in first for link in links_on(client, page)}


def links_on(client: Client, page: str) -> set[str]:
    answer = client.get(page, follow=True)
    if not answer.headers["Content-Type"].startswith("text/html"):
        return set()
    return {link for link in re.findall(r'<a [^>]*href="(/[^"#?]*)', answer.content.decode()) if "/logout" not in link}
