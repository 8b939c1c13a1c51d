"""The mail that asks for a declaration on de minimis aid."""

from django.utils.translation import gettext_lazy as _

from mikrovirk.mailing.kinds import MailKind, register

register(
    MailKind(
        key="fund.aid_declaration",
        label=_("We need a declaration of earlier aid"),
        subject=_("We need a declaration from you: {title}"),
        body=_(
            "Hello {first_name}\n\n"
            "Support to a business may be what EU rules call de minimis aid. Before {fund} can give money to “{title}”, we must "
            "know how much such aid the business, and those it belongs together with, were granted in the last three years. "
            "Together it may not be more than 300,000 euro.\n\n"
            "For most it is nothing, and then it takes two minutes.\n\n"
            "[Make the declaration]({url})\n\n"
            "Questions? Write to {contact}."
        ),
        because=_("they applied for money for a business"),
        service=True,
        example={
            "fund": "Idépuljen",
            "title": "Fælles julemarked",
            "url": "http://localhost:8000/fund/idepuljen/applications/1/de-minimis/",
            "contact": "puljen@kommune.example",
        },
    )
)
