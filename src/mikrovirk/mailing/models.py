"""The outbox: mailings (one occasion, many recipients), their messages, and standing rules."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Network


class Rule(models.Model):
    """A standing rule: the coordinator has seen this kind's text and lets such mails go by themselves in this network."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="mail_rules")
    kind = models.CharField(max_length=60)
    on_since = models.DateTimeField()
    on_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    text_seen = models.TextField(blank=True)  # subject and body as shown when it was switched on

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["network", "kind"], name="one_rule_per_kind")]

    def __str__(self) -> str:
        return f"{self.network} · {self.kind}"


class Mailing(models.Model):
    """One mail to one or many for one occasion: drafted, then approved by a person or a rule, then delivered."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Waits for your approval")
        APPROVED = "approved", _("Approved")
        STOPPED = "stopped", _("Stopped")

    network = models.ForeignKey(Network, null=True, blank=True, on_delete=models.CASCADE, related_name="mailings")
    kind = models.CharField(max_length=60)
    occasion = models.CharField(max_length=80)  # what it is about: "meeting:12", "person:7"
    subject = models.CharField(max_length=200, blank=True)  # the coordinator's own words; empty: the kind's text
    body = models.TextField(blank=True)
    context = models.JSONField(default=dict, blank=True)  # shared by all its messages
    calendar = models.TextField(blank=True)  # a VCALENDAR with "{attendee}" where the recipient's lines go
    calendar_method = models.CharField(max_length=10, blank=True)  # REQUEST or CANCEL
    sender_name = models.CharField(max_length=160, blank=True)  # of a personal kind: who writes, "Lise Holm"
    sender_email = models.EmailField(blank=True)  # where replies go when the installation takes none in itself
    due_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)  # not worth sending after that
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    approved_at = models.DateTimeField(null=True, blank=True)
    # null: by a rule, or a service mail
    approved_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    why = models.CharField(
        max_length=300, blank=True
    )  # why it was stopped: a code (`services.Why`) or the caller's words
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["network", "kind", "occasion"],
                condition=models.Q(network__isnull=False),
                name="one_mailing_per_occasion",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="approved") | models.Q(approved_at__isnull=False), name="approved_has_moment"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["network", "state", "due_at"]),
            models.Index(fields=["kind", "expires_at"]),
            models.Index(fields=["occasion"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} · {self.occasion}"


class Message(models.Model):
    """One mail to one person. Never two for the same person, kind and occasion."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")  # its mailing is not approved yet
        QUEUED = "queued", _("Waiting to be sent")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        HELD = "held", _("Held back")  # the month's limit was reached: goes along with the next one
        FOLDED = "folded", _("Sent as part of another")
        STOPPED = "stopped", _("Stopped")
        FAILED = "failed", _("Failed")

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="messages")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=60)
    occasion = models.CharField(max_length=80)
    context = models.JSONField(default=dict, blank=True)
    counted = models.BooleanField(default=True)  # counts towards the month's limit
    due_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    why = models.CharField(
        max_length=300, blank=True
    )  # why it was stopped, held or failed, as a code or the server's words
    message_id = models.CharField(max_length=120, unique=True)  # the Message-ID header, fixed from the start
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_by = models.CharField(max_length=60, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    folded_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="folded")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "kind", "occasion"], name="one_message_per_occasion"),
            models.CheckConstraint(
                condition=~models.Q(state="sent") | models.Q(sent_at__isnull=False), name="sent_has_moment"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "due_at"]),
            models.Index(fields=["user", "counted", "sent_at"]),
            models.Index(fields=["occasion"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} → {self.user}"


class Unsubscription(models.Model):
    """One kind of mail a person does not want, from one network or (none) from anywhere."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="unsubscriptions")
    network = models.ForeignKey(Network, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "network", "kind"], name="unsubscribed_once", nulls_distinct=False),
        ]

    def __str__(self) -> str:
        return f"{self.user} − {self.kind}"


class Letter(models.Model):
    """A finished mail to an address, known or not: what lower apps send with `django.core.mail` (a sign-in code).

    Its text is thrown away once it has left: a code must not lie in the database.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting to be sent")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")

    sender = models.EmailField()  # the envelope's sender
    to = models.EmailField()
    subject = models.CharField(max_length=300, blank=True)
    raw = models.BinaryField()  # the whole MIME message; empty once sent
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    why = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    claimed_by = models.CharField(max_length=60, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "due_at"])]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"


