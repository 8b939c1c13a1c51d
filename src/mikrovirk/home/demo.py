"""The sign-in links of the example region; they do not exist in a real installation."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from mikrovirk.accounts import links
from mikrovirk.accounts.models import User
from mikrovirk.networks.queries import is_example

PURPOSE = "demo"


@login_not_required
def sign_in(request: HttpRequest, token: str) -> HttpResponse:
    """Sign in as the role the link stands for."""
    if not is_example():
        raise Http404
    try:
        (pk,) = links.read(PURPOSE, token)
    except links.LinkInvalid as error:
        raise Http404 from error
    user = User.objects.filter(pk=pk, is_active=True).first()
    if user is None:  # the example was made anew since the link was printed
        raise Http404
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("home:start")
