"""A version is put to the parties and answered: by who speaks for a party here, and by the party's own link."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from mikrovirk.accounts import links
from mikrovirk.accounts.http import MemberRequest, speak_to
from mikrovirk.accounts.models import User
from mikrovirk.cooperation.change_words import in_words
from mikrovirk.cooperation.domain.roles import changes
from mikrovirk.cooperation.forms.roles import CommentForm
from mikrovirk.cooperation.forms.signing import PutOutForm, SignForm
from mikrovirk.cooperation.models import Party, Version
from mikrovirk.cooperation.queries import agreements as queries
from mikrovirk.cooperation.queries.roles import draft_of, matrix_of
from mikrovirk.cooperation.services import agreements as services
from mikrovirk.cooperation.services import asking, drafting, signing
from mikrovirk.cooperation.views.where import Where, inside


@require_http_methods(["GET", "HEAD", "POST"])
def put_out(request: MemberRequest, code: str) -> HttpResponse:
    """Ask all parties to sign the draft as it stands, having seen what nobody or two have."""
    where = inside(request, code, edits=True)
    form = PutOutForm(request.POST or None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            version = services.put_out(where.agreement, by=request.user, at=timezone.now(), **form.cleaned_data)
        except services.NothingToSign:
            form.add_error(None, _("There must be at least one task and two parties."))
        except services.NothingNew:
            form.add_error(None, _("The draft says what stands already. Change something first."))
        else:
            said = _("Version %(number)s waits for signatures. The mails to the parties wait for approval.")
            messages.success(request, said % {"number": version.number})
            return redirect("cooperation:roles_sign", code)
    context = {
        "code": code,
        "place": where.place,
        "agreement": where.agreement,
        "form": form,
        "matrix": matrix_of(draft_of(where.agreement)),
        "out": queries.version_in(where.agreement, Version.State.OUT),
        "unreached": [p.name for p in queries.parties_of(where.agreement) if not is_reached(p)],
    }
    return render(request, "cooperation/signing/put_out.html", context)


def is_reached(party: Party) -> bool:
    return bool(asking.address_of(party) or queries.people_of(party))


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: MemberRequest, code: str) -> HttpResponse:
    """The version that waits: what it says, who has answered, and the reader's own answer."""
    where = inside(request, code)
    version = queries.version_in(where.agreement, Version.State.OUT)
    if version is None:
        return render(request, "cooperation/signing/nothing.html", {"code": code, "place": where.place})
    own = [party for party in where.standing.parties if party.pk in queries.content_of(version).names]
    party = party_meant(request, own)
    form = sign_form(request, version, name=request.user.full_name)
    if request.method == "POST" and party and form.is_valid():
        try:
            signing.answer(version, party, by=request.user, at=timezone.now(), **form.answer())
        except (signing.OtherWords, services.NotWaiting):
            messages.warning(request, _("The agreement was changed meanwhile. Here is what it says now."))
        else:
            messages.success(request, thanks(version))
        return redirect("cooperation:roles_sign", code)
    context = page_of(version, where.place, form) | {
        "code": code,
        "standing": where.standing,
        "own": own,
        "meant": party,
        "answered": [row.party for row in version.sign_offs.select_related("party")],
    }
    return render(request, "cooperation/signing/sign.html", context)


def party_meant(request: HttpRequest, own: list[Party]) -> Party | None:
    """Which of the reader's parties answers; the first, where nothing is said."""
    key = request.POST.get("party") or request.GET.get("party") or ""
    if not key:
        return own[0] if own else None
    found = next((party for party in own if str(party.pk) == key), None)
    if found is None:
        raise Http404
    return found


def sign_form(request: HttpRequest, version: Version, *, name: str) -> SignForm:
    return SignForm(request.POST or None, initial={"digest": version.digest, "name": name})


def thanks(version: Version) -> str:
    version.refresh_from_db(fields=["state"])
    if version.state == Version.State.FORCE:
        return _("All have signed: version %(number)s is in force.") % {"number": version.number}
    return _("Your answer stands. Until all have answered you can change it here.")


def page_of(version: Version, place: str, form: SignForm) -> dict[str, Any]:
    """What is put to a party: all of it, and what is new."""
    earlier = queries.before(version)
    found = changes(queries.content_of(earlier), queries.content_of(version)) if earlier else ()
    return {
        "place": place,
        "version": version,
        "matrix": matrix_of(queries.content_of(version)),
        "signing": queries.signing_of(version),
        "earlier": earlier,
        "changes": [in_words(each) for each in found],
        "form": form,
    }


