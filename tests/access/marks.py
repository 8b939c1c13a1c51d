"""Words that stand only in what belongs to one network, its municipality and its fund: read by anybody else they were let out."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from zipfile import ZipFile, is_zipfile

from django.apps import apps

from mikrovirk.accounts.models import User

# What is not for everybody, and not for other networks: which words of which rows are marked.
PRIVATE = {
    "networks.KnowHow": "subject text who",
    "networks.RoleChange": "why",
    "mailing.Mailing": "subject body",
    "mailing.IncomingMail": "subject",
    "mailing.MailboxCopy": "subject",
    "voice.Input": "text",
    "voice.Theme": "name about",
    "voice.AgendaPoint": "title about minutes",
    "voice.SteeringGuest": "name",
    "voice.InputRound": "title subject body",
    "voice.Speaker": "note",
    "voice.Consultation": "title intro",
    "voice.Conclusion": "text",
    "programme.Feedback": "text",
    "programme.HotSeatApplication": "title brief",
    "programme.Talk": "equipment answer_note",
    "programme.SlotOffer": "expectation_note",
    "live.SeatInput": "text",
    "live.Photo": "agreed",
    "directory.JoinRequest": "name business_name seeks",
    "directory.MemberImport": "file_name",
    "directory.TableImport": "file_name",
    "landscape.CircleQuestion": "subject text",
    "landscape.CircleAnswer": "text",
    "landscape.Shared": "note",
    "landscape.Entry": "owner_name",
    "cooperation.Comment": "text name",
    "overview.Newcomer": "name trade wish",
    "overview.KeptReport": "words",
    "overview.Goal": "reason",
    "overview.ListedBusiness": "note",
    "fund.CaseMessage": "text",
    "fund.CaseEntry": "note",
    "fund.CoApplicant": "name",
    "fund.Interest": "note lifted_because",
    "fund.Score": "note",
    "fund.Recommendation": "reason",
    "fund.ConditionCheck": "reason",
    "fund.Receipt": "text name",
    "fund.Attachment": "name",
    "fund.HelpInKind": "promised_by reported_text",
    "fund.BudgetLine": "text",
    "api.Token": "name",
}
TOLD = {"voice.Theme": {"inputs__decision__shown_at__isnull": False}}  # a decision that is shown says what it answers
MARK = re.compile(rb"zq(\d+)x(\d+)qz")  # longer than what a random token holds by chance
ADDRESS = re.compile(rb"[\w.+-]+(?:@|%40)[\w.-]+\.example")
PUBLIC_ADDRESSES = {"contact_email", "email"}  # of networks, funds and organisations


def put(theirs: dict[str, set[object]]) -> int:
    """Write the marks into rows that are `theirs`; how many rows were marked."""
    marked = 0
    for number, (label, names) in enumerate(PRIVATE.items()):
        model = apps.get_model(label)
        told = model._base_manager.filter(**TOLD[label]).values("pk") if label in TOLD else ()
        for row in model._base_manager.filter(pk__in=theirs[label]).exclude(pk__in=told):
            values = {name: f"zq{number}x{row.pk}qz" for name in names.split() if getattr(row, name)}
            marked += model._base_manager.filter(pk=row.pk).update(**values) if values else 0
    return marked


def private_addresses(theirs: dict[str, set[object]]) -> set[str]:
    """The e-mail addresses of those who are theirs, but for those that stand on public pages as a contact."""
    known = set(User.objects.filter(pk__in=theirs["accounts.User"]).values_list("email", flat=True))
    public: set[str] = set()
    for model in apps.get_models():
        if model._meta.label in {
            "networks.Network",
            "networks.Organisation",
            "fund.Fund",
            "overview.MovePage",
            "landscape.Entry",
        }:
            for field in model._meta.get_fields():
                if field.name in PUBLIC_ADDRESSES:
                    public |= set(model._base_manager.values_list(field.name, flat=True))
    return known - public


def found_in(content: bytes, addresses: Iterable[str]) -> set[str]:
    """The marks and addresses in an answer, also inside a workbook or an archive."""
    return {word for part in parts_of(content) for word in words_in(part, addresses)}


def parts_of(content: bytes) -> Iterator[bytes]:
    yield content
    if content.startswith(b"PK") and is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as archive:
            yield from (archive.read(name) for name in archive.namelist())


def words_in(content: bytes, addresses: Iterable[str]) -> Iterator[str]:
    labels = list(PRIVATE)
    for number, pk in MARK.findall(content):
        yield f"{labels[int(number)]} {int(pk)}"
    for found in ADDRESS.findall(content):
        if (address := found.decode().replace("%40", "@")) in addresses:
            yield address
