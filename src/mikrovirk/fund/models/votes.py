"""Members' votes: the rules, the list of voters, the box, and the count. Nothing here joins a ballot with a voter.

What each row may hold and why stands in docs/adr/0020-a-ballot-is-tied-to-nobody.md.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.fund.domain.allocation.rules import Completion as CompletionCode
from mikrovirk.fund.domain.ballots import Kind as KindCode
from mikrovirk.fund.models.applications import Application
from mikrovirk.fund.models.calls import Call
from mikrovirk.networks.models import Network


class Vote(models.Model):
    """The members' vote in a call. While it is a draft its rules can be changed; from opening they stand in `rules`."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Being prepared")
        OPEN = "open", _("Open for votes")
        COUNTED = "counted", _("Counted")
        CANCELLED = "cancelled", _("Cancelled")

    class Kind(models.TextChoices):
        APPROVAL = KindCode.APPROVAL.value, _("A cross for each project one wants")
        POINTS = KindCode.POINTS.value, _("Points to spread")
        KNAPSACK = KindCode.KNAPSACK.value, _("Crosses up to the size of the pot")

    class Whose(models.TextChoices):
        PERSON = "person", _("Each member has a vote")
        BUSINESS = "business", _("Each business has a vote, one for each CVR number")

    class Completion(models.TextChoices):
        NONE = CompletionCode.NONE.value, _("It is left in the fund")
        ADD1 = CompletionCode.ADD1.value, _("The shares grow, a krone each at a time, as long as the pot can pay")
        ADD1U = CompletionCode.ADD1U.value, _("The shares grow, and then those with the most votes that still fit")

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="votes")
    kind = models.CharField(_("How one votes"), max_length=8, choices=Kind, default=Kind.APPROVAL)
    whose = models.CharField(_("Whose the votes are"), max_length=8, choices=Whose, default=Whose.PERSON)
    networks = models.ManyToManyField(Network, verbose_name=_("Whose members vote"), related_name="+", blank=True)
    list_date = models.DateField(_("Who is a member on this day"))
    at_least = models.PositiveSmallIntegerField(_("At least so many projects"), default=0)
    at_most = models.PositiveSmallIntegerField(_("At most so many projects"), default=0)  # 0: no limit
    points = models.PositiveSmallIntegerField(_("Points to spread"), default=10)
    points_for_one = models.PositiveSmallIntegerField(_("At most so many points for one project"), default=0)  # 0: all
    completion = models.CharField(
        _("What happens to money that is left"), max_length=5, choices=Completion, default=Completion.ADD1
    )
    closes_at = models.DateTimeField(_("The last moment to vote"))
    with_paper = models.BooleanField(_("One can also vote on paper"), default=False)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    rules = models.JSONField(default=dict, blank=True)  # as they were at opening: nothing after reads anything else
    rules_digest = models.CharField(max_length=64, blank=True)  # of `rules`; public from the first day
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["call"], condition=~Q(state="cancelled"), name="one_vote_in_a_call"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "cancelled"]) | (Q(opened_at__isnull=False) & ~Q(rules_digest="")),
                name="vote_opened_has_fixed_rules",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(cancelled_because=""), name="vote_cancelled_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return str(self.call)


class VoteProject(models.Model):
    """A project on the ballot, with the amount it asked for when the vote opened, and its place in the lot."""

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="projects")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()  # on the ballot, from 1
    lot = models.PositiveSmallIntegerField()  # drawn at opening: of two that are tied in all else the smaller wins
    title = models.CharField(max_length=160)
    amount = models.PositiveBigIntegerField()  # øre

    class Meta:
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vote", "application"], name="project_on_the_ballot_once"),
            models.UniqueConstraint(fields=["vote", "place"], name="one_project_in_a_place"),
            models.UniqueConstraint(fields=["vote", "lot"], name="one_project_to_a_lot"),
        ]

    def __str__(self) -> str:
        return self.title


class Voter(models.Model):
    """One vote on the list: a person's or a business'. Whether it is used is a yes or no, never a moment or a way."""

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="voters")
    name = models.CharField(max_length=200)
    cvr = models.CharField(max_length=8, blank=True)
    people = models.ManyToManyField(Person, related_name="votes", blank=True)  # who may use it
    has_voted = models.BooleanField(default=False)
    added_because = models.CharField(max_length=300, blank=True)  # put on the list by hand
    struck_because = models.CharField(max_length=300, blank=True)  # taken off it

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vote", "cvr"], condition=~Q(cvr=""), name="one_vote_per_cvr"),
            models.CheckConstraint(condition=Q(struck_because="") | Q(has_voted=False), name="struck_has_not_voted"),
        ]

    def __str__(self) -> str:
        return self.name


class BallotBox(models.Model):
    """All ballots of an open vote: one sorted text, locked with a key that lies outside of the database.

    It is written anew, whole, for each ballot, and gone when they are counted. Copies of the database, its log and its
    free pages hold only locked boxes, and after the count nobody has the key.
    """

    vote = models.OneToOneField(Vote, on_delete=models.CASCADE, related_name="box")
    key = models.CharField(max_length=40)  # the name of the key, see common.sealing
    ballots = models.BinaryField()

    def __str__(self) -> str:
        return str(self.vote)


class PaperTyping(models.Model):
    """What one of two people typed from the sheets of paper, locked like the box; gone when they are counted."""

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="typings")
    place = models.PositiveSmallIntegerField()  # 1 or 2
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    sheets = models.BinaryField()
    count = models.PositiveIntegerField(default=0)
    is_done = models.BooleanField(default=False)  # said so: from then on the two are compared

    class Meta:
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vote", "place"], name="one_typing_in_a_place"),
            models.UniqueConstraint(fields=["vote", "by"], name="two_people_type"),
            models.CheckConstraint(condition=Q(place__in=[1, 2]), name="typed_twice_not_more"),
        ]

    def __str__(self) -> str:
        return f"{self.vote} · {self.place}"


class VoteCount(models.Model):
    """The count: all ballots, sorted and without a name, as everybody may read them, and what they say."""

    vote = models.OneToOneField(Vote, on_delete=models.PROTECT, related_name="count")
    election = models.JSONField()  # pot, projects, lot and sorted ballots (domain.counted): what the pot is divided by
    digest = models.CharField(max_length=64)  # of `election`
    on_list_count = models.PositiveIntegerField()
    voted_count = models.PositiveIntegerField()  # marked on the list
    ballot_count = models.PositiveIntegerField()
    paper_count = models.PositiveIntegerField(default=0)  # of them on paper
    spoilt_count = models.PositiveIntegerField(default=0)  # sheets that could not be counted; not among the ballots
    supporters = models.JSONField()  # voters by key of the application
    votes = models.JSONField()  # the same in votes, or points
    funded = models.JSONField()  # keys of the applications that the division buys, in that order
    difference_because = models.CharField(max_length=300, blank=True)  # why marks and ballots are not as many
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(voted_count=F("ballot_count") + F("spoilt_count")) | ~Q(difference_because=""),
                name="count_explains_a_difference",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vote} · {self.ballot_count}"
