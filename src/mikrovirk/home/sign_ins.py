"""The administrator signs somebody out everywhere: a phone was lost, or somebody has left."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.accounts.models import User
from mikrovirk.accounts.queries import places_signed_in
from mikrovirk.accounts.services import sign_out


class WhoForm(forms.Form):
    """Somebody of this installation, by their address: nobody is picked from a list."""

    email = forms.EmailField(label=gettext_lazy("Their e-mail address"), max_length=254)

    def clean_email(self) -> User:
        found = User.objects.filter(email=self.cleaned_data["email"].strip().lower()).first()
        if found is None:
            raise ValidationError(
                _("Nobody here has that address. Check the spelling, or ask which one they sign in with.")
            )
        return found


@require_http_methods(["GET", "HEAD", "POST"])
def sign_ins(request: MemberRequest) -> HttpResponse:
    """Look somebody up, and see where they are signed in; with `everywhere` sign them out.

    Looking up is sent too, so that nobody's address stands in the address of a page.
    """
    if not request.user.is_administrator:
        raise Http404
    form = WhoForm(request.POST or None)
    if not form.is_valid():
        return render(request, "home/sign_ins.html", {"form": form}, status=422 if form.errors else 200)
    who = form.cleaned_data["email"]
    request.trail_about = who.pk  # type: ignore[attr-defined]
    if "everywhere" in request.POST:
        count = sign_out(who, keep=request.session.session_key)
        words = ngettext("%(name)s is signed out in one place.", "%(name)s is signed out in %(count)d places.", count)
        words = words if count else _("%(name)s was not signed in anywhere.")
        messages.success(request, words % {"name": who, "count": count})
        return redirect("home:sign_ins")
    context = {"form": form, "who": who, "places": places_signed_in(who, now=timezone.now())}
    return render(request, "home/sign_ins.html", context)
