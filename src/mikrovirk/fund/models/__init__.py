"""Ideas, calls, applications, decisions and money: one module by subject."""

from mikrovirk.fund.models.agreements import Agreement, Approval, Claim, Receipt, Report
from mikrovirk.fund.models.applications import Application, BudgetLine, CoApplicant
from mikrovirk.fund.models.assessing import Assignment, CaseEntry, ConditionCheck, Interest, Score
from mikrovirk.fund.models.calls import Call, Condition, Criterion, Share
from mikrovirk.fund.models.cases import Attachment, CaseMessage, HelpInKind, SentVersion
from mikrovirk.fund.models.de_minimis import (
    AidAssessment,
    AidDeclaration,
    AidGrant,
    DeclaredAid,
    EuroRate,
    LinkedBusiness,
    Undertaking,
)
from mikrovirk.fund.models.deciding import Decision, Deviation, Division, Outcome, Recommendation
from mikrovirk.fund.models.funds import Fund, FundRole
from mikrovirk.fund.models.ideas import Idea, IdeaPicture, IdeaSupport
from mikrovirk.fund.models.ledger import LedgerAccount, LedgerEntry, LedgerHead
from mikrovirk.fund.models.votes import BallotBox, PaperTyping, Vote, VoteCount, VoteProject, Voter

__all__ = [
    "Agreement",
    "AidAssessment",
    "AidDeclaration",
    "AidGrant",
    "Application",
    "Approval",
    "Assignment",
    "Attachment",
    "BallotBox",
    "BudgetLine",
    "Call",
    "CaseEntry",
    "CaseMessage",
    "Claim",
    "CoApplicant",
    "Condition",
    "ConditionCheck",
    "Criterion",
    "Decision",
    "DeclaredAid",
    "Deviation",
    "Division",
    "EuroRate",
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
    "LinkedBusiness",
    "Outcome",
    "PaperTyping",
    "Receipt",
    "Recommendation",
    "Report",
    "Score",
    "SentVersion",
    "Share",
    "Undertaking",
    "Vote",
    "VoteCount",
    "VoteProject",
    "Voter",
]
