"""Version 1 of the API: every address, one module by subject. Loaded when it is first asked for."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as _
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.renderers import JSONRenderer

from mikrovirk.api.v1 import (
    businesses,
    calendar,
    conferences,
    entries,
    figures,
    funds,
    grants,
    meetings,
    members_told,
    networks,
    own,
    roles,
    sessions,
    you_said,
)
from mikrovirk.api.v1.description import ABOUT
from mikrovirk.api.v1.errors import Refused, not_found, wrong_question

PREFIX = "/api/v1/"
DETAILS_AT_MOST = 10


class Renderer(JSONRenderer):
    """JSON in which Danish letters stay readable."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(
    title="MikroVirk",
    version="1",
    description=ABOUT,
    docs_url=None,  # our own page: theirs fetches from elsewhere
    openapi_url=None,  # handed out by the door, with what the library cannot know
    urls_namespace="api-v1",
    renderer=Renderer(),
)
for router, tag in (
    (networks.router, _("Networks")),
    (meetings.router, _("Meetings")),
    (sessions.router, _("Meetings")),
    (calendar.router, _("The joint calendar")),
    (entries.router, _("Networks and offers")),
    (businesses.router, _("Businesses")),
    (you_said.router, _("You said, we did")),
    (members_told.router, _("What members tell")),
    (figures.router, _("Figures")),
    (funds.router, _("Funds")),
    (grants.router, _("Funds")),
    (roles.router, _("Who does what")),
    (conferences.router, _("Conferences")),
    (own.router, _("With a token")),
):
    api.add_router("", router, tags=[tag])


@api.exception_handler(Refused)
def refused(_request: HttpRequest, error: Refused) -> HttpResponse:
    return error.answer()


@api.exception_handler(Http404)
def nothing_there(_request: HttpRequest, _error: Http404) -> HttpResponse:
    return not_found().answer()


@api.exception_handler(ValidationError)
def not_understood(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    details = [
        {"where": str(each["loc"][-1])[:80], "what": str(each["msg"])} for each in error.errors[:DETAILS_AT_MOST]
    ]
    return wrong_question(details).answer()