class WorkerBeat(models.Model):
    """That a background worker is alive, and what stands in its way."""

    name = models.CharField(max_length=60, unique=True)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField(db_index=True)
    trouble = models.CharField(max_length=300, blank=True)  # why no mail leaves now, in the server's words

    def __str__(self) -> str:
        return self.name


class Machine(models.Model):
    """A machine on which web processes or workers of this installation run, and what must be the same on all of them."""

    class Kind(models.TextChoices):
        WEB = "web", _("web process")
        WORKER = "worker", _("worker")

    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=6, choices=Kind)
    facts = models.JSONField(default=dict)  # name of a fact → its value, or the mark of a value that must not be read
    seen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["name", "kind"], name="one_row_per_machine_and_kind")]

    def __str__(self) -> str:
        return f"{self.name} ({self.kind})"


class MailboxCopy(models.Model):
    """A delivered mail in the local mailbox page, where an installation without SMTP keeps what would have left."""

    message = models.OneToOneField(Message, null=True, blank=True, on_delete=models.CASCADE, related_name="copy")
    to = models.EmailField(db_index=True)
    subject = models.CharField(max_length=300)
    raw = models.BinaryField()  # the whole MIME message
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"


class IncomingMail(models.Model):
    """A mail that came in: what it is, which of ours it answers, and what was done with it. The same mail lands once."""

    class State(models.TextChoices):
        NEW = "new", _("New")
        TAKEN = "taken", _("Dealt with")
        NOT_OURS = "not_ours", _("Thrown away")
        UNREADABLE = "unreadable", _("Could not be read")

    class Sort(models.TextChoices):
        REPLY = "reply", _("Reply")  # a person answers a mail of ours
        CALENDAR = "calendar", _("Answer from a calendar")
        BOUNCE = "bounce", _("Could not be delivered")
        MACHINE = "machine", _("Automatic reply")
        LOOSE = "loose", _("Mail")  # a person wrote, and nothing tells which mail it answers

    class Via(models.TextChoices):
        SMTP = "smtp", _("By mail server")
        IMAP = "imap", _("From a mailbox")
        PIPE = "pipe", _("Handed over")

    digest = models.CharField(max_length=64, unique=True)  # of Message-ID and content: the same mail lands once
    header_id = models.CharField(max_length=300, blank=True)  # the Message-ID header
    via = models.CharField(max_length=4, choices=Via)
    received_at = models.DateTimeField()
    sort = models.CharField(max_length=8, choices=Sort)
    sender = models.CharField(max_length=254, blank=True)  # the address, as it stands in the mail
    sender_name = models.CharField(max_length=160, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    network = models.ForeignKey(
        Network, null=True, blank=True, on_delete=models.CASCADE, related_name="incoming_mails"
    )  # null: nothing tells; the host finds it by `mikrovirk mails incoming`
    message = models.ForeignKey(
        Message, null=True, blank=True, on_delete=models.SET_NULL, related_name="answers"
    )  # the mail of ours that it answers
    kind = models.CharField(max_length=60, blank=True)  # of the mail it answers
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.CASCADE, related_name="incoming_mails")
    flags = models.JSONField(default=list, blank=True)  # attachment, cpr, other-sender
    attachments = models.JSONField(default=list, blank=True)  # their names; the files are not kept
    calendar = models.JSONField(default=dict, blank=True)  # domain.incoming.calendars.Answer, as plain values
    raw = models.BinaryField()  # CPR numbers masked, without attachments; empty once its time is over
    for_people = models.BooleanField(default=False)  # no job knows what to do with it: the coordinator looks at it
    state = models.CharField(max_length=10, choices=State, default=State.NEW)
    why = models.CharField(max_length=300, blank=True)  # why it is where it is: a code (`services.incoming`) or words
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    taken_as = models.CharField(max_length=60, blank=True)  # key of what a person made of it (`services.takers`)
    forwarded_at = models.DateTimeField(null=True, blank=True)  # sent on to the network's contact

    class Meta:
        ordering: ClassVar = ["-received_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(state="taken") | models.Q(taken_at__isnull=False), name="taken_mail_has_moment"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "sort", "kind"]),
            models.Index(fields=["network", "for_people", "state", "received_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.sender}: {self.subject}"
