"""What activities are told apart by: for whom they are, and in which language."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """For whom."""

    EVERYBODY = "everybody", _("Everybody")
    STARTING = "starting", _("Those who are starting")
    ESTABLISHED = "established", _("Established businesses")
    TRADE = "trade", _("One trade")


class Language(models.TextChoices):
    """In which language."""

    DANISH = "da", _("Danish")
    ENGLISH = "en", _("English")
    OTHER = "other", _("Another language")
