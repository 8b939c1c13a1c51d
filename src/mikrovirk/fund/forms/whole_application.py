"""The application's form in one piece: its fields, its budget, those one applies with, and what is missing before it is sent."""

from typing import Any

from django.forms import BaseFormSet
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from mikrovirk.directory.models import Business
from mikrovirk.fund.domain.applications import Content, Line, Missing, Problem, Side, Together, own_share_due
from mikrovirk.fund.forms.application import ApplicationForm
from mikrovirk.fund.forms.application_rows import LineSet, TogetherSet
from mikrovirk.fund.models import Call
from mikrovirk.fund.templatetags.money import kroner
from mikrovirk.networks.models import Network

Typed = MultiValueDict[str, str]


class WholeForm:
    """The application's form with its budget and those one applies with, bound to what was typed or to what it holds."""

    def __init__(
        self,
        call: Call,
        content: Content,
        *,
        networks: list[Network],
        businesses: list[Business],
        typed: Typed | None = None,
        files: Any = None,
    ) -> None:
        begun = initial_of(content)
        self.call = call
        self.main = ApplicationForm(typed, files, call=call, networks=networks, businesses=businesses, initial=begun)
        # Rows that were typed know nothing of those that are kept: a row typed as it stood would count as left empty.
        shown = content if typed is None else Content()
        self.costs: BaseFormSet[Any] = LineSet(typed, files, prefix="cost", initial=lines_of(shown, Side.COST))
        self.own: BaseFormSet[Any] = LineSet(typed, files, prefix="own", initial=lines_of(shown, Side.OWN))
        together = [{"name": each.name, "email": each.email, "cvr": each.cvr} for each in shown.together]
        self.together: BaseFormSet[Any] = TogetherSet(typed, files, prefix="together", initial=together)

    def is_valid(self) -> bool:
        """Whether everything that was typed can be read; not yet whether it is enough to be sent."""
        return all([self.main.is_valid(), self.costs.is_valid(), self.own.is_valid(), self.together.is_valid()])

    def content(self) -> Content:
        """What can be read of what was typed."""
        self.is_valid()
        cleaned = self.main.cleaned_data
        business: Business | None = cleaned.get("business")
        return Content(
            title=cleaned.get("title", ""),
            summary=cleaned.get("summary", ""),
            municipality=cleaned.get("municipality", ""),
            takes_place_date=cleaned.get("takes_place_date"),
            cvr=(business.cvr if business else "") or cleaned.get("cvr", ""),
            business=business.pk if business else None,
            network=self.main.network_chosen(),
            answers=self.main.answers(),
            budget=(*self.lines(self.costs, Side.COST), *self.lines(self.own, Side.OWN)),
            help_in_kind=tuple(self.main.help_wanted()),
            together=tuple(self.those_together()),
        )

    def lines(self, rows: "BaseFormSet[Any]", side: Side) -> list[Line]:
        found = [getattr(row, "cleaned_data", {}) for row in rows]
        return [
            Line(side, each.get("text", ""), each.get("amount") or 0)
            for each in found
            if each.get("text") or each.get("amount")
        ]

    def those_together(self) -> list[Together]:
        rows = [getattr(row, "cleaned_data", {}) for row in self.together]
        named = {each["email"]: each for each in rows if each.get("email") and each.get("name")}
        return [Together(each["name"], each["email"], each.get("cvr", "")) for each in named.values()]

    def say_what_is_missing(self, found: list[Missing], content: Content) -> None:
        """Put each problem beside its field; those of money above the form, where the sums stand too."""
        fields = {Problem.NO_TITLE: "title", Problem.NO_SUMMARY: "summary", Problem.NO_MUNICIPALITY: "municipality"}
        for each in found:
            if each.problem is Problem.ANSWER:
                self.main.add_error(f"q_{each.of}", _("Write an answer here."))
            elif each.problem in fields:
                self.main.add_error(fields[each.problem], _("This must be filled in."))
            else:
                self.main.add_error(None, money_words(each.problem, content, self.call))
        self.say_which_lines_are_half()

    def say_which_lines_are_half(self) -> None:
        """A line of the budget is both for what and how much; somebody one applies with has a name and an address."""
        for row in (*self.costs, *self.own):
            cleaned = getattr(row, "cleaned_data", {})
            if cleaned.get("text") and not cleaned.get("amount") and "amount" not in row.errors:
                row.add_error("amount", _("How much?"))
            elif cleaned.get("amount") and not cleaned.get("text"):
                row.add_error("text", _("For what?"))
        for row in self.together:
            cleaned = getattr(row, "cleaned_data", {})
            if bool(cleaned.get("name")) != bool(cleaned.get("email")):
                missing = "email" if cleaned.get("name") else "name"
                if missing not in row.errors:
                    row.add_error(missing, _("This must be filled in."))

    @property
    def has_errors(self) -> bool:
        """Whether anything is marked, also what `say_what_is_missing` added."""
        rows = (*self.costs, *self.own, *self.together)
        return bool(self.main.errors) or any(row.errors for row in rows)


def money_words(problem: Problem, content: Content, call: Call) -> str:
    """What is wrong with the budget, in a sentence that says what to do."""
    words = {
        Problem.NO_COSTS: _("Write in the budget what it costs."),
        Problem.NOTHING_ASKED: _("Your own money covers it all, so there is nothing to apply for."),
        Problem.TOO_SMALL: _("You ask for %(amount)s. The smallest amount is %(limit)s."),
        Problem.TOO_LARGE: _("You ask for %(amount)s. The largest amount is %(limit)s."),
        Problem.OWN_SHARE: _("Own and other money must be at least %(limit)s; now it is %(own)s."),
    }[problem]
    limits = {
        Problem.TOO_SMALL: call.smallest,
        Problem.TOO_LARGE: call.largest,
        Problem.OWN_SHARE: own_share_due(content.costs, call.own_share),
    }
    limit = kroner(limits.get(problem, 0))
    return words % {"amount": kroner(content.amount), "limit": limit, "own": kroner(content.own)}


def initial_of(content: Content) -> dict[str, Any]:
    """What the form shows of an application as it is kept."""
    begun: dict[str, Any] = {
        "title": content.title,
        "summary": content.summary,
        "takes_place_date": content.takes_place_date,
        "municipality": content.municipality,
        "network": content.network,
        "business": content.business,
        "cvr": "" if content.business else content.cvr,
    }
    if not content.municipality:
        del begun["municipality"]
    begun |= {f"q_{key}": in_the_form(value) for key, value in content.answers.items()}
    for each in content.help_in_kind:
        begun[f"help_{each.kind}"], begun[f"help_{each.kind}_text"] = True, each.text
    return begun


def in_the_form(value: Any) -> Any:
    """An answer as its field shows it."""
    return ("yes" if value else "no") if isinstance(value, bool) else value


def lines_of(content: Content, side: Side) -> list[dict[str, Any]]:
    return [{"text": line.text, "amount": line.amount} for line in content.budget if line.side == side]
