"""The ledger of a fund: entries that are only ever added, the balances they come to, and where the ledger ends."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.fund.domain.ledger import AccountName, Kind
from mikrovirk.fund.models.applications import Application
from mikrovirk.fund.models.calls import Call
from mikrovirk.fund.models.funds import Fund


class LedgerHead(models.Model):
    """How far a fund's ledger has come. Whoever adds an entry holds this row, so entries come one by one."""

    fund = models.OneToOneField(Fund, on_delete=models.PROTECT, related_name="ledger_head")
    last_number = models.PositiveIntegerField(default=0)
    last_digest = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.fund} · {self.last_number}"


class LedgerAccount(models.Model):
    """What an account holds, in øre: kept beside the entries so that nobody has to add them up to know."""

    class Name(models.TextChoices):
        APPROPRIATION = AccountName.APPROPRIATION.value, _("Put into the fund")
        UNALLOTTED = AccountName.UNALLOTTED.value, _("In no call yet")
        AVAILABLE = AccountName.AVAILABLE.value, _("Available")
        RESERVED = AccountName.RESERVED.value, _("Reserved")
        GRANTED = AccountName.GRANTED.value, _("Granted, not paid yet")
        PAID = AccountName.PAID.value, _("Paid")

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="ledger_accounts")
    call = models.ForeignKey(Call, null=True, on_delete=models.PROTECT, related_name="ledger_accounts")
    application = models.ForeignKey(Application, null=True, on_delete=models.PROTECT, related_name="ledger_accounts")
    name = models.CharField(max_length=13, choices=Name)
    balance = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["fund", "name"], condition=Q(call__isnull=True), name="ledger_account_of_fund_once"
            ),
            models.UniqueConstraint(
                fields=["call", "name"],
                condition=Q(call__isnull=False, application__isnull=True),
                name="ledger_account_of_call_once",
            ),
            models.UniqueConstraint(
                fields=["application", "name"],
                condition=Q(application__isnull=False),
                name="ledger_account_of_application_once",
            ),
            models.CheckConstraint(
                condition=Q(balance__gte=0) | Q(name=AccountName.APPROPRIATION.value), name="ledger_never_below_nil"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_name_display()}: {self.balance}"


class LedgerEntry(models.Model):
    """One movement of money. The database itself refuses to change or delete it; a mistake is put right by a new one."""

    class Kind(models.TextChoices):
        APPROPRIATED = Kind.APPROPRIATED.value, _("Put into the fund")
        REDUCED = Kind.REDUCED.value, _("Taken out of the fund")
        ALLOTTED = Kind.ALLOTTED.value, _("Set aside for a call")
        TAKEN_BACK = Kind.TAKEN_BACK.value, _("Left over from a call")
        RESERVED = Kind.RESERVED.value, _("Reserved")
        RELEASED = Kind.RELEASED.value, _("No longer reserved")
        GRANTED = Kind.GRANTED.value, _("Granted")
        PAID = Kind.PAID.value, _("Paid")
        RETURNED = Kind.RETURNED.value, _("Paid back")
        FREED = Kind.FREED.value, _("Granted, but not spent")

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="ledger_entries")
    number = models.PositiveIntegerField()  # 1, 2, 3 … within the fund
    kind = models.CharField(max_length=12, choices=Kind)
    amount = models.PositiveBigIntegerField()  # øre
    call = models.ForeignKey(Call, null=True, on_delete=models.PROTECT, related_name="ledger_entries")
    application = models.ForeignKey(Application, null=True, on_delete=models.PROTECT, related_name="ledger_entries")
    at = models.DateTimeField()
    # Who did it stays in the books when that person is erased: a number that then leads nowhere.
    by = models.ForeignKey(User, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    text = models.CharField(_("Text"), max_length=200, blank=True)
    reference = models.CharField(_("Voucher"), max_length=60, blank=True)
    key = models.CharField(max_length=80, blank=True)  # what may happen only once
    digest = models.CharField(max_length=64)  # of this entry and all before it

    class Meta:
        ordering: ClassVar = ["fund", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["fund", "number"], name="ledger_number_once"),
            models.UniqueConstraint(fields=["fund", "key"], condition=~Q(key=""), name="ledger_key_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="ledger_amount_above_nil"),
        ]

    def __str__(self) -> str:
        return f"{self.number} · {self.get_kind_display()} · {self.amount}"
