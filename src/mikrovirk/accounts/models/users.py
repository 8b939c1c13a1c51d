"""Users: an address we may write to, and who may sign in with it."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MailChoice(models.TextChoices):
    """How much a person wants to hear, besides mails about an own sign-up."""

    ALL = "all", _("Everything from the network")
    MONTHLY = "monthly", _("Only the monthly one")
    NONE = "none", _("Nothing, only about my own sign-ups")


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())

    def create_user(self, email: str, **fields: Any) -> "User":
        """Add a user without a password; `email` is stored in lower case."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_unusable_password()
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """One per e-mail address. Members, guests, subscribers, coordinators and staff alike: none has a password."""

    email = models.EmailField(_("E-mail"), unique=True, max_length=254)
    full_name = models.CharField(_("Name"), max_length=160, blank=True)
    language = models.CharField(
        _("Language"), max_length=2, default="da", choices=[("da", _("Danish")), ("en", _("English"))]
    )
    mail_choice = models.CharField(_("Mails"), max_length=8, choices=MailChoice, default=MailChoice.ALL)
    bounced_at = models.DateTimeField(null=True, blank=True)  # a hard bounce: nothing is sent there any more
    bounce_reason = models.CharField(max_length=300, blank=True)
    is_active = models.BooleanField(default=True)
    is_administrator = models.BooleanField(default=False)  # of this installation
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_lower_case"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["bounced_at"], condition=models.Q(bounced_at__isnull=False), name="bounced_addresses")
        ]

    def __str__(self) -> str:
        return self.full_name or self.email

    def get_full_name(self) -> str:
        return self.full_name

    @property
    def first_name(self) -> str:
        return self.full_name.partition(" ")[0]
