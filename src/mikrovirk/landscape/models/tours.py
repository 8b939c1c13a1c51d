"""Tours of business visits: a day or an evening at members' businesses, one after the other."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Business
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting


class Travel(models.TextChoices):
    """How the group goes from one business to the next."""

    CARS = "cars", _("By car")
    BUS = "bus", _("By bus")
    BICYCLE = "bicycle", _("By bicycle")
    FOOT = "foot", _("On foot")


class Spot(models.Model):
    """Somewhere on a tour: its address, and where it lies if the postcode's middle is too coarse."""

    name = models.CharField(_("Name"), max_length=200)
    address = models.CharField(_("Address"), max_length=200, blank=True)
    postcode = models.CharField(_("Postcode"), max_length=10, blank=True)
    town = models.CharField(_("Town"), max_length=80, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def where(self) -> str:
        """ "Storegade 4, 4780 Stege"."""
        return ", ".join(part for part in (self.address, f"{self.postcode} {self.town}".strip()) if part)


class Tour(Spot):
    """One tour; its own name, address and place are where it begins and ends."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="tours")
    title = models.CharField(_("Title"), max_length=160)
    date = models.DateField(_("Day"))
    starts_at = models.TimeField(_("Starts at"))
    ends_at = models.TimeField(_("Back at the latest"))
    travel = models.CharField(_("How you travel"), max_length=8, choices=Travel, default=Travel.CARS)
    meeting = models.OneToOneField(  # the meeting it is held as, with its sign-up
        Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="tour"
    )
    back_at = models.TimeField(null=True, blank=True)  # as the timetable says; None: no timetable yet
    sequence = models.PositiveIntegerField(default=0)  # rises with every change that a calendar must show
    made_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)  # can be put back

    class Meta:
        ordering: ClassVar = ["-date", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("starts_at")), name="tour_ends_after_start")
        ]
        indexes: ClassVar = [models.Index(fields=["network", "date"])]

    def __str__(self) -> str:
        return self.title


class Stop(Spot):
    """A visit on a tour: at a member's business, or somewhere else, such as where one eats."""

    class Host(models.TextChoices):
        """What the host has said."""

        NOT_ASKED = "not_asked", _("Not asked yet")
        ASKED = "asked", _("Asked")
        YES = "yes", _("Said yes")
        NO = "no", _("Said no")

    tour = models.ForeignKey(Tour, on_delete=models.CASCADE, related_name="stops")
    business = models.ForeignKey(Business, null=True, blank=True, on_delete=models.SET_NULL, related_name="stops")
    host = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="hosted_stops")
    minutes = models.PositiveSmallIntegerField(
        _("Minutes there"), default=45, validators=[MinValueValidator(5), MaxValueValidator(480)]
    )
    opens_at = models.TimeField(_("Not before"), null=True, blank=True)
    closes_at = models.TimeField(_("Over by"), null=True, blank=True)
    answer = models.CharField(max_length=10, choices=Host, default=Host.NOT_ASKED)
    asked_at = models.DateTimeField(null=True, blank=True)
    asked_count = models.PositiveSmallIntegerField(default=0)
    answered_at = models.DateTimeField(null=True, blank=True)
    words = models.CharField(_("What the group should know"), max_length=300, blank=True)
    told_at = models.TimeField(null=True, blank=True)  # the hour their mail named
    # Where it stands in the timetable; all empty: it is not in it.
    position = models.PositiveSmallIntegerField(null=True, blank=True)
    is_locked = models.BooleanField(default=False)  # keeps its number when the best order is found
    drive_minutes = models.PositiveSmallIntegerField(default=0)  # from the stop before
    arrives_at = models.TimeField(null=True, blank=True)
    begins_at = models.TimeField(null=True, blank=True)
    leaves_at = models.TimeField(null=True, blank=True)
    left_out = models.JSONField(default=list, blank=True)  # why it did not fit, as a code with its values
    removed_at = models.DateTimeField(null=True, blank=True)  # can be put back

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(position=None, arrives_at=None, begins_at=None, leaves_at=None)
                | Q(position__gte=1, arrives_at__isnull=False, begins_at__isnull=False, leaves_at__isnull=False),
                name="stop_in_the_timetable_has_hours",
            ),
            models.CheckConstraint(
                condition=~Q(answer__in=["yes", "no"]) | Q(answered_at__isnull=False), name="stop_answer_has_moment"
            ),
        ]


class Drive(models.Model):
    """Minutes from one place of a tour to another, typed by hand or brought in; without one they are reckoned."""

    tour = models.ForeignKey(Tour, on_delete=models.CASCADE, related_name="drives")
    from_stop = models.ForeignKey(  # None: from where the tour begins
        Stop, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    to_stop = models.ForeignKey(  # None: back there
        Stop, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    minutes = models.PositiveSmallIntegerField(validators=[MaxValueValidator(600)])

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tour", "from_stop", "to_stop"], name="one_drive_between_two_stops"),
            models.UniqueConstraint(
                fields=["tour", "to_stop"], condition=Q(from_stop=None), name="one_drive_from_the_beginning"
            ),
            models.UniqueConstraint(
                fields=["tour", "from_stop"], condition=Q(to_stop=None), name="one_drive_to_the_end"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_stop or self.tour} – {self.to_stop or self.tour}"
