"""The mails about newcomers: to the office, and to the member who welcomes them."""

from django.utils.translation import gettext_lazy as _

from mikrovirk.mailing.kinds import MailKind, register

EXAMPLE = {
    "who": "Signe Lund",
    "where": "Stege",
    "trade": "Keramiker",
    "wish": "Et lille værksted, gerne fra foråret.",
    "address": "signe@ler.example",
    "url": "https://mikrovirk.example/…",
}

register(
    MailKind(
        key="overview.newcomer",
        label=_("To the business service office: somebody thinks of moving here"),
        subject=_("{who} thinks of moving a business to {where}"),
        body=_(
            "Hi {first_name}\n\n"
            "{who} wrote on the page “Move your business here”.\n\n"
            "What the business does: {trade}\n\n"
            "What they look for: {wish}\n\n"
            "Write to them at {address} within a week, or give them a host from the same trade or village.\n\n"
            "[See who can welcome them]({url})"
        ),
        because=_("you hold a role in the office that answers newcomers"),
        service=True,
        example=EXAMPLE,
    )
)
register(
    MailKind(
        key="overview.newcomer_waits",
        label=_("To the business service office: somebody has waited for a week"),
        subject=_("{who} has waited for an answer for a week"),
        body=_(
            "Hi {first_name}\n\n"
            "{who} thinks of moving a business to {where} and has had no answer that we know of.\n\n"
            "What the business does: {trade}\n\n"
            "What they look for: {wish}\n\n"
            "Write to them at {address} today, or ask another host. If they were answered, say so on the page.\n\n"
            "[See who can welcome them]({url})"
        ),
        because=_("you hold a role in the office that answers newcomers"),
        service=True,
        example=EXAMPLE,
    )
)
register(
    MailKind(
        key="overview.your_newcomer",
        label=_("To a host: a newcomer to welcome"),
        subject=_("{who} thinks of {where}: will you say welcome?"),
        body=_(
            "Hi {first_name}\n\n"
            "You said that you would like to welcome newcomers. {who} would like to hear from somebody who is here already.\n\n"
            "What the business does: {trade}\n\n"
            "What they look for: {wish}\n\n"
            "Write to {address} within a week, and take them along to the next meeting.\n\n"
            "[See your newcomers]({url})"
        ),
        because=_("you said yes to welcoming newcomers"),
        service=True,
        example=EXAMPLE,
    )
)
