"""People, businesses and the memberships that join them with a network."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.directory.domain.standing import Standing
from mikrovirk.networks.models import Network

STANDINGS = ((Standing.NEW.value, _("Newly started")), (Standing.ESTABLISHED.value, _("Established")))


class Audience(models.TextChoices):
    """Who may see a field of a profile."""

    PUBLIC = "public", _("Everybody")
    MEMBERS = "members", _("Members of my networks")
    NOBODY = "nobody", _("Only me and the coordinator")


class Person(models.Model):
    """Somebody the networks know: member, former member or guest. Name and e-mail are the user's."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="person")
    phone = models.CharField(_("Phone"), max_length=30, blank=True)
    about = models.TextField(_("About me"), blank=True)
    photo = models.ImageField(_("Picture"), upload_to="people", blank=True)
    email_for = models.CharField(_("My e-mail is shown to"), max_length=8, choices=Audience, default=Audience.NOBODY)
    phone_for = models.CharField(
        _("My phone number is shown to"), max_length=8, choices=Audience, default=Audience.NOBODY
    )
    photo_for = models.CharField(_("My picture is shown to"), max_length=8, choices=Audience, default=Audience.MEMBERS)
    about_for = models.CharField(_("“About me” is shown to"), max_length=8, choices=Audience, default=Audience.MEMBERS)
    listed_at_meetings = models.BooleanField(_("Others who come may see that I come"), default=False)
    invited_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )  # until they become a member
    search_text = models.TextField(blank=True, editable=False)  # name, e-mail and phone; see domain.search_words
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["id"], condition=Q(search_text=""), name="people_not_yet_found")]

    def __str__(self) -> str:
        return str(self.user)

    @property
    def name(self) -> str:
        return self.user.full_name

    @property
    def email(self) -> str:
        return self.user.email


