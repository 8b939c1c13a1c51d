"""The reasons in Danish and in English, each sentence one that can be checked against the numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from mikrovirk.fund.domain.allocation.outcome import Explanation, Reason, Why
from mikrovirk.fund.domain.allocation.rules import Method, Rule
from mikrovirk.fund.domain.allocation.word_table import TABLE

Language = Literal["da", "en"]


@dataclass(frozen=True)
class Words:
    """Says the codes of an explanation. `names` by project id; `unit`: minor units in one of the currency."""

    language: Language
    names: Mapping[str, str]
    unit: int = 100
    currency: str = "kr."

    def reason(self, reason: Reason, explanation: Explanation) -> list[str]:
        """Why one project got money or did not, and what it would have needed; one to six sentences."""
        said = self._funded(reason) if reason.funded else self._not_funded(reason)
        return [*said, *self._what_if(reason), *self._elsewhere(reason, explanation)]

    def left_over(self, explanation: Explanation) -> str:
        """What is left of the pot, and why."""
        left = explanation.allocation.unspent
        return self._say(
            f"left:{explanation.left_over}",
            left=self.money(left),
            budget=self.money(explanation.allocation.budget),
            next_cost=self.money(explanation.next_step_cost or 0),
        )

    def served(self, explanation: Explanation) -> str:
        """How many voters got something of what they voted for."""
        return self._say(
            "served", served=self._number(explanation.voters_served), voters=self._number(explanation.voters)
        )

    def rule(self, rule: Rule) -> str:
        return self._say(f"rule:{rule.completion if rule.method is Method.EQUAL_SHARES else rule.method}")

    def money(self, amount: Fraction | int) -> str:
        """An amount as it is read; parts of a minor unit are rounded."""
        cents = round(Fraction(amount) * 100 / self.unit)
        whole, rest = divmod(cents, 100)
        decimals = f"{',' if self.language == 'da' else '.'}{rest:02}" if rest else ""
        number = self._number(whole) + decimals
        if self.currency == "kr.":
            return f"{number} kr." if self.language == "da" else f"DKK {number}"
        return f"{number} {self.currency}" if self.language == "da" else f"{self.currency} {number}"

    def _number(self, number: int) -> str:
        grouped = f"{number:,}"
        return grouped.replace(",", ".") if self.language == "da" else grouped

    def _say(self, key: str, **values: str) -> str:
        said = TABLE[key][0 if self.language == "da" else 1].format(**values)
        return said.replace("kr..", "kr.")  # where an amount ends the sentence

    def _name(self, id: str) -> str:
        name = self.names.get(id) or id
        return f"»{name}«" if self.language == "da" else f"“{name}”"

    def _funded(self, reason: Reason) -> list[str]:
        said = [
            self._say(
                f"why:{reason.why}",
                cost=self.money(reason.cost),
                supporters=self._number(reason.supporters),
                votes=str(reason.votes),
                had=self.money(reason.left or 0),
            )
        ]
        if reason.payers:
            said.append(self._payers(reason))
        return said

    def _payers(self, reason: Reason) -> str:
        """Who paid: most pay the same; some give the last they have; points make it differ."""
        most, rest = reason.payers[0], reason.payers[1:]
        paying = sum(each.voters for each in reason.payers)
        key = "paid:same" if not rest else "paid:rest" if reason.votes == reason.supporters else "paid:points"
        return self._say(
            key,
            voters=self._number(most.voters),
            amount=self.money(most.amount),
            all=self._number(paying),
            least=self.money(reason.payers[-1].amount),
            others=self._number(paying - most.voters),
            sum=self.money(sum((each.voters * each.amount for each in rest), Fraction(0))),
        )

    def _not_funded(self, reason: Reason) -> list[str]:
        key = f"why:{reason.why}"
        if reason.had is not None and reason.why in {Why.LACKED_MONEY, Why.LACKED_ROOM}:
            key += ":after" if reason.after else ":first"
        said = [
            self._say(
                key,
                cost=self.money(reason.cost),
                supporters=self._number(reason.supporters),
                had=self.money(reason.had or 0),
                lacked=self.money(reason.lacked or 0),
                after=self._name(reason.after or ""),
            )
        ]
        if reason.taken:
            taken = self._list([f"{self._name(each.project)} ({self.money(each.amount)})" for each in reason.taken])
            said.append(self._say("taken", taken=taken))
        return said

    def _what_if(self, reason: Reason) -> list[str]:
        said = []
        if reason.wins_at is not None:
            dearer = reason.wins_at + self.unit
            said.append(self._say("wins_at", cost=self.money(reason.wins_at), dearer=self.money(dearer)))
        if reason.wins_with is not None:
            said.append(self._say("wins_with", more=self._number(reason.wins_with)))
        return said

    def _elsewhere(self, reason: Reason, explanation: Explanation) -> list[str]:
        """Under which other rules it would be the other way round."""
        differing = [other.rule for other in explanation.others if (other.rule in reason.elsewhere) != reason.funded]
        if not differing:
            return []
        rules = self._list([self.rule(rule) for rule in differing])
        return [self._say("elsewhere:not" if reason.funded else "elsewhere:funded", rules=rules)]

    def _list(self, parts: list[str]) -> str:
        if len(parts) == 1:
            return parts[0]
        return f"{', '.join(parts[:-1])} {'og' if self.language == 'da' else 'and'} {parts[-1]}"
