"""A member reads a draft and says what they think: signed in, or by the link in the mail."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mikrovirk.accounts import links
from mikrovirk.accounts.http import MemberRequest, speak_to
from mikrovirk.directory.models import Membership, Person
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import has_part, may
from mikrovirk.voice.forms.consultations import CommentForm
from mikrovirk.voice.models import Consultation, Point, PointSupport
from mikrovirk.voice.queries import consultation_reading
from mikrovirk.voice.queries.consultation_reading import PointRead, Reading
from mikrovirk.voice.services import consultation_comments as services
from mikrovirk.voice.services import consulting
from mikrovirk.voice.services.consultation_comments import Author
from mikrovirk.voice.views.consultation_rows import NOBODY, Staff, person_of, shown_consultation


@dataclass(frozen=True)
class Visit:
    """Who reads, and where what they send goes."""

    consultation: Consultation
    url: str
    person: Person | None = None  # None: reads along
    staff: Staff = NOBODY
    by_link: bool = False

    @property
    def is_open(self) -> bool:
        return services.takes_comments(self.consultation, timezone.now())

    @property
    def answers(self) -> bool:
        return self.person is not None and self.is_open


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def consultation(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """For those signed in who may see the network; those who take part in it can answer."""
    found = shown_consultation(request, network_slug, pk)
    takes_part = may(request.user, Permission.TAKE_PART, found.network)
    visit = Visit(
        found,
        reverse("voice:consultation", args=[network_slug, pk]),
        person_of(request) if takes_part else None,
        Staff.of(request, found.network),
    )
    return answered(request, visit) if request.method == "POST" else page(request, visit)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def consultation_link(request: HttpRequest, network_slug: str, token: str) -> HttpResponse:
    """By the link in the mail: whoever it was sent to answers, without signing in."""
    visit = visit_by_link(network_slug, token)
    if visit is None:
        return render(request, "programme/link_broken.html", status=404)
    assert visit.person is not None
    speak_to(request, visit.person.user)
    return answered(request, visit) if request.method == "POST" else page(request, visit)


def visit_by_link(network_slug: str, token: str) -> Visit | None:
    """Who comes by the link, as long as they are a member; None where it leads nowhere (any more)."""
    try:
        pk, person_pk = links.read(consulting.LINK, token)
    except (links.LinkInvalid, ValueError):
        return None
    rows = Consultation.objects.exclude(state=Consultation.State.DRAFT).select_related("network", "round")
    found = rows.filter(pk=pk, network__slug=network_slug).first()
    if found is None or not has_part(found.network, "voice"):
        return None
    member = Membership.objects.filter(network=found.network, person=int(person_pk), left_date=None)
    membership = member.select_related("person__user").first()
    if membership is None or not membership.person.user.is_active:
        return None
    url = reverse("voice:consultation_link", args=[network_slug, token])
    return Visit(found, url, membership.person, by_link=True)


# --- the page --------------------------------------------------------------------------------------------------------


def page(request: HttpRequest, visit: Visit, **more: Any) -> HttpResponse:
    read = consultation_reading.reading(visit.consultation, reader=visit.person)
    assert read is not None  # it has been shown
    return render(request, "voice/consultation.html", context_of(visit, read) | more)


def context_of(visit: Visit, read: Reading) -> dict[str, Any]:
    points = [(each, form_of(each)) for each in read.points]
    return {
        "consultation": visit.consultation,
        "network": visit.consultation.network,
        "visit": visit,
        "read": read,
        "points": points,
        "whole_form": form_of(read.whole),
    }


def form_of(point: PointRead) -> CommentForm:
    """The comment field of a point, with what can still be changed in it."""
    own = point.can_change
    if own is None:
        return CommentForm(auto_id=f"point-{point.key}-%s")
    who = CommentForm.NAMED if own.name else CommentForm.STAFF
    return CommentForm(initial={"text": own.text, "who": who}, auto_id=f"point-{point.key}-%s")


# --- what is sent ----------------------------------------------------------------------------------------------------


def answered(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Take a tap or a comment, and show the point as it is then."""
    point = point_in(request, visit.consultation)
    if visit.person is None or (request.POST.get("point") and point is None):
        return redirect(visit.url)
    form = CommentForm(request.POST, auto_id=f"point-{point.pk if point else 0}-%s")
    receipt = ""
    try:
        if "stance" in request.POST:
            tapped(request, visit, point)
        elif "take_back" in request.POST:
            take_back(visit, point)
        elif "text" in request.POST and form.is_valid():
            receipt = said(visit, point, form)
    except services.IsClosed:
        messages.error(request, _("The last day for comments has passed."))
        return redirect(visit.url)
    return shown_again(request, visit, point, form, receipt)


def point_in(request: HttpRequest, consultation: Consultation) -> Point | None:
    """The point that was posted to; None for the whole."""
    key = request.POST.get("point", "")
    point = consultation.points.filter(pk=int(key)).first() if key.isdecimal() and len(key) < len(str(2**62)) else None
    if point:
        point.consultation = consultation
    return point


def tapped(request: HttpRequest, visit: Visit, point: Point | None) -> None:
    """The tap that was posted; the same one again takes it back."""
    stance = request.POST["stance"]
    if point is None or stance not in PointSupport.Stance.values:
        return
    has = PointSupport.objects.filter(point=point, person=visit.person, stance=stance).exists()
    services.take_stance(point, "" if has else stance, person=visit.person, at=timezone.now())


def take_back(visit: Visit, point: Point | None) -> None:
    assert visit.person is not None
    version = services.number_of_version(visit.consultation)
    own = services.own_comment(visit.consultation, point, visit.person, version)
    if own:
        services.take_back(own)


def said(visit: Visit, point: Point | None, form: CommentForm) -> str:
    """Keep the comment; return the receipt of an anonymous one."""
    who = form.cleaned_data["who"]
    author = Author() if who == CommentForm.ANONYMOUS else Author(visit.person, is_named=who == CommentForm.NAMED)
    kept = services.comment(visit.consultation, point, form.cleaned_data["text"], author=author, at=timezone.now())
    return kept.receipt


def shown_again(
    request: HttpRequest, visit: Visit, point: Point | None, form: CommentForm, receipt: str
) -> HttpResponse:
    """The point alone for a page that changes in place; else the page, with what was typed and not sent."""
    key = point.pk if point else 0
    is_part = bool(request.htmx)  # type: ignore[attr-defined]
    only_tapped = "stance" in request.POST
    typed = request.POST.get("text", "")
    if not is_part and not receipt and not (only_tapped and typed) and (only_tapped or form.is_valid() or not typed):
        return redirect(f"{visit.url}#point-{key}")
    read = consultation_reading.reading(visit.consultation, reader=visit.person)
    assert read is not None
    found = read.point(key)
    if found is None:
        return redirect(visit.url)
    if only_tapped and typed:
        form = CommentForm(initial=request.POST.dict(), auto_id=form.auto_id)
    elif only_tapped or form.is_valid() or "take_back" in request.POST:
        form = form_of(found)
    context = context_of(visit, read)
    kept = {"receipt": receipt, "receipt_point": key}
    if is_part:
        return render(request, "voice/_consultation_point.html", context | kept | {"point": found, "form": form})
    context["points"] = [(each, form if each.key == key else other) for each, other in context["points"]]
    context["whole_form"] = form if not key else context["whole_form"]
    return render(request, "voice/consultation.html", context | kept)
