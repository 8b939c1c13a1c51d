from django.http import Http404, HttpRequest, HttpResponse



def apply(request: HttpRequest, **_where: object) -> HttpResponse:
    raise Http404


def hot_seat(request: HttpRequest, **_where: object) -> HttpResponse:
    raise Http404


def choose(request: HttpRequest, **_where: object) -> HttpResponse:
    raise Http404
