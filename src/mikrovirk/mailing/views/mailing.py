"""One mailing: as its reader sees it, who gets it, and what can be done with it."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from mikrovirk.accounts.http import MemberRequest, back
from mikrovirk.mailing import kinds, queries, services
from mikrovirk.mailing.forms import TextForm
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.mailing.queries import overview
from mikrovirk.mailing.rendering import preview
from mikrovirk.mailing.views.where import mailing_of, network_of
from mikrovirk.networks.models import Network

PAGE = 12


def mailing(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """The mail as a named recipient would see it, and the recipients."""
    network = network_of(request, network_slug)
    found = mailing_of(network, pk)
    recipients = overview.recipients_of(found)
    if sought := request.GET.get("q", "").strip():
        recipients = recipients.filter(user__full_name__icontains=sought) | recipients.filter(
            user__email__icontains=sought
        )
    listed = Paginator(recipients, PAGE).get_page(request.GET.get("page"))
    reader = chosen_reader(request, found) or next(iter(listed), None)
    counts = overview.counts_by_state(found)
    page = {
        "network": network,
        "mailing": found,
        "kind": kinds.find(found.kind),
        "subject": overview.subject_of(found, reader),
        "reader": reader,
        "preview": preview(reader, found, reader.user) if reader else None,
        "page": listed,
        "sought": sought,
        "draft_count": counts.get(Message.State.DRAFT, 0),
        "waiting_count": counts.get(Message.State.QUEUED, 0) + counts.get(Message.State.SENDING, 0),
        "sent_count": counts.get(Message.State.SENT, 0) + counts.get(Message.State.FOLDED, 0),
        "held_count": counts.get(Message.State.HELD, 0),
        "total_count": sum(counts.values()),
        "rule_on": queries.rule_is_on(network, found.kind),
        "now": timezone.now(),
    }
    return render(request, "mailing/mailing.html", page)


def chosen_reader(request: MemberRequest, found: Mailing) -> Message | None:
    """The recipient the coordinator chose to see the mail as."""
    chosen = request.GET.get("as", "")
    return overview.recipients_of(found).filter(pk=chosen).first() if chosen.isdecimal() else None


@require_POST
def approve(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Send it; from any page (`next`)."""
    network = network_of(request, network_slug)
    found = mailing_of(network, pk)
    try:
        count = services.approve(found, by=request.user, at=timezone.now())
    except services.NotADraft:
        messages.info(request, _("This mail was stopped. Take it up again first."))
        return back(request, "mailing:mailing", network_slug, pk)
    if count:
        messages.success(request, approved_words(network, found, count))
    else:
        messages.info(request, _("This mail was approved already."))
    return back(request, "mailing:mails", network_slug)


def approved_words(network: Network, found: Mailing, count: int) -> str:
    """That it goes, when, and where to take it back."""
    if found.due_at > timezone.now():
        words = ngettext(
            "The mail goes to one person when the time comes.",
            "The mail goes to %(count)s people when the time comes.",
            count,
        )
    else:
        words = ngettext(
            "The mail goes to one person in a moment.", "The mail goes to %(count)s people in a moment.", count
        )
    url = reverse("mailing:mailing", args=[network.slug, found.pk])
    return format_html('{} <a href="{}">{}</a>', words % {"count": count}, url, _("See it or undo"))


@require_POST
def stop(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Send none of what has not left."""
    network = network_of(request, network_slug)
    found = mailing_of(network, pk)
    count = services.stop(found, by=request.user, at=timezone.now())
    url = reverse("mailing:mailing", args=[network.slug, found.pk])
    words = ngettext(
        "Stopped: one person does not get the mail.", "Stopped: %(count)s people do not get the mail.", count
    )
    messages.success(request, format_html('{} <a href="{}">{}</a>', words % {"count": count}, url, _("See it or undo")))
    return back(request, "mailing:mails", network_slug)


@require_POST
def resume(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Undo a stop or an approval: it waits again."""
    found = mailing_of(network_of(request, network_slug), pk)
    if services.resume(found):
        messages.success(request, _("Undone. The mail waits for your approval."))
    else:
        messages.info(request, _("It was too late: everything had left."))
    return back(request, "mailing:mailing", network_slug, pk)


@require_POST
def leave_out(request: MemberRequest, network_slug: str, pk: int, message_pk: int) -> HttpResponse:
    """Do not send it to this one."""
    found = mailing_of(network_of(request, network_slug), pk)
    message = get_object_or_404(overview.recipients_of(found), pk=message_pk)
    if services.stop_message(message):
        messages.success(request, _("%(name)s does not get this mail.") % {"name": message.user})
    return back(request, "mailing:mailing", network_slug, pk)


def edit(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """The coordinator's own words for this mailing."""
    network = network_of(request, network_slug)
    found = mailing_of(network, pk)
    if found.state != Mailing.State.DRAFT:
        return redirect("mailing:mailing", network_slug, pk)
    if request.method == "POST" and request.POST.get("do") == "reset":
        services.edit(found, subject="", body="")
        messages.success(request, _("The mail has its first text again."))
        return redirect("mailing:mailing", network_slug, pk)
    form = TextForm(request.POST or None, mailing=found, initial=words_of(found))
    if request.method == "POST" and form.is_valid():
        services.edit(found, subject=form.cleaned_data["subject"], body=form.cleaned_data["body"])
        messages.success(request, _("Saved. This is how it reads now."))
        return redirect("mailing:mailing", network_slug, pk)
    page = {
        "network": network,
        "mailing": found,
        "kind": kinds.find(found.kind),
        "form": form,
        "fillings": fillings(found),
    }
    return render(request, "mailing/edit.html", page)


def words_of(found: Mailing) -> dict[str, str]:
    """The text as it reads now, with its {placeholders}."""
    kind = kinds.find(found.kind)
    with translation.override(settings.LANGUAGE_CODE):
        return {"subject": found.subject or str(kind.subject), "body": found.body or str(kind.body)}


def fillings(found: Mailing) -> list[tuple[str, str]]:
    """Each {placeholder} of the mailing with what it would become for one recipient."""
    message = overview.recipients_of(found).first()
    values = overview.plain_values({**(message.context if message else {}), **found.context})
    if message:
        values |= {"first_name": message.user.first_name, "name": str(message.user), "email": message.user.email}
    known = queries.placeholders_of(found)
    return [(f"{{{name}}}", readable(values[name])) for name in sorted(known) if values.get(name)]


def readable(value: str) -> str:
    """The value; of an address only where it leads, as it may carry the recipient's own signature."""
    return f"{'/'.join(value.split('/')[:4])}/…" if value.startswith(("http://", "https://")) else value
