"""The application as the fund's people read it."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from mikrovirk.fund.domain.applications import questions_for
from mikrovirk.fund.models import Application, BudgetLine
from mikrovirk.fund.queries.applications import rules_of
from mikrovirk.fund.views.case_page import Case


def application_section(case: Case) -> dict[str, Any]:
    """What is applied for: the words, the answers, the budget, the help and those who apply together."""
    application = case.application
    lines = list(application.budget.all())
    return {
        "answers": list(answers_of(application)),
        "costs": [line for line in lines if line.side == BudgetLine.Side.COST],
        "own": [line for line in lines if line.side == BudgetLine.Side.OWN],
        "costs_total": sum(line.amount for line in lines if line.side == BudgetLine.Side.COST),
        "own_total": sum(line.amount for line in lines if line.side == BudgetLine.Side.OWN),
        "help": list(application.help_in_kind.all()),
        "together": list(application.co_applicants.all()),
        "attachments": list(application.attachments.all()),
    }


def answers_of(application: Application) -> Iterator[tuple[str, str]]:
    """Each question that was asked, with the answer in words."""
    asked = {question.key for question in questions_for(application.amount, rules_of(application.call))}
    for question in application.call.questions:
        answer = application.answers.get(question["key"])
        if question["key"] in asked or answer:
            yield question["label"], in_words(answer)


def in_words(answer: object) -> str:
    if isinstance(answer, bool):
        return _("Yes") if answer else _("No")
    if isinstance(answer, list):
        return ", ".join(str(each) for each in answer)
    return "" if answer is None else str(answer)