class Business(models.Model):
    """A micro-business. One per CVR number; one without a number may share its name with another."""

    name = models.CharField(_("Business"), max_length=200)
    slug = models.SlugField(max_length=80, unique=True)
    cvr = models.CharField(_("CVR number"), max_length=8, blank=True)
    industry = models.CharField(_("Industry"), max_length=160, blank=True)
    address = models.CharField(_("Address"), max_length=200, blank=True)
    postcode = models.CharField(_("Postcode"), max_length=10, blank=True)
    town = models.CharField(_("Town"), max_length=80, blank=True)
    website = models.URLField(_("Website"), blank=True)
    about = models.TextField(_("What we do"), blank=True)
    offers = models.TextField(_("What I offer"), blank=True)
    seeks = models.TextField(_("What I seek"), blank=True)
    listed_at = models.DateTimeField(null=True, blank=True)  # chose to be seen in the public directory
    search_text = models.TextField(blank=True, editable=False)  # see domain.search_words
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cvr"], condition=~Q(cvr=""), name="one_business_per_cvr")
        ]
        indexes: ClassVar = [
            models.Index(fields=["name"]),
            models.Index(fields=["postcode"]),
            models.Index(fields=["name", "id"], condition=Q(listed_at__isnull=False), name="listed_by_name"),
            models.Index(fields=["id"], condition=Q(search_text=""), name="businesses_not_yet_found"),
            models.Index(
                fields=["-listed_at", "-id"], condition=Q(listed_at__isnull=False), name="listed_newest_first"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person takes part in a network for a business, from one day and perhaps to another."""

    class Came(models.TextChoices):
        IMPORT = "import", _("From the member list")
        INVITED = "invited", _("Invited by a member")
        GUEST = "guest", _("Came as a guest")
        SELF = "self", _("Joined themselves")
        OFFICE = "office", _("Added by the coordinator")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    business = models.ForeignKey(Business, null=True, blank=True, on_delete=models.SET_NULL, related_name="memberships")
    also_for = models.ManyToManyField(
        Business, blank=True, related_name="further_memberships"
    )  # who has two businesses has one membership
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="memberships")
    job_title = models.CharField(_("Role in the business"), max_length=120, blank=True)
    joined_date = models.DateField(_("Member since"))
    left_date = models.DateField(_("Left"), null=True, blank=True)
    came = models.CharField(_("How they came"), max_length=8, choices=Came)
    invited_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="invited")
    standing = models.CharField(max_length=11, choices=STANDINGS, blank=True)  # in their own word, when they joined
    introduced_date = models.DateField(null=True, blank=True)  # had their three minutes
    note = models.TextField(_("Note"), blank=True)  # the coordinator's, shown to the member on request

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "network"], condition=Q(left_date__isnull=True), name="one_membership_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(left_date__isnull=True) | Q(left_date__gte=models.F("joined_date")),
                name="left_after_joining",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["network", "left_date", "joined_date"])]

    def __str__(self) -> str:
        return f"{self.person} · {self.network}"


class Consent(models.Model):
    """What a person agreed to, when, how, in which words, and when they took it back."""

    class How(models.TextChoices):
        PAGE = "page", _("on their own page, signed in")
        LINK = "link", _("on a page from a mail to them")
        HALL = "hall", _("on their phone at the meeting")
        OTHER = "other", _("in another way")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=40)
    wording = models.TextField()
    how = models.CharField(max_length=5, choices=How, default=How.PAGE)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "purpose"], condition=Q(withdrawn_at__isnull=True), name="one_consent_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.purpose}"


class BroughtIn(models.Model):
    """A file brought in: previewed, carried out with one click, undone with another."""

    class State(models.TextChoices):
        PREVIEW = "preview", _("Preview")
        DONE = "done", _("Carried out")
        UNDONE = "undone", _("Undone")

    file_name = models.CharField(max_length=200)
    content = (
        models.BinaryField()
    )  # the file as it was read, as JSON, every CPR number in it masked; emptied after 30 days
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.PREVIEW)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    done_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    journal = models.JSONField(
        default=list, blank=True
    )  # [{"model", "pk", "before": {…} or null, "after"}]: what undo puts back

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.file_name


class MemberImport(BroughtIn):
    """A member list."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="member_imports")
    choices = models.JSONField(
        default=list, blank=True
    )  # rows where the list's word counts, not what stood here before


class TableImport(BroughtIn):
    """Any other table with headings, or a calendar: what it is about, and which of its columns is what."""

    class Subject(models.TextChoices):
        PARTICIPANTS = "participants", _("Who came to our meetings")
        MEETINGS = "meetings", _("Meetings we have held")
        BUSINESSES = "businesses", _("More about our businesses")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="table_imports")
    subject = models.CharField(max_length=12, choices=Subject)
    columns = models.JSONField(default=dict, blank=True)  # {"email": 2}: what is read from which column, from 0
    answers = models.JSONField(default=dict, blank=True)  # what the table does not say: {"silent": "came"}


class RememberedColumns(models.Model):
    """What the columns of a table are, as somebody said once: the next table with the same headings needs no answer."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="remembered_columns")
    subject = models.CharField(max_length=12)  # "members" or one of TableImport.Subject
    headings = models.CharField(max_length=16)  # domain.tables.mark_of
    columns = models.JSONField()  # {"email": 2}; of a member list, which may have two of a kind, {"2": "email"}

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["network", "subject", "headings"], name="columns_remembered_once")
        ]

    def __str__(self) -> str:
        return f"{self.subject} · {self.network}"


class JoinRequest(models.Model):
    """Somebody who asked to become a member on the public page. A member only when the link in the mail is confirmed."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="join_requests")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=160)
    business_name = models.CharField(max_length=200, blank=True)
    cvr = models.CharField(max_length=8, blank=True)
    town = models.CharField(max_length=80, blank=True)
    seeks = models.TextField(blank=True)
    standing = models.CharField(max_length=11, choices=STANDINGS, blank=True)
    invited_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["confirmed_at", "made_at"])]

    def __str__(self) -> str:
        return f"{self.name} · {self.network}"


class Referral(models.Model):
    """Somebody found a network by a link or a poster that was passed on. The first one counts."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="referrals")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="came_by")  # None: erased
    inviter = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="brought"
    )  # None: the link or poster bore nobody's name
    made_at = models.DateTimeField()
    thanked_at = models.DateTimeField(null=True, blank=True)  # the mail to the inviter was drafted; never a second one

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["network", "person"], condition=Q(person__isnull=False), name="found_a_network_once"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True) | Q(inviter__isnull=True) | ~Q(person=models.F("inviter")),
                name="nobody_brings_themselves",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["network", "made_at"])]

    def __str__(self) -> str:
        return f"{self.person} · {self.network}"
