"""This week's ten minutes: at most seven things to do, each drafted, each done with one or two clicks.

Each app says what of its own waits; `week_of` puts it in order, `things_of` gives all of it.
"""

from mikrovirk.home.week.gathering import Week, things_of, week_of, without_members
from mikrovirk.home.week.mails import ByItself, by_itself
from mikrovirk.home.week.things import Thing

__all__ = ["ByItself", "Thing", "Week", "by_itself", "things_of", "week_of", "without_members"]
