"""Getting a network's meetings by mail without an account: asked for here, confirmed once behind the link of a mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mikrovirk.accounts import links
from mikrovirk.accounts.http import speak_to
from mikrovirk.accounts.models import User
from mikrovirk.networks import queries as network_queries
from mikrovirk.networks.models import Network
from mikrovirk.programme.forms.attending import FollowForm
from mikrovirk.programme.models import Follower
from mikrovirk.programme.services import followers as services
from mikrovirk.programme.views.attend import TOO_MANY_REQUESTS, broken_link, is_too_many

PART = "subscriptions"


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, network_slug: str) -> HttpResponse:
    """Name and address; the answer is the same whether or not the address is known."""
    network = get_object_or_404(Network, slug=network_slug, is_open=True)
    if not network_queries.has_part(network, PART):
        raise Http404
    form = FollowForm(request.POST or None)
    own = f"/networks/{network_slug}/"
    status = 200
    if request.method == "POST" and form.is_valid():
        if is_too_many(request):
            form.add_error(
                None,
                _("Many have asked from here just now. Wait a few minutes and press again: what you typed is kept."),
            )
            status = TOO_MANY_REQUESTS
        else:
            services.ask_to_follow(
                network, name=form.cleaned_data["name"], email=form.cleaned_data["email"], at=timezone.now()
            )
            return render(
                request,
                "programme/follow_asked.html",
                {"network": network, "network_url": own, "email": form.cleaned_data["email"]},
            )
    return render(
        request, "programme/follow.html", {"network": network, "network_url": own, "form": form}, status=status
    )


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """One button: send me the meetings; or, for who gets them, one to stop it."""
    try:
        network_pk, user_pk = links.read("follow", token)
    except (links.LinkInvalid, ValueError):
        return broken_link(request)
    network = Network.objects.filter(pk=network_pk).first()
    user = User.objects.filter(pk=user_pk).first()
    if network is None or user is None or not network_queries.has_part(network, PART):
        return broken_link(request)
    speak_to(request, user)
    if request.method == "POST":
        if "stop" in request.POST:
            services.unfollow(network, user)
            messages.success(request, _("You get no more meetings by mail from here."))
        else:
            services.confirm(network, user, at=timezone.now())
        return redirect("programme:follow_confirm", token)
    follows = Follower.objects.filter(user=user, network=network, confirmed_at__isnull=False).exists()
    return render(
        request,
        "programme/follow_confirm.html",
        {"network": network, "network_url": f"/networks/{network.slug}/", "follows": follows, "email": user.email},
    )
