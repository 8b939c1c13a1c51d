"""Ideas, calls, applications, decisions and money: one module by subject."""

from mikrovirk.fund.models.applications import Application, BudgetLine, CoApplicant
from mikrovirk.fund.models.assessing import Assignment, CaseEntry, ConditionCheck, Interest, Score
from mikrovirk.fund.models.calls import Call, Condition, Criterion, Share
from mikrovirk.fund.models.cases import Attachment, CaseMessage, HelpInKind, SentVersion
from mikrovirk.fund.models.deciding import Decision, Deviation, Division, Outcome, Recommendation
from mikrovirk.fund.models.funds import Fund, FundRole
from mikrovirk.fund.models.ideas import Idea, IdeaPicture, IdeaSupport
from mikrovirk.fund.models.ledger import LedgerAccount, LedgerEntry, LedgerHead

__all__ = [
    "Application",
    "Assignment",
    "Attachment",
    "BudgetLine",
    "Call",
    "CaseEntry",
    "CaseMessage",
    "CoApplicant",
    "Condition",
    "ConditionCheck",
    "Criterion",
    "Decision",
    "Deviation",
    "Division",
    "Fund",
    "FundRole",
    "HelpInKind",
    "Idea",
    "IdeaPicture",
    "IdeaSupport",
    "Interest",
    "LedgerAccount",
    "LedgerEntry",
    "LedgerHead",
    "Outcome",
    "Recommendation",
    "Score",
    "SentVersion",
    "Share",
]
