from django.http import Http404, HttpRequest, HttpResponse



def answer(request: HttpRequest, **_where: object) -> HttpResponse:
    raise Http404


def expectation(request: HttpRequest, **_where: object) -> HttpResponse:
    raise Http404


def slots(request: HttpRequest, **_where: object) -> HttpResponse:
    raise Http404
