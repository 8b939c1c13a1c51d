"""The pages of the steering group stand beside each other; a part that is off has none."""

import pytest
from django.urls import reverse

from mikrovirk.voice.templatetags.voice import TABS, steering_tabs
from tests import factories

pytestmark = pytest.mark.django_db


def test_with_every_part_on_each_page_has_its_tab() -> None:
    shown = steering_tabs(factories.network("moen"), "reports")["entries"]
    assert [entry["label"] for entry in shown] == [label for _key, _part, label, _where in TABS]
    assert [entry["url"] for entry in shown if entry["current"]] == ["/networks/moen/reports/"]


def test_a_part_that_is_off_has_no_tab() -> None:
    shown = steering_tabs(factories.network("moen", parts=()), "reports")["entries"]
    always = [reverse(where, args=["moen"]) for _key, part, _label, where in TABS if not part]
    assert "/networks/moen/reports/" in always
    assert [entry["url"] for entry in shown] == always
