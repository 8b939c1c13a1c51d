"""Ideas, calls, applications, decisions and money: one module by subject."""

from mikrovirk.fund.models.applications import Application, BudgetLine, CoApplicant
from mikrovirk.fund.models.calls import Call, Condition, Criterion, Share
from mikrovirk.fund.models.funds import Fund, FundRole
from mikrovirk.fund.models.ideas import Idea

__all__ = [
    "Application",
    "BudgetLine",
    "Call",
    "CoApplicant",
    "Condition",
    "Criterion",
    "Fund",
    "FundRole",
    "Idea",
    "Share",
]
