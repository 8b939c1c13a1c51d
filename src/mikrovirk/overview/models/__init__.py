"""What a municipality writes beside the figures, and what was made of them: one module by subject."""

from mikrovirk.overview.models.goals import Goal, GoalActivity, GoalIndicator, GoalReading
from mikrovirk.overview.models.invitations import ContactUse, ListedBusiness
from mikrovirk.overview.models.newcomers import MovePage, Newcomer, Premises, WelcomeHost
from mikrovirk.overview.models.reports import KeptReport

__all__ = [
    "ContactUse",
    "Goal",
    "GoalActivity",
    "GoalIndicator",
    "GoalReading",
    "KeptReport",
    "ListedBusiness",
    "MovePage",
    "Newcomer",
    "Premises",
    "WelcomeHost",
]
