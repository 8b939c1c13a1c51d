from django.http import Http404, HttpRequest, HttpResponse


def mails(request: HttpRequest, **_where: object) -> HttpResponse:
    raise Http404


mailing = edit = approve = stop = resume = rule = unsubscribe = mailbox = mails
