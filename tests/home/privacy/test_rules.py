"""The rules are whole: their purposes and columns exist, and every one can be asked."""

import pytest
from django.apps import apps

from mikrovirk.api.services import USES_KEPT
from mikrovirk.directory.jobs import KEEP_REQUESTS
from mikrovirk.directory.services.imports import KEEP_LISTS
from mikrovirk.home.privacy.rule import Rule
from mikrovirk.home.privacy.rules import BY_KEY, RULES
from mikrovirk.home.privacy.tables import PEOPLE
from mikrovirk.mailing.jobs import KEEP_LETTERS
from mikrovirk.register.services.asking import KEPT_RUNS
from tests.factories import NOW


def test_every_rule_has_a_key_of_its_own_and_a_purpose() -> None:
    assert len(BY_KEY) == len(RULES)
    assert {rule.purpose for rule in RULES} <= set(PEOPLE)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
@pytest.mark.django_db
def test_its_columns_exist_and_an_empty_installation_owes_nothing(rule: Rule) -> None:
    for column in rule.columns:
        app, model, *field = column.split(".")
        meta = apps.get_model(app, model)._meta
        assert f"{app}.{model}" in PEOPLE[rule.purpose] or rule.key in {"former_members", "guests", "sessions"}
        assert all(meta.get_field(name) for name in field)
    assert rule.due(NOW).count() == 0
    assert rule.carry_out is None or rule.carry_out(NOW) == 0


def test_what_a_job_of_its_own_deletes_is_said_with_its_days() -> None:
    assert BY_KEY["join_unconfirmed"].days == KEEP_REQUESTS.days
    assert BY_KEY["member_lists"].days == BY_KEY["tables"].days == KEEP_LISTS.days
    assert BY_KEY["letters"].days == KEEP_LETTERS.days
    assert BY_KEY["token_uses"].days == USES_KEPT.days
    assert BY_KEY["register_runs"].days == KEPT_RUNS.days
