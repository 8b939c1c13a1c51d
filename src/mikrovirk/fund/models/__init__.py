"""Ideas, calls, applications, decisions and money: one module by subject."""

from mikrovirk.fund.models.applications import Application, BudgetLine, CoApplicant
from mikrovirk.fund.models.calls import Call, Condition, Criterion, Share
from mikrovirk.fund.models.cases import Attachment, CaseMessage, HelpInKind, SentVersion
from mikrovirk.fund.models.funds import Fund, FundRole
from mikrovirk.fund.models.ideas import Idea, IdeaPicture, IdeaSupport
from mikrovirk.fund.models.ledger import LedgerAccount, LedgerEntry, LedgerHead

__all__ = [
    "Application",
    "Attachment",
    "BudgetLine",
    "Call",
    "CaseMessage",
    "CoApplicant",
    "Condition",
    "Criterion",
    "Fund",
    "FundRole",
    "HelpInKind",
    "Idea",
    "LedgerAccount",
    "LedgerEntry",
    "LedgerHead",
    "IdeaPicture",
    "IdeaSupport",
    "SentVersion",
    "Share",
]
