"""Kinds of mail for the tests of the outbox."""

from mikrovirk.mailing.kinds import MailKind, all_kinds, register

INVITATION = "test.invitation"
FEEDBACK = "test.feedback"
TASK = "test.task"
RECEIPT = "test.receipt"
ASK = "test.ask"


def register_once() -> None:
    """Make the kinds of the tests known (once per process)."""
    if INVITATION in {kind.key for kind in all_kinds()}:
        return
    register(
        MailKind(
            key=INVITATION,
            label="Invitation til mødet",
            subject="{day}: {title}",
            body=(
                "Hej {first_name}\n\nVi mødes {day} om {title}. Alle er velkomne.\n\n"
                "[Se mødet og meld dig til]({link})\n\nTag gerne en gæst med."
            ),
            because="mødet er om to uger",
            monthly=True,
        )
    )
    register(
        MailKind(
            key=FEEDBACK,
            label="Hvordan var det?",
            subject="Hvordan var {title}?",
            body="Hej {first_name}\n\nTak fordi du kom.\n\n[Giv stjerner]({link})",
            because="du var med til mødet",
            fold="Sig hvordan {title} var: {link}",
            part="feedback",
        )
    )
    register(
        MailKind(
            key=TASK,
            label="Opgaver til mødet",
            subject="Vil du stå i døren {day}?",
            body="Hej {first_name}\n\nVi mangler en i døren.\n\n[Tag opgaven]({link})",
            because="der mangler hænder",
        )
    )
    register(
        MailKind(
            key=RECEIPT,
            label="Kvittering",
            subject="Du er tilmeldt {title}",
            body="Hej {first_name}\n\nDu er tilmeldt {title}.\n\n[Se eller ret din tilmelding]({link})",
            because="du har meldt dig til",
            service=True,
        )
    )
    register(
        MailKind(
            key=ASK,
            label="Vi spørger dig",
            subject="Hvad savner du?",
            body="Kære {first_name}\n\nHvad savner du i netværket?\n\n[Svar her]({link})",
            because="netværket spørger alle",
            personal=True,
            replies_taken=True,
        )
    )
