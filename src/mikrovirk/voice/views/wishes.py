"""Topics: members suggest them and say which they would come for; the coordinator tidies up."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.directory.models import Person
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import has_part, may, networks_for
from mikrovirk.programme.models import Topic
from mikrovirk.voice.forms.wishes import MergeForm, PutAwayForm, SuggestForm
from mikrovirk.voice.queries import wishes as wish_queries
from mikrovirk.voice.services import wishes as wish_services

PER_PAGE = 30


def network_with_topics(request: MemberRequest, network_slug: str, needs: Permission) -> Network:
    """The network, if topics are on there and the reader may do that; else a 404."""
    network = get_object_or_404(networks_for(request.user, needs=needs), slug=network_slug)
    if not has_part(network, "topics"):
        raise Http404
    return network


class NoMember(Exception):
    """Somebody who runs the network without being a member is not counted."""


def member_of(request: MemberRequest, network: Network) -> Person:
    """Who takes part in the network; raise NoMember for who only runs it."""
    person = wish_queries.member_of(request.user, network)
    if person is None:
        raise NoMember
    return person


def topic_to_wish(request: MemberRequest, network_slug: str, pk: int) -> tuple[Network, Topic, Person]:
    """The topic, and the member who says something about it."""
    network = network_with_topics(request, network_slug, Permission.TAKE_PART)
    topic = get_object_or_404(Topic, network=network, pk=pk)
    return network, topic, member_of(request, network)


View = Callable[..., HttpResponse]


def for_members(view: View) -> View:
    """Who runs the network without being a member is told so, and led back to the list."""

    @wraps(view)
    def answer(request: MemberRequest, network_slug: str, **keys: int) -> HttpResponse:
        try:
            return view(request, network_slug, **keys)
        except NoMember:
            text = _(
                "You are not a member of the network, so you are not counted. Add topics where the talks are edited."
            )
            messages.info(request, text)
            return redirect("voice:wishes", network_slug)

    return answer


# --- the list --------------------------------------------------------------------------------------------------------


@require_safe
def wishes(request: MemberRequest, network_slug: str) -> HttpResponse:
    """The topics, most wanted first."""
    network = network_with_topics(request, network_slug, Permission.SEE_NETWORK)
    return wishes_page(request, network, SuggestForm())


def wishes_page(request: MemberRequest, network: Network, form: SuggestForm) -> HttpResponse:
    person = wish_queries.member_of(request.user, network)
    edits = may(request.user, Permission.EDIT_PROGRAMME, network)
    page = Paginator(wish_queries.topics_for(network, person), PER_PAGE).get_page(request.GET.get("page"))
    planned = wish_queries.planned_topics(network, now=timezone.now())
    context = {
        "network": network,
        "page": page,
        "rows": [(topic, planned.get(topic.pk)) for topic in page.object_list],
        "form": form,
        "takes_part": person is not None,
        "edits": edits,
        "steers": may(request.user, Permission.SEE_STEERING, network),
        "put_away": list(wish_queries.put_away_topics(network)) if edits else [],
    }
    return render(request, "voice/wishes.html", context)


@require_safe
def similar(request: MemberRequest, network_slug: str) -> HttpResponse:
    """What is there already of what is being typed."""
    network = network_with_topics(request, network_slug, Permission.TAKE_PART)
    person = wish_queries.member_of(request.user, network)
    typed = request.GET.get("name", "")[:80]
    found = wish_queries.similar(network, typed, person)
    return render(request, "voice/_wishes_similar.html", {"network": network, "topics": found, "typed": typed})


# --- a member --------------------------------------------------------------------------------------------------------


@require_POST
@for_members
def support(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """I would come for that."""
    network, topic, person = topic_to_wish(request, network_slug, pk)
    if not topic.is_active:
        raise Http404
    wish_services.support(topic, person, at=timezone.now())
    return answered(request, network, person, topic)


@require_POST
@for_members
def withdraw(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """I would not, after all."""
    network, topic, person = topic_to_wish(request, network_slug, pk)
    wish_services.withdraw(topic, person)
    return answered(request, network, person, topic)


def answered(request: MemberRequest, network: Network, person: Person, topic: Topic) -> HttpResponse:
    """The one row anew; without JavaScript the page, at that row."""
    if request.htmx:  # type: ignore[attr-defined]
        found = wish_queries.topics_for(network, person).get(pk=topic.pk)
        planned = wish_queries.planned_topics(network, now=timezone.now())
        context = {
            "network": network,
            "topic": found,
            "meeting": planned.get(found.pk),
            "takes_part": True,
            "edits": may(request.user, Permission.EDIT_PROGRAMME, network),
        }
        return render(request, "voice/_wish.html", context)
    response = redirect("voice:wishes", network.slug)
    page = request.POST.get("page", "")
    response["Location"] += (f"?page={page}" if page.isdecimal() and page != "1" else "") + f"#topic-{topic.pk}"
    return response


@require_POST
@for_members
def suggest(request: MemberRequest, network_slug: str) -> HttpResponse:
    """A topic in one line; what is there already is supported instead."""
    network = network_with_topics(request, network_slug, Permission.TAKE_PART)
    person = member_of(request, network)
    form = SuggestForm(request.POST)
    if not form.is_valid():
        return wishes_page(request, network, form)
    made = wish_services.suggest(network, name=form.cleaned_data["name"], person=person, at=timezone.now())
    words = {"topic": made.topic.name}
    if made.is_new:
        messages.success(request, _("Thank you. “%(topic)s” is on the list, and the steering group sees it.") % words)
    else:
        messages.success(request, _("“%(topic)s” was on the list already. You are counted in.") % words)
    response = redirect("voice:wishes", network.slug)
    response["Location"] += f"#topic-{made.topic.pk}"
    return response


@require_POST
@for_members
def take_back(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """My suggestion was not meant."""
    network, topic, person = topic_to_wish(request, network_slug, pk)
    gone = wish_services.take_back(topic, person)
    if gone:
        messages.success(request, _("Your suggestion is taken back."))
    else:
        messages.success(request, _("You are counted out. Others would come for it, so it stays on the list."))
    return redirect("voice:wishes", network.slug)


# --- the coordinator -------------------------------------------------------------------------------------------------


def topic_to_tidy(request: MemberRequest, network_slug: str, pk: int) -> tuple[Network, Topic]:
    network = network_with_topics(request, network_slug, Permission.EDIT_PROGRAMME)
    return network, get_object_or_404(Topic, network=network, pk=pk)


@require_safe
def wish(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """One topic: who would come, and what can be done with it."""
    network, topic = topic_to_tidy(request, network_slug, pk)
    return wish_page(request, network, topic)


def wish_page(request: MemberRequest, network: Network, topic: Topic, **forms: Any) -> HttpResponse:
    supporters = wish_queries.supporters_of(topic)
    context = {
        "network": network,
        "topic": topic,
        "supporters": Paginator(supporters, PER_PAGE).get_page(request.GET.get("page")),
        "supporter_count": len(supporters),
        "speakers": topic.speakers.filter(is_active=True),
        "merge_form": forms.get("merge_form") or MergeForm(topic=topic),
        "put_away_form": forms.get("put_away_form") or PutAwayForm(),
    }
    return render(request, "voice/wish.html", context)


@require_POST
def merge(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    network, topic = topic_to_tidy(request, network_slug, pk)
    form = MergeForm(request.POST, topic=topic)
    if not form.is_valid():
        return wish_page(request, network, topic, merge_form=form)
    name, into = topic.name, form.cleaned_data["into"]
    count = wish_services.merge(topic, into, by=request.user, at=timezone.now())
    words = ngettext(
        "“%(name)s” is now part of “%(into)s”, which one member would come for.",
        "“%(name)s” is now part of “%(into)s”, which %(count)s members would come for.",
        count,
    )
    messages.success(request, words % {"name": name, "into": into.name, "count": count})
    return redirect("voice:wishes", network.slug)


@require_POST
def put_away(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    network, topic = topic_to_tidy(request, network_slug, pk)
    form = PutAwayForm(request.POST)
    if not form.is_valid():
        return wish_page(request, network, topic, put_away_form=form)
    wish_services.put_away(topic, word=form.cleaned_data["word"], by=request.user, at=timezone.now())
    messages.success(request, _("“%(name)s” is put away. You can bring it back below the list.") % {"name": topic.name})
    return redirect("voice:wishes", network.slug)


@require_POST
def bring_back(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    network, topic = topic_to_tidy(request, network_slug, pk)
    wish_services.bring_back(topic)
    messages.success(request, _("“%(name)s” is on the list again.") % {"name": topic.name})
    return redirect("voice:wishes", network.slug)
