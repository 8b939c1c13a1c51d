"""Tokens: keys with which a program reads what is not public, on behalf of who made them."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User


class Token(models.Model):
    """A key of a program. The key itself is shown once and never stored; what it opens is looked at anew in every call."""

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("What is it for?"), max_length=80)
    scopes = models.JSONField(default=list)  # of domain.scopes.Scope
    beginning = models.CharField(max_length=12)  # the first letters of the key, to know it again by
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the key, which is too long to be guessed
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("made_at")), name="token_expires_after_it_was_made"
            )
        ]

    def __str__(self) -> str:
        return self.name


class TokenUse(models.Model):
    """What was read with a token on one day at one address: without its query, which may name somebody."""

    token = models.ForeignKey(Token, on_delete=models.CASCADE, related_name="uses")
    date = models.DateField()
    path = models.CharField(max_length=200)
    count = models.PositiveIntegerField(default=0)
    refused_count = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-last_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["token", "date", "path"], name="token_use_once_a_day_and_address")
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.path}"
