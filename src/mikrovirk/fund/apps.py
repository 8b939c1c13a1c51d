from importlib import import_module

from django.apps import AppConfig

# Modules that register something: kinds of mail.
REGISTERING: tuple[str, ...] = (
    "mikrovirk.fund.mails_agreements",
    "mikrovirk.fund.mails_aid",
    "mikrovirk.fund.mails_applications",
    "mikrovirk.fund.mails_calls",
    "mikrovirk.fund.mails_decisions",
    "mikrovirk.fund.mails_ideas",
    "mikrovirk.fund.mails_votes",
)


class FundConfig(AppConfig):
    name = "mikrovirk.fund"
    label = "fund"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mikrovirk.fund.queries.funds import works_in_a_fund
        from mikrovirk.networks import staff

        staff.register(works_in_a_fund)
        for module in REGISTERING:
            import_module(module)
