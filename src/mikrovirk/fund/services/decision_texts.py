"""What a citizen is told of a decision, in Danish and English: what was decided, why, by whom, what now, how to complain.

Forvaltningsloven §§ 22–25: reasons with the rules and the main considerations, and how to complain. The text is made once,
kept with the decision, and read from there ever after.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mikrovirk.common import dates
from mikrovirk.fund.models import Decision, Fund, Outcome
from mikrovirk.fund.queries import assessing, deciding, divisions
from mikrovirk.fund.templatetags.money import kroner
from mikrovirk.networks.models import Organisation

Text = dict[str, Any]  # {"title", "sections": [{"heading", "text"}]}
ENGLISH = "en"


def texts_of(decision: Decision) -> dict[str, Text]:
    """The decision in words, by language."""
    made = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            made[language] = text_of(decision)
    return made


def text_of(decision: Decision) -> Text:
    sections = [
        (_("What is decided"), decided(decision)),
        (_("Why"), why(decision)),
        (_("What the decision rests on"), grounds(decision)),
        (_("What happens now"), what_now(decision)),
        (_("How to complain"), complaint(decision.application.call.fund)),
    ]
    return {
        "title": _("Decision on “%(title)s”") % {"title": decision.application.title},
        "sections": [{"heading": heading, "text": text} for heading, text in sections],
    }


def decided(decision: Decision) -> str:
    """In one sentence what came of the application."""
    words = {
        "title": decision.application.title,
        "amount": kroner(decision.amount),
        "asked": kroner(decision.asked),
    }
    if decision.outcome == Outcome.NOT_ELIGIBLE:
        return (
            _("You do not get money for “%(title)s”: the application does not meet the conditions of the call.") % words
        )
    if decision.outcome == Outcome.REFUSED:
        return _("You do not get money for “%(title)s” this time. You asked for %(asked)s.") % words
    if not decision.asked:
        return _("You get the help you asked for with “%(title)s”.") % words
    if decision.is_part:
        return _("You get %(amount)s for “%(title)s”, of the %(asked)s you asked for.") % words
    return _("You get %(amount)s for “%(title)s”: all that you asked for.") % words


def why(decision: Decision) -> str:
    """The reason as it was written, the conditions that were not met, and why the division was not followed."""
    is_english = get_language() == ENGLISH
    parts = [decision.reason_en if is_english and decision.reason_en else decision.reason]
    if decision.outcome == Outcome.NOT_ELIGIBLE:
        parts.append("\n".join([_("These conditions are not met:"), *failed_conditions(decision)]))
    if points := points_of(decision):
        parts.append(points)
    deviation = getattr(decision, "deviation", None)
    if not deviation and (by_the_rule := sentences_of_the_rule(decision)):
        parts.append(_("By the rule of the call: %(why)s") % {"why": " ".join(by_the_rule)})
    if deviation:
        words = {"reason": deviation.reason, "proposed": kroner(deviation.proposed)}
        parts.append(
            _("By the rule of the call you would have got %(proposed)s. The deciders chose otherwise: %(reason)s")
            % words
        )
    return "\n\n".join(parts)


def failed_conditions(decision: Decision) -> Iterator[str]:
    for row in assessing.conditions_of(decision.application):
        if row.check and not row.check.is_met:
            yield f"- {row.condition.text} – {row.check.reason}"


def points_of(decision: Decision) -> str:
    """What the assessors gave, where the case was scored by everybody asked."""
    assignments = assessing.assignments_of(decision.application)
    result = assessing.score_of(decision.application, assignments) if assessing.all_are_in(assignments) else None
    if result is None:
        return ""
    words = {"points": one_decimal(float(result.total)), "number": result.assessors}
    return _("Assessors: %(number)s. Points, from 0 to 5, by the criteria of the call: %(points)s.") % words


def sentences_of_the_rule(decision: Decision) -> list[str]:
    """Why the rule gave it money or did not; nothing where the case took no part in dividing the pot."""
    division = deciding.division_of(decision.application.call)
    return divisions.reasons_of(division, decision.application_id) if division else []


def one_decimal(value: float) -> str:
    return f"{value:.1f}".replace(".", "." if get_language() == ENGLISH else ",")


def grounds(decision: Decision) -> str:
    """Who decided, on what day, by which rules."""
    call = decision.application.call
    words = {
        "who": decision.decides or call.fund.holder.name,
        "day": dates.day(timezone.localtime(decision.at).date()),
        "call": call.title,
        "fund": call.fund.name,
        "asked": kroner(decision.asked),
    }
    lines = [
        _("%(who)s decided it on %(day)s under the call “%(call)s” of %(fund)s.") % words,
        _(
            "The call says what the money is for, what is asked of an application and how the pot is divided: %(rule)s. "
            "What a municipality supports must be of general benefit and no advantage for one owner (kommunalfuldmagten)."
        )
        % {"rule": call.get_rule_display()},
        _(
            "It rests on your application as we received it last, your answers to our questions, and the assessment. "
            "You may see the papers of your case: write to us (forvaltningsloven § 9)."
        ),
    ]
    if decision.is_quick:
        lines.append(_("Small amounts are decided by one person within seven days, as the call says."))
    return "\n\n".join(lines)


def what_now(decision: Decision) -> str:
    """What the applicant does next, or can do instead."""
    call = decision.application.call
    if decision.outcome == Outcome.GRANTED and not decision.amount:
        return _("We write to you about who helps you, and when.")
    if decision.outcome == Outcome.GRANTED:
        return _(
            "You get a letter with the conditions, and say yes to it on your page within %(days)s days; otherwise the grant lapses."
        ) % {"days": call.accept_days}
    lines = [_("You can change your project and apply again in a later call. Your idea can stay in the idea box.")]
    if contact := contact_of(call.fund):
        lines.append(_("We gladly say what would make it stronger: %(contact)s.") % {"contact": contact})
    return "\n\n".join(lines)


def contact_of(fund: Fund) -> str:
    return ", ".join(part for part in (fund.contact_name, fund.contact_email, fund.contact_phone) if part)


def complaint(fund: Fund) -> str:
    """How to complain: the fund's own words in the reader's language, else the usual ones."""
    own = fund.complaint_text_en if get_language() == ENGLISH else fund.complaint_text
    if own:
        return own
    contact = contact_of(fund) or fund.holder.name
    again = _(
        "Do you disagree? Write to us, if you can within four weeks, and say what you think is wrong: %(contact)s. "
        "We look at the case again and answer with reasons."
    ) % {"contact": contact}
    if fund.holder.kind != Organisation.Kind.MUNICIPALITY:
        return again
    beyond = [
        _(
            "The decision cannot be brought before another authority, as it is the municipality's to make. But you may write to:"
        ),
        _(
            "- Ankestyrelsen (ast.dk), which supervises the municipalities, if you think the decision is against the law. "
            "Ankestyrelsen decides itself whether to take the case up."
        ),
        _("- Folketingets Ombudsmand (ombudsmanden.dk), within a year, about how your case was handled."),
    ]
    return again + "\n\n" + "\n".join(beyond)
