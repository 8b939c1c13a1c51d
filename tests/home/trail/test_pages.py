"""Which pages are written down: all exist, none is public or a member's own, and none could say who answered or voted what."""

from django.urls import reverse

from mikrovirk.home.trail.pages import PAGES, What
from mikrovirk.home.trail.wording import WORDS, in_words
from tests.test_urls import PUBLIC, pages

# Words in the names of pages where somebody says, votes or signs up for themselves.
OWN = (
    "answer",
    "vote_cast",
    "vote_receipt",
    "receipt",
    "wish",
    "feedback",
    "sign_up",
    "said_erase",
    "profile",
    "apply",
)


def test_every_page_exists_and_is_closed() -> None:
    closed = {page.name for page in pages() if not page.is_public}
    assert set(PAGES) - closed == set()
    assert set(PAGES) & PUBLIC == set()


def test_no_page_says_when_a_member_answered_or_voted() -> None:
    assert [name for name in PAGES if name.partition(":")[2].startswith(OWN)] == []
    own = {page.name for page in pages() if page.address.startswith(("/me/", "/account/"))}
    assert set(PAGES) & own == set()


def test_everything_that_is_written_down_has_words() -> None:
    assert set(WORDS) == set(What)
    used = {what for page in PAGES.values() for what in (page.seen, page.changed) if what}
    assert used == set(What)
    assert in_words("of-an-older-version") == "of-an-older-version"


def test_the_pages_of_the_members_are_all_in_the_list() -> None:
    """A new page of the coordinator's members is written down, or says here why not."""
    forms_only = {"directory:import", "directory:import_choose"}  # a form that shows nobody; choices about columns
    members = reverse("directory:members", args=["x"])
    here = {page.name for page in pages() if page.address.startswith(members)}
    assert here - set(PAGES) == forms_only
