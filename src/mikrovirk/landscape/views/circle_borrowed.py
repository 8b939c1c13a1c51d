"""What a network has borrowed: used, given back, and what came of it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.landscape.forms.circle import ThanksForm
from mikrovirk.landscape.models import Borrowed, Shared
from mikrovirk.landscape.queries import borrowing as queries
from mikrovirk.landscape.services import borrowing as services
from mikrovirk.landscape.views.circle import PAGE, network_in_circle, tabs
from mikrovirk.mailing.services import NotADraft, UnknownPlaceholder
from mikrovirk.networks.models import Network
from mikrovirk.programme.services.talk_copies import HasATalk, put_on_meeting

MEETINGS_SHOWN = 20


def own_borrowing(network: Network, pk: int) -> Borrowed:
    return get_object_or_404(queries.borrowed_by(network), pk=pk)


@require_safe
def borrowed(request: MemberRequest, network_slug: str) -> HttpResponse:
    """What one has made one's own, where it came from, and what happened to attendance."""
    network = network_in_circle(request, network_slug)
    now = timezone.now()
    page = Paginator(queries.borrowed_by(network), PAGE).get_page(request.GET.get("page"))
    lines = queries.lines_of(list(page.object_list), now=now)
    drafts = queries.drafts_by_kind(network)
    context = {
        "network": network,
        "tabs": tabs(network, "landscape:circle_borrowed"),
        "page": page,
        "rows": [(line, drafts.get(line.borrowed.mail_kind, [])) for line in lines],
        "meetings": list(queries.meetings_without_talk(network, now=now)[:MEETINGS_SHOWN]),
    }
    return render(request, "landscape/circle/borrowed.html", context)


@require_POST
def give_back(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Undo: the copy goes."""
    network = network_in_circle(request, network_slug)
    found = own_borrowing(network, pk)
    try:
        services.give_back(found, at=timezone.now())
    except services.InUse:
        messages.error(request, _("A meeting uses it, so it stays. Choose something else for the meeting first."))
    else:
        words = _("The copy of “%(title)s” is removed. You can borrow it again.")
        messages.success(request, words % {"title": found.title})
    return redirect("landscape:circle_borrowed", network_slug)


@require_POST
def use(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Put a borrowed talk on a meeting (`meeting`), or a borrowed text into a draft (`draft`)."""
    network = network_in_circle(request, network_slug)
    found = own_borrowing(network, pk)
    if found.kind == Shared.Kind.MAIL:
        return used_in_a_draft(request, found)
    chosen = request.POST.get("meeting", "")
    meeting = queries.meetings_without_talk(network, now=timezone.now()).filter(pk=chosen if chosen.isdecimal() else 0)
    held = meeting.first()
    if held is None or found.made_talk is None:
        messages.error(request, _("Choose a meeting that has no talk yet."))
        return redirect("landscape:circle_borrowed", network_slug)
    try:
        put_on_meeting(found.made_talk, held, at=timezone.now())
    except HasATalk:
        messages.error(request, _("Choose a meeting that has no talk yet."))
        return redirect("landscape:circle_borrowed", network_slug)
    messages.success(request, _("It stands on the meeting now. From here you can ask the speaker."))
    return redirect("programme:manage", network_slug, held.pk)


def used_in_a_draft(request: MemberRequest, found: Borrowed) -> HttpResponse:
    chosen = request.POST.get("draft", "")
    drafts = {str(each.pk): each for each in queries.drafts_by_kind(found.network).get(found.mail_kind, [])}
    if chosen not in drafts:
        messages.error(request, _("Choose one of your drafts."))
        return redirect("landscape:circle_borrowed", found.network.slug)
    try:
        with transaction.atomic():
            services.use_text(found, drafts[chosen])
    except UnknownPlaceholder as error:
        words = _("The text names %(names)s, which nobody fills in this mail. Copy it and change it by hand.")
        messages.error(request, words % {"names": ", ".join(f"{{{name}}}" for name in error.names)})
        return redirect("landscape:circle_borrowed", found.network.slug)
    except NotADraft:
        messages.error(request, _("Choose one of your drafts."))
        return redirect("landscape:circle_borrowed", found.network.slug)
    messages.success(request, _("The text stands in the draft. Read it before you approve it."))
    return redirect("mailing:mailing", found.network.slug, chosen)


@require_POST
def thanks(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """A few words about what came of it, which the other network reads too."""
    network = network_in_circle(request, network_slug)
    found = own_borrowing(network, pk)
    form = ThanksForm(request.POST)
    if form.is_valid():
        services.say_what_came_of_it(found, form.cleaned_data["words"])
        messages.success(request, _("Saved. %(network)s can read it too.") % {"network": found.source_name})
    else:
        messages.error(request, _("At most 300 letters."))
    return redirect("landscape:circle_borrowed", network_slug)
