"""Which tables say something about people, what for, and what becomes of a row when the person is erased.

A new table fails a test until it stands here, with its purpose or among those without people.
"""

from enum import StrEnum


class Fate(StrEnum):
    """What becomes of a row when the person it is about is erased."""

    GONE = "gone"
    NAMELESS = "nameless"  # stays for the others, without the person
    KEPT = "kept"  # stays as it is: a law asks for it, or it is the record of others


GONE, NAMELESS, KEPT = Fate.GONE, Fate.NAMELESS, Fate.KEPT

PEOPLE: dict[str, dict[str, Fate]] = {
    "account": {
        "accounts.User": GONE,
        "account.EmailAddress": GONE,
        "account.EmailConfirmation": GONE,
        "mfa.Authenticator": GONE,
        "socialaccount.SocialAccount": GONE,
        "socialaccount.SocialToken": GONE,
    },
    "security": {
        "accounts.Session": GONE,
        "accounts.Tally": NAMELESS,
        "accounts.TrailEntry": NAMELESS,
    },
    "membership": {
        "directory.Person": GONE,
        "directory.Business": GONE,
        "directory.Membership": GONE,
        "directory.Membership_also_for": GONE,
        "directory.JoinRequest": GONE,
        "directory.Referral": NAMELESS,
        "directory.MemberImport": NAMELESS,
        "directory.TableImport": NAMELESS,
        "directory.RememberedColumns": NAMELESS,
    },
    "shown": {
        "directory.Consent": GONE,
        "live.Story": GONE,
        "live.Photo": NAMELESS,
        "overview.WelcomeHost": GONE,
    },
    "meetings": {
        "programme.SignUp": NAMELESS,
        "programme.SessionSignUp": NAMELESS,
        "programme.Feedback": NAMELESS,
        "programme.Follower": GONE,
        "programme.MeetingHelper": GONE,
        "programme.MeetingTask": NAMELESS,
        "programme.MeetingWork": GONE,
        "programme.MeetingPartner": NAMELESS,
        "programme.SlotOffer": GONE,
        "programme.HotSeatApplication": GONE,
        "programme.HotSeatAsk": GONE,
        "programme.Talk": NAMELESS,
        "programme.SessionSpeaker": GONE,
        "programme.Season": NAMELESS,
        "landscape.Tour": NAMELESS,
        "landscape.Stop": NAMELESS,
        "voice.Speaker": GONE,
        "voice.SpeakerAway": GONE,
        "voice.Speaker_topics": GONE,
    },
    "evening": {
        "live.Evening": NAMELESS,
        "live.HostAction": NAMELESS,
        "live.Phone": NAMELESS,
        "live.Question": NAMELESS,
        "live.Support": NAMELESS,
        "live.Ballot": NAMELESS,
        "live.Hand": GONE,
        "live.SeatTaken": GONE,
        "live.SeatGroup": GONE,
        "live.SeatInput": NAMELESS,
        "live.Card": NAMELESS,
        "live.CardAnswer": NAMELESS,
        "live.CardPlan": NAMELESS,
        "live.TablePlan": NAMELESS,
        "live.CardHint": GONE,
        "live.LeftOut": GONE,
        "live.Apart": GONE,
        "live.Recap": NAMELESS,
        "live.Agreed": NAMELESS,
    },
    "mail": {
        "mailing.Mailing": NAMELESS,
        "mailing.Message": GONE,
        "mailing.Unsubscription": GONE,
        "mailing.Letter": GONE,
        "mailing.MailboxCopy": GONE,
        "mailing.IncomingMail": GONE,
        "mailing.Rule": NAMELESS,
    },
    "voice": {
        "voice.Input": NAMELESS,
        "voice.InputWord": NAMELESS,
        "voice.Ask": GONE,
        "voice.PointSupport": GONE,
        "voice.TopicSupport": GONE,
        "voice.Comment": NAMELESS,
        "voice.InputRound": NAMELESS,
        "voice.Theme": NAMELESS,
        "voice.DismissedTheme": NAMELESS,
        "voice.Conclusion": NAMELESS,
        "voice.Consultation": NAMELESS,
        "voice.ConsultationVersion": NAMELESS,
        "voice.Point": NAMELESS,
        "voice.PaperCount": NAMELESS,
        "voice.SeasonDraft": NAMELESS,
    },
    "running": {
        "networks.Role": GONE,
        "networks.RoleChange": GONE,
        "networks.Network": NAMELESS,
        "networks.KnowHow": NAMELESS,
        "networks.WatchCase": NAMELESS,
        "networks.DataProtection": KEPT,
        "voice.SteeringMeeting": NAMELESS,
        "voice.MinutesClosed": KEPT,
        "voice.AgendaPoint": KEPT,
        "voice.SteeringGuest": GONE,
        "voice.Decision": NAMELESS,
        "voice.DecisionChange": NAMELESS,
        "health.RaisedWarning": NAMELESS,
        "health.RaisedWarning_people": GONE,
        "health.ComparisonConsent": NAMELESS,
        "landscape.Shared": NAMELESS,
        "landscape.Borrowed": NAMELESS,
        "landscape.CircleQuestion": NAMELESS,
        "landscape.CircleAnswer": NAMELESS,
    },
    "outreach": {
        "overview.ListedBusiness": NAMELESS,
        "overview.ContactUse": NAMELESS,
        "register.ImportRun": NAMELESS,
    },
    "newcomers": {
        "overview.Newcomer": NAMELESS,
        "overview.MovePage": NAMELESS,
        "overview.Premises": KEPT,
    },
    "planning": {
        "overview.Goal": NAMELESS,
        "overview.GoalReading": NAMELESS,
        "overview.GoalActivity": NAMELESS,
        "overview.KeptReport": NAMELESS,
        "cooperation.Agreement": NAMELESS,
        "cooperation.Party": NAMELESS,
        "cooperation.Version": NAMELESS,
        "cooperation.SignOff": NAMELESS,
        "cooperation.Comment": NAMELESS,
        "cooperation.Carried": NAMELESS,
        "cooperation.Conference": NAMELESS,
        "cooperation.Wish": NAMELESS,
        "cooperation.Commitment": NAMELESS,
        "cooperation.FollowUp": NAMELESS,
    },
    "around": {
        "landscape.Entry": NAMELESS,
        "landscape.EntryChange": NAMELESS,
        "landscape.Feed": NAMELESS,
        "landscape.FeedVisit": NAMELESS,
        "landscape.FeedContent": KEPT,
        "landscape.OutsideEvent": KEPT,
    },
    "fund": {
        "fund.Fund": NAMELESS,
        "fund.FundRole": GONE,
        "fund.Call": NAMELESS,
        "fund.Share": NAMELESS,
        "fund.Idea": NAMELESS,
        "fund.IdeaSupport": GONE,
        "fund.IdeaPicture": GONE,
        "fund.Application": NAMELESS,
        "fund.CoApplicant": NAMELESS,
        "fund.SentVersion": NAMELESS,
        "fund.Attachment": KEPT,
        "fund.HelpInKind": NAMELESS,
        "fund.CaseMessage": NAMELESS,
        "fund.ConditionCheck": NAMELESS,
        "fund.Interest": GONE,
        "fund.Assignment": NAMELESS,
        "fund.Score": NAMELESS,
        "fund.CaseEntry": NAMELESS,
        "fund.Recommendation": NAMELESS,
        "fund.Decision": KEPT,
        "fund.Division": NAMELESS,
        "fund.Agreement": NAMELESS,
        "fund.Claim": NAMELESS,
        "fund.Receipt": KEPT,
        "fund.Approval": NAMELESS,
        "fund.Report": NAMELESS,
        "fund.LedgerEntry": KEPT,
        "fund.EuroRate": NAMELESS,
        "fund.AidAssessment": NAMELESS,
        "fund.AidDeclaration": KEPT,
        "fund.AidGrant": KEPT,
    },
    "ballots": {
        "fund.Vote": NAMELESS,
        "fund.Voter": NAMELESS,
        "fund.Voter_people": GONE,
        "fund.PaperTyping": NAMELESS,
        "fund.VoteCount": NAMELESS,
    },
    "programs": {
        "api.Token": GONE,
        "api.TokenUse": GONE,
    },
}

