from django.http import Http404, HttpRequest, HttpResponse



def tasks(request: HttpRequest, **_where: object) -> HttpResponse:
    raise Http404


def ask(request: HttpRequest, **_where: object) -> HttpResponse:
    raise Http404
