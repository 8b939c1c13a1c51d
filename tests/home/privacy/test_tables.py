"""Every table is either needed for something, and erasing reaches it, or it says nothing about people."""

from collections import Counter
from itertools import chain

from django.apps import apps
from django.db.models import ForeignKey

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.home.privacy.tables import PEOPLE, WITHOUT_PEOPLE, Fate

TABLES = {model._meta.label: model for model in apps.get_models(include_auto_created=True)}


def test_a_new_table_says_what_it_is_needed_for() -> None:
    listed = Counter(chain(*PEOPLE.values(), WITHOUT_PEOPLE))
    assert [label for label, count in listed.items() if count > 1] == []
    assert sorted(set(TABLES) - set(listed)) == [], (
        "give it a purpose in home/privacy/tables.py, and let erasing reach it"
    )
    assert sorted(set(listed) - set(TABLES)) == [], "there is no such table any more"


def test_what_points_at_somebody_says_something_about_people() -> None:
    pointing = {
        label
        for label, model in TABLES.items()
        for column in model._meta.concrete_fields
        if isinstance(column, ForeignKey) and column.related_model in (User, Person)
    }
    assert sorted(pointing & WITHOUT_PEOPLE) == []


def test_what_goes_with_the_person_is_deleted_by_its_references_or_by_name() -> None:
    """A row that is said to stay must be able to stay: no reference that is never empty leads to the person."""
    wrong = [
        f"{label}.{column.name}"
        for label, fate in chain(*[tables.items() for tables in PEOPLE.values()])
        if fate != Fate.GONE
        for column in TABLES[label]._meta.concrete_fields
        if isinstance(column, ForeignKey) and column.related_model in (User, Person) and not column.null
    ]
    assert wrong == []
