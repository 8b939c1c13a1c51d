"""Drafts of the papers the law asks for, from what is set up here: the record of processing and the data-processing agreement.

Sources: GDPR article 30(1) for the record; article 28(3) for the agreement, in the order of Datatilsynet's standard contract.
"""

from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from mikrovirk.common.dates import day
from mikrovirk.home.privacy.installed import others, protections, purposes_here
from mikrovirk.home.privacy.retention import facts
from mikrovirk.networks.models import DataProtection
from mikrovirk.ui.documents import Document, Section, Table


def blank(words: str) -> str:
    """What was written down, or a line to fill in."""
    return words or "…………………"


def line(name: str, words: str) -> str:
    return f"{name}: {blank(words)}"


def record(on: date) -> Document:
    """The record of processing activities (fortegnelse), as the controller must keep it."""
    row = facts()
    told = purposes_here(row)
    return Document(
        title=_("Record of processing activities"),
        sender=row.controller or settings.SITE_URL,
        facts=(
            (_("Date"), day(on, today=date.min)),
            (_("Site"), settings.SITE_URL),
            (_("Draft paper"), _("made from how the site is set up")),
        ),
        lead=_(
            "What personal data are processed here, what for, and how they are protected (GDPR article 30). Read it, add what"
            " only you know, and keep it where Datatilsynet can ask for it."
        ),
        sections=(
            who(row),
            Section(
                _("Purposes"),
                table=Table(
                    _("Purposes"),
                    (_("Purpose"), _("Whose data"), _("Which data"), _("Legal basis"), _("Who receives them")),
                    tuple(
                        (
                            f"{each.purpose.title}: {each.purpose.why}",
                            str(each.purpose.whom),
                            str(each.purpose.what),
                            " ".join(str(basis) for basis in each.bases),
                            str(each.purpose.seen_by),
                        )
                        for each in told
                    ),
                    is_figures=False,
                ),
            ),
            Section(
                _("Special categories"),
                (_("None are asked for. CPR numbers are refused. Nobody is judged by a program alone."),),
            ),
            how_long(row),
            Section(
                _("Processors"), bullets=tuple(others()) or (_("Nobody else: the server is the controller's own."),)
            ),
            Section(
                _("Transfers to countries outside the EU and EEA"),
                (
                    _(
                        "None by the program itself. If a processor above is outside, write the country and the ground here."
                    ),
                ),
            ),
            Section(_("How the data are protected"), bullets=tuple(protections())),
        ),
        foot=settings.SITE_URL,
    )


def who(row: DataProtection) -> Section:
    return Section(
        _("Data controller"),
        bullets=(
            line(_("Name"), row.controller),
            line(_("Address"), row.address),
            line(_("Contact"), row.contact),
            line(_("Data protection officer"), row.officer or ("" if row.is_authority else _("none is required"))),
        ),
    )


def how_long(row: DataProtection) -> Section:
    rows = tuple((str(each.purpose.title), " ".join(each.kept)) for each in purposes_here(row) if each.kept)
    table = Table(_("How long"), (_("Purpose"), _("Deleted by itself")), rows, is_figures=False)
    rest = _(
        "Everything else about a person goes when they are erased, by themselves or when they have long been gone."
    )
    kept = _("Backups hold what was erased until they are thrown away; after a restore it is erased anew.")
    return Section(_("How long"), (rest, kept), table=table)


def agreement(on: date) -> Document:
    """A draft of the agreement between the controller and whoever runs the server."""
    row = facts()
    told = purposes_here(row)
    signed = " · " + line(_("date and name"), "")
    return Document(
        title=_("Data-processing agreement"),
        sender=row.controller or settings.SITE_URL,
        facts=(
            (_("Date"), day(on, today=date.min)),
            (_("Site"), settings.SITE_URL),
            (_("Draft paper"), _("made from how the site is set up")),
        ),
        lead=_("Between %(controller)s (the controller) and %(processor)s (the processor), under GDPR article 28(3).")
        % {"controller": blank(row.controller), "processor": blank(row.host)},
        sections=(
            *terms(),
            Section(
                _("Annex A: what is processed"),
                (_("The processor runs MikroVirk at %(site)s for the controller.") % {"site": settings.SITE_URL},),
                bullets=tuple(f"{each.purpose.title}: {each.purpose.what} ({each.purpose.whom})" for each in told),
            ),
            Section(
                _("Annex B: other processors"),
                bullets=tuple(each for each in others() if not row.host or not each.startswith(row.host))
                or (_("None."),),
            ),
            Section(_("Annex C: instruction and security"), bullets=tuple(protections())),
            how_long(row),
            Section(
                _("Signatures"),
                bullets=(
                    line(_("Data controller"), row.controller) + signed,
                    line(_("Processor"), row.host) + signed,
                ),
            ),
        ),
        foot=settings.SITE_URL,
    )


def terms() -> tuple[Section, ...]:
    """What the two agree on, in the order of the standard contract."""
    return (
        Section(
            _("1. The controller"),
            (_("The controller decides what the data are used for, and answers for there being a legal basis."),),
        ),
        Section(
            _("2. Instruction"),
            (
                _(
                    "The processor processes the data only as documented here and as the controller says in writing. It says at"
                    " once when an instruction is against the law."
                ),
            ),
        ),
        Section(
            _("3. Confidentiality"),
            (
                _(
                    "Only those who need it have access, they are bound to secrecy, and their access ends when the need does."
                ),
            ),
        ),
        Section(
            _("4. Security"),
            (
                _(
                    "The processor keeps the measures of annex C (article 32), installs updates of the program and the machine"
                    " without delay, makes a backup every night and tries a restore every month."
                ),
            ),
        ),
        Section(
            _("5. Other processors"),
            (
                _(
                    "Those of annex B are approved. The processor tells 30 days before it adds or changes one, binds them to the"
                    " same duties, and answers for them."
                ),
            ),
        ),
        Section(
            _("6. Outside the EU and EEA"),
            (_("Data are not transferred there without the controller's written instruction and a legal ground."),),
        ),
        Section(
            _("7. Help"),
            (
                _(
                    "The processor helps with people's rights and with assessments of consequences. Access, correction, export and"
                    " erasing are on each person's own page; the processor sees to what cannot be done there."
                ),
            ),
        ),
        Section(
            _("8. Breaches"),
            (
                _(
                    "The processor tells the controller of a breach within 24 hours after it was found, with what happened, whose"
                    " data, the likely consequences and what is done, so that Datatilsynet can be told within 72 hours."
                ),
            ),
        ),
        Section(
            _("9. When it ends"),
            (
                _(
                    "The controller gets everything in an open format (mikrovirk network export). Then the processor deletes all"
                    " data, and the backups within 30 days, and confirms it in writing."
                ),
            ),
        ),
        Section(
            _("10. Inspection"),
            (
                _(
                    "The processor shows what is needed to prove that this is kept, and lets the controller inspect once a year."
                ),
            ),
        ),
        Section(
            _("11. Beginning and end"),
            (_("It holds from both signatures and as long as the processor has data of the controller."),),
        ),
    )


PAPERS = {"record": record, "agreement": agreement}