WITHOUT_PEOPLE = frozenset(
    """
    networks.Installation networks.Organisation
    programme.Format programme.FormatItem programme.Topic programme.TaskTemplate programme.Venue programme.SeasonCalendar
    programme.Meeting programme.AgendaItem programme.Room programme.Track programme.Session programme.Material
    live.Region live.Poll live.DraftShown
    mailing.WorkerBeat mailing.Machine
    voice.RoundQuestion voice.VenueHours voice.Conclusion_themes voice.Decision_quotes voice.DismissedTheme_inputs
    health.Snapshot landscape.Drive landscape.EntryArea overview.GoalIndicator
    cooperation.AgreementArea cooperation.Task cooperation.Part cooperation.Conclusion cooperation.Table
    cooperation.TableNote
    fund.BudgetLine fund.Criterion fund.Condition fund.Undertaking fund.LinkedBusiness fund.DeclaredAid fund.Deviation
    fund.LedgerHead fund.LedgerAccount fund.Vote_networks fund.VoteProject fund.BallotBox
    auth.Permission auth.Group auth.Group_permissions contenttypes.ContentType socialaccount.SocialApp
    """.split()
)


def purpose_of(label: str) -> str | None:
    """What a table is needed for; None where it says nothing about people."""
    return next((purpose for purpose, tables in PEOPLE.items() if label in tables), None)
