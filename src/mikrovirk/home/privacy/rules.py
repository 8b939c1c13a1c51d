"""How long everything is kept, as data: one rule for each thing that is deleted by itself."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import Session, TrailEntry
from mikrovirk.accounts.services import TRAIL_KEPT
from mikrovirk.directory.models import MemberImport, TableImport
from mikrovirk.directory.services import joining
from mikrovirk.directory.services import retention as directory
from mikrovirk.fund.services import ideas, votes
from mikrovirk.fund.services import retention as fund
from mikrovirk.health.services import retention as health
from mikrovirk.home.privacy import idle
from mikrovirk.home.privacy.rule import HALF_YEAR, MONTH, YEAR, Rule, erased, lists_kept, read_with_tokens
from mikrovirk.live.services import photos
from mikrovirk.live.services import retention as live
from mikrovirk.mailing.models import Letter
from mikrovirk.mailing.services import incoming
from mikrovirk.mailing.services import retention as mailing
from mikrovirk.networks.services import retention as networks
from mikrovirk.overview.domain import welcoming
from mikrovirk.overview.services import inviting, newcomers
from mikrovirk.programme.services import followers
from mikrovirk.programme.services import retention as programme
from mikrovirk.register.models import ImportRun
from mikrovirk.voice.services import retention as voice

RULES: tuple[Rule, ...] = (
    Rule(
        "former_members",
        "membership",
        _("Former members are erased %(time)s after they left, were last at a meeting or signed in."),
        2 * YEAR,
        idle.former_members,
        ("accounts.User", "directory.Person", "directory.Membership", "directory.Business"),
        erased(idle.former_members),
    ),
    Rule(
        "guests",
        "meetings",
        _("Guests, and others who never became members, are erased %(time)s after they were last seen."),
        YEAR,
        idle.former_guests,
        ("accounts.User", "directory.Person"),
        erased(idle.former_guests),
    ),
    Rule(
        "join_unconfirmed",
        "membership",
        _("A request to join that is not confirmed is deleted after %(time)s."),
        14,
        joining.unanswered_requests,
        ("directory.JoinRequest",),
    ),
    Rule(
        "join_answered",
        "membership",
        _("A request to join is deleted %(time)s after it was confirmed."),
        YEAR,
        directory.answered_requests,
        ("directory.JoinRequest",),
        directory.forget_answered_requests,
    ),
    Rule(
        "member_lists",
        "membership",
        _("A member list that was brought in is deleted after %(time)s."),
        MONTH,
        lists_kept(MemberImport),
        ("directory.MemberImport.content", "directory.MemberImport.journal"),
    ),
    Rule(
        "tables",
        "membership",
        _("Any other table that was brought in is deleted after %(time)s."),
        MONTH,
        lists_kept(TableImport),
        ("directory.TableImport.content", "directory.TableImport.journal"),
    ),
    Rule(
        "notes",
        "membership",
        _("The coordinator's note about a member is deleted %(time)s after they left."),
        YEAR,
        directory.notes_of_former,
        ("directory.Membership.note",),
        directory.empty_notes,
    ),
    Rule(
        "referrals",
        "membership",
        _("Who brought whom is forgotten after %(time)s."),
        2 * YEAR,
        directory.old_referrals,
        ("directory.Referral.inviter",),
        directory.forget_inviters,
    ),
    Rule(
        "consents",
        "shown",
        _("What you agreed to and took back is deleted %(time)s later."),
        5 * YEAR,
        directory.withdrawn_consents,
        ("directory.Consent",),
        directory.forget_withdrawn,
    ),
    Rule(
        "photos_hidden",
        "shown",
        _("A photo that somebody took down is deleted after %(time)s."),
        photos.KEPT_HIDDEN.days,
        photos.hidden,
        ("live.Photo",),
    ),
    Rule(
        "photos_unused",
        "shown",
        _("A photo from a meeting that nobody chose is deleted after %(time)s."),
        photos.KEPT_UNUSED.days,
        photos.unused,
        ("live.Photo",),
    ),
    Rule(
        "guest_names",
        "meetings",
        _("The name of a guest somebody brought is deleted %(time)s after the meeting; that one came stays counted."),
        HALF_YEAR,
        programme.named_guests,
        ("programme.SignUp.name",),
        programme.forget_guests,
    ),
    Rule(
        "followers",
        "meetings",
        _("A wish to get the meetings by mail that is not confirmed is deleted after %(time)s."),
        followers.FORGOTTEN_AFTER.days,
        followers.unconfirmed,
        ("programme.Follower",),
    ),
    Rule(
        "feedback",
        "meetings",
        _("What you wrote about a meeting is deleted %(time)s after it; the figures stay."),
        2 * YEAR,
        programme.old_feedback,
        ("programme.Feedback.text",),
        programme.empty_feedback,
    ),
    Rule(
        "slots",
        "meetings",
        _("What you wrote for your three minutes is deleted %(time)s after the meeting."),
        2 * YEAR,
        programme.old_slots,
        tuple(f"programme.SlotOffer.{name}" for name in programme.WORDS_OF_A_SLOT),
        programme.empty_slots,
    ),
    Rule(
        "seats",
        "meetings",
        _("What you wrote for the hot seat is deleted %(time)s after the meeting."),
        2 * YEAR,
        programme.old_seats,
        ("programme.HotSeatApplication.brief",),
        programme.empty_seats,
    ),
    Rule(
        "phones",
        "evening",
        _("Whose phone asked, voted or held out a hand in the hall is forgotten %(time)s after the meeting."),
        HALF_YEAR,
        live.old_phones,
        (
            "live.Phone.name",
            "live.Phone.contact",
            "live.Phone.sign_up",
            "live.Question.name",
            "live.Hand",
            "live.CardHint",
        ),
        live.forget_phones,
    ),
    Rule(
        "cards",
        "evening",
        _("Why two people were to meet is deleted %(time)s after the meeting."),
        YEAR,
        live.old_cards,
        ("live.Card.because_da", "live.Card.because_en", "live.Card.facts"),
        live.empty_cards,
    ),
    Rule(
        "mails",
        "mail",
        _("The words of a mail to you are deleted after %(time)s; that it was sent stays known."),
        2 * YEAR,
        mailing.old_mailings,
        (
            *("mailing.Mailing.body", "mailing.Mailing.context", "mailing.Mailing.calendar", "mailing.Message.context"),
            "mailing.MailboxCopy",
        ),
        mailing.empty_mailings,
    ),
    Rule(
        "letters",
        "mail",
        _("The copy of a mail that waits for the mail server is deleted after %(time)s."),
        7,
        lambda before: Letter.objects.filter(due_at__lt=before),
        ("mailing.Letter",),
    ),
    Rule(
        "incoming_words",
        "mail",
        _("The words of a mail you write to us are deleted %(time)s after it came, once somebody has dealt with it."),
        incoming.KEPT.days,
        incoming.with_words,
        ("mailing.IncomingMail.raw", "mailing.IncomingMail.subject", "mailing.IncomingMail.attachments"),
    ),
    Rule(
        "incoming_unread",
        "mail",
        _("The words of a mail nobody has dealt with are deleted after %(time)s."),
        incoming.KEPT_WAITING.days,
        incoming.unread,
        ("mailing.IncomingMail.raw", "mailing.IncomingMail.subject", "mailing.IncomingMail.attachments"),
    ),
    Rule(
        "incoming",
        "mail",
        _("That you wrote to us is forgotten after %(time)s."),
        2 * YEAR,
        mailing.old_incoming,
        ("mailing.IncomingMail",),
        mailing.forget_incoming,
    ),
    Rule(
        "authors",
        "voice",
        _(
            "Who said something to the network is forgotten %(time)s later, unless they are still owed an answer; what was said stays."
        ),
        2 * YEAR,
        voice.known_authors,
        ("voice.Input.person", "voice.Input.author_name"),
        voice.forget_authors,
    ),
    Rule(
        "warnings",
        "running",
        _("Whom an early warning was about is forgotten after %(time)s."),
        YEAR,
        health.named_in_warnings,
        ("health.RaisedWarning_people",),
        health.forget_named,
    ),
    Rule(
        "role_changes",
        "running",
        _("Who had which role in a network is deleted after %(time)s."),
        5 * YEAR,
        networks.old_role_changes,
        ("networks.RoleChange",),
        networks.forget_role_changes,
    ),
    Rule(
        "know_how",
        "running",
        _("A note for a successor that was taken away is deleted after %(time)s."),
        HALF_YEAR,
        networks.removed_notes,
        ("networks.KnowHow",),
        networks.forget_removed_notes,
    ),
    Rule(
        "outreach",
        "outreach",
        _(
            "A business on a list of those to invite is taken off %(time)s after the last word; who declined stays noted."
        ),
        inviting.FORGET_AFTER.days,
        inviting.silent,
        ("overview.ListedBusiness",),
    ),
    Rule(
        "register_runs",
        "outreach",
        _("Who asked for an import of the business register is deleted after %(time)s."),
        2 * YEAR,
        lambda before: ImportRun.objects.filter(ended_at__lt=before),
        ("register.ImportRun",),
    ),
    Rule(
        "newcomers",
        "newcomers",
        _("What you wrote on “Move your business here” is deleted %(time)s after the last word between us."),
        welcoming.FORGET_AFTER.days,
        newcomers.silent,
        tuple(f"overview.Newcomer.{name}" for name in ("name", "email", "trade", "wish", "unit_id", "person")),
    ),
    Rule(
        "ideas",
        "fund",
        _("An idea whose sender never opened the link is deleted after %(time)s."),
        ideas.LINK_WORKS_FOR.days,
        ideas.unconfirmed,
        ("fund.Idea",),
    ),
    Rule(
        "ideas_hidden",
        "fund",
        _("Whose an idea was is forgotten %(time)s after it was taken off the list."),
        YEAR,
        fund.hidden_ideas,
        ("fund.Idea.author",),
        fund.forget_authors,
    ),
    Rule(
        "cases",
        "fund",
        _("Who applied, what was written and the papers are deleted %(time)s after a case has ended."),
        6 * YEAR,  # five after the year they are of
        fund.old_cases,
        (
            "fund.Application.applicant",
            "fund.CoApplicant",
            "fund.SentVersion.content",
            "fund.CaseMessage",
            "fund.Attachment",
            "fund.Claim.account",
        ),
        fund.forget_cases,
    ),
    Rule(
        "voters",
        "ballots",
        _("The list of those who may vote is deleted %(time)s after the count."),
        votes.LIST_KEPT.days,
        votes.old_voters,
        ("fund.Voter",),
    ),
    Rule(
        "token_uses",
        "programs",
        _("What a program read here is logged for %(time)s."),
        180,
        read_with_tokens,
        ("api.TokenUse",),
    ),
    Rule(
        "sessions",
        "security",
        _("Where you are signed in is forgotten %(time)s after you were last there, at the latest."),
        60,
        lambda before: Session.objects.filter(expire_date__lt=before + timedelta(days=60)),
        ("accounts.Session",),
    ),
    Rule(
        "trail",
        "security",
        _("What those who run a network saw and changed is logged for %(time)s."),
        TRAIL_KEPT.days,
        lambda before: TrailEntry.objects.filter(at__lt=before),
        ("accounts.TrailEntry",),
    ),
)
BY_KEY = {rule.key: rule for rule in RULES}
