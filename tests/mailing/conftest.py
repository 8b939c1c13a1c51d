"""The tests of the outbox have kinds of mail of their own."""

from tests.mailing import kinds

kinds.register_once()
