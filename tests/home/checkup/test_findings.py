"""The worst comes first."""

from mikrovirk.home.checkup.findings import State, fine, watch, wrong


def test_what_is_wrong_goes_before_what_should_be_looked_at() -> None:
    found = [fine("a", "A"), wrong("b", "B", "mend"), watch("c", "C", "mend")]
    assert [each.key for each in sorted(found, key=lambda each: list(State).index(each.state))] == ["b", "c", "a"]
