"""The parties of a division of roles: who they are, and where they are asked."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.cooperation.forms.roles import PartyEditForm, PartyForm
from mikrovirk.cooperation.queries import agreements as queries
from mikrovirk.cooperation.services import asking, drafting
from mikrovirk.cooperation.views.where import inside


@require_safe
def parties(request: MemberRequest, code: str) -> HttpResponse:
    """Everybody who takes part, with who signs for them."""
    where = inside(request, code, edits=True)
    rows = [
        (party, [user.full_name or user.email for user in queries.people_of(party)], asking.address_of(party))
        for party in queries.parties_of(where.agreement)
    ]
    context = {
        "code": code,
        "place": where.place,
        "rows": rows,
        "removed": where.agreement.parties.filter(removed_at__isnull=False).select_related("organisation", "network"),
    }
    return render(request, "cooperation/draft/parties.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def party_new(request: MemberRequest, code: str) -> HttpResponse:
    where = inside(request, code, edits=True)
    form = PartyForm(request.POST or None, agreement=where.agreement)
    if request.method == "POST" and form.is_valid():
        party = drafting.add_party(where.agreement, **form.said())
        messages.success(request, _("%(party)s stands in the draft.") % {"party": party.name})
        return redirect("cooperation:roles_parties", code)
    return render(request, "cooperation/draft/party_edit.html", {"code": code, "place": where.place, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def party_edit(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    where = inside(request, code, edits=True)
    party = get_object_or_404(queries.parties_of(where.agreement), pk=pk)
    form = PartyEditForm(request.POST or None, party=party)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data.get("other_name", "")
        drafting.change_party(party, other_name=name, email=form.cleaned_data["email"])
        messages.success(request, _("Saved."))
        return redirect("cooperation:roles_parties", code)
    context = {"code": code, "place": where.place, "form": form, "party": party}
    return render(request, "cooperation/draft/party_edit.html", context)


@require_POST
def party_step(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    """Out of the draft, or back into it."""
    where = inside(request, code, edits=True)
    party = get_object_or_404(where.agreement.parties.select_related("organisation", "network"), pk=pk)
    match request.POST.get("do"):
        case "remove":
            drafting.remove_party(party, at=timezone.now())
            text = _("%(party)s is out of the draft. You can put it back here.")
        case "put-back":
            drafting.put_back_party(party)
            text = _("%(party)s is back with its parts.")
        case _:
            raise Http404
    messages.success(request, text % {"party": party.name})
    return redirect("cooperation:roles_parties", code)