@require_POST
def step(request: MemberRequest, code: str) -> HttpResponse:
    """Take the version back, let it hold among those who signed, or take one's own answer back."""
    where = inside(request, code)
    try:
        return do_step(request, where, request.POST.get("do", ""))
    except services.NotWaiting:
        messages.info(request, _("No version waits for signatures any more."))
    except services.StillMissing:
        messages.warning(request, _("Somebody has not answered yet."))
    return redirect("cooperation:roles_sign", where.code)


def do_step(request: MemberRequest, where: Where, what: str) -> HttpResponse:
    now = timezone.now()
    if what == "un-answer":
        version = queries.version_in(where.agreement, Version.State.OUT)
        party = party_meant(request, list(where.standing.parties))
        if version is None or party is None:
            raise services.NotWaiting
        signing.take_back(version, party)
        messages.success(request, _("Your answer is taken back."))
        return redirect("cooperation:roles_sign", where.code)
    if not where.standing.edits:
        raise Http404
    if what == "take-back":
        version = services.take_back(where.agreement, at=now)
        text = _("Version %(number)s is taken back. Write on in the draft, and ask for signatures anew.")
        messages.success(request, text % {"number": version.number})
        return redirect("cooperation:roles_draft", where.code)
    if what == "let-hold":
        version = services.let_hold(where.agreement, at=now)
        messages.success(
            request, _("Version %(number)s is in force among those who signed.") % {"number": version.number}
        )
        return redirect("cooperation:roles", where.code)
    raise Http404


# --- by the party's own link -----------------------------------------------------------------------------------------


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def party_link(request: HttpRequest, token: str) -> HttpResponse:
    """Read, answer and comment without an account. Opening it changes nothing."""
    try:
        party, user = asking.party_at(token)
    except asking.LinkOver:
        return unlisted(render(request, "cooperation/signing/link_over.html", status=410))
    except links.LinkInvalid as error:
        raise Http404 from error
    speak_to(request, user)
    version = queries.version_in(party.agreement, Version.State.OUT)
    if version and party.pk not in queries.content_of(version).names:
        version = None
    if request.method == "POST":
        answered = taken(request, token, party, user, version)
        if answered:
            return answered
    return unlisted(render(request, "cooperation/signing/party.html", link_page(request, token, party, user, version)))


def taken(request: HttpRequest, token: str, party: Party, user: User, version: Version | None) -> HttpResponse | None:
    """What was sent from the party's page; None where something is wrong with it."""
    here = redirect("cooperation:party_link", token)
    now = timezone.now()
    if "text" in request.POST:
        comment = CommentForm(request.POST)
        if not comment.is_valid():
            messages.error(request, _("Write the comment first."))
            return here
        words = comment.cleaned_data["text"]
        name = user.full_name or party.name
        drafting.comment(party.agreement, task=None, text=words, name=name, party=party, by=user, at=now)
        messages.success(request, _("The comment stands there for the other parties."))
        return here
    if version is None:
        messages.info(request, _("No version waits for signatures any more."))
        return here
    form = sign_form(request, version, name="")
    if not form.is_valid():
        return None
    try:
        signing.answer(version, party, by=user, by_link=True, at=now, **form.answer())
    except (signing.OtherWords, services.NotWaiting):
        messages.warning(request, _("The agreement was changed meanwhile. Here is what it says now."))
    else:
        messages.success(request, thanks(version))
    return here


def link_page(request: HttpRequest, token: str, party: Party, user: User, version: Version | None) -> dict[str, Any]:
    """The version that waits, else the one in force, else the draft."""
    agreement = party.agreement
    codes = queries.codes_of(agreement)
    shown = version or queries.version_in(agreement, Version.State.FORCE)
    content = queries.content_of(shown) if shown else draft_of(agreement)
    said = version.sign_offs.filter(party=party).first() if version else None
    context: dict[str, Any] = {"place": queries.place_of(codes), "matrix": matrix_of(content), "version": shown}
    if version:
        context = page_of(version, queries.place_of(codes), sign_form(request, version, name=user.full_name))
    return context | {
        "token": token,
        "party": party,
        "waits": version is not None,
        "said": said,
        "code": codes[0] if codes else "",
        "comment_form": CommentForm(),
        "comments": agreement.comments.filter(party=party, settled_at=None),
    }


def unlisted(answer: HttpResponse) -> HttpResponse:
    """No search engine keeps it, and no page it leads to learns its address."""
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer
