"""The floor: the same pages as a bare Django app would make them, in one file.

Plain models on the same tables, plain views, plain templates with the Danish written into them, and the middleware of
`startproject`. Nothing is slow on purpose: rows are read as values in one query a list, dates are put into words once, and
no page asks for more than it shows. A test holds the visible text of both together.

Its settings are in `floor_settings`.
"""

import re
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.paginator import Paginator
from django.db import models, transaction
from django.db.models import F, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone

from benchmarks.floor_settings import PAGES

# --- pages -----------------------------------------------------------------------------------------------------------

ICON = '<svg class="icon" aria-hidden="true" focusable="false"><use href="/static/ui/vendor/icons.svg#%s"></use></svg>'
BASE = """<!doctype html>
<html lang="da">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>{% block title %}{% endblock %} · MikroVirk</title>
<link rel="preload" href="/static/ui/vendor/nunito-sans-latin-wght-normal.woff2" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="/static/ui/css/app.css">
<link rel="icon" href="/static/ui/favicon.svg" type="image/svg+xml">
<script src="/static/django_htmx/htmx-2.min.js" defer></script>
<script src="/static/ui/js/forms.js" type="module"></script>
<script src="/static/ui/js/keep.js" type="module"></script>
<script src="/static/ui/js/actions.js" type="module"></script>
</head>
<body>
<div class="page">
<a class="skip-link" href="#main">Gå til indholdet</a>
<header class="site-header">
<div class="wrap">
<a class="brand" href="/"><strong>MikroVirk</strong></a>
<button class="menu-button" type="button" popovertarget="site-menu">[menu]Menu</button>
<nav class="site-menu" id="site-menu" aria-labelledby="menu-title" popover>
<div class="menu-head"><span id="menu-title">Menu</span><button class="menu-close" type="button" popovertarget="site-menu" popovertargetaction="hide">[close]Luk</button></div>
{% block menu %}<ul><li><a href="/">Møder</a></li><li><a href="/calendar/">Det sker</a></li></ul>
<ul><li><a href="/account/login/">Log ind</a></li></ul>{% endblock %}
</nav>
</div>
</header>
<main id="main" class="wrap" tabindex="-1">
{% block back %}{% endblock %}
<div class="messages" id="messages" role="status" aria-live="polite">{% for message in messages %}<p>{{ message }}</p>{% endfor %}</div>
<div class="page-head">
<div class="page-head-text">
<h1>{% block heading %}{% endblock %}</h1>
<p class="lead">{% block lead %}{% endblock %}</p>
</div>
<div class="page-actions">{% block actions %}{% endblock %}</div>
</div>
{% block content %}{% endblock %}
</main>
<footer class="site-footer">
<div class="wrap">
<a href="/help/">Hjælp</a>
<a href="/accessibility/">Tilgængelighedserklæring</a>
<a href="/privacy/">Dine data og privatliv</a>
<form method="post" action="/language/">{% csrf_token %}<span class="look-choice" role="group" aria-label="Lyst eller mørkt"><button class="link-button" formaction="/ui/look/" name="look" value="light" aria-pressed="false">Lyst</button><button class="link-button" formaction="/ui/look/" name="look" value="dark" aria-pressed="false">Mørkt</button><button class="link-button" formaction="/ui/look/" name="look" value="" aria-pressed="true">Som enheden</button></span>
<button class="link-button" name="language" value="en" lang="en">[language]English</button></form>
</div>
</footer>
</div>
</body>
</html>
"""
MEETINGS = """{% extends "base.html" %}
{% block title %}Kommende møder · {{ network.name }}{% endblock %}
{% block back %}<a class="back-link" href="/networks/{{ network.slug }}/">[chevron-left]<span>{{ network.name }}</span></a>{% endblock %}
{% block heading %}Kommende møder{% endblock %}
{% block lead %}Alle er velkomne, også hvis du ikke er medlem endnu.{% endblock %}
{% block content %}
<nav class="tabs" aria-label="Hvilke møder"><ul><li><a href="/networks/{{ network.slug }}/meetings/" aria-current="page">Kommende</a></li><li><a href="?archive=1">Holdt</a></li></ul></nav>
{% if rows %}<ul class="rows">{% for row in rows %}<li class="row with-leaf meeting-line"><span class="leaf" aria-hidden="true"><span class="leaf-weekday">{{ row.weekday }}</span><span class="leaf-day">{{ row.day }}</span><span class="leaf-month">{{ row.month }}</span></span><div class="row-main"><h2 class="row-title"><a href="/networks/{{ network.slug }}/meetings/{{ row.pk }}/">{{ row.title }}</a></h2><p class="when"><time datetime="{{ row.iso }}">{{ row.when }}</time></p><p class="row-note">{{ row.format__name }} · {{ row.venue__name }}, {{ row.venue__town }}</p>{% if row.talk__title %}<p class="row-note">{{ row.talk__title }} – {{ row.talk__speaker_name }}</p>{% endif %}<p class="row-note">{{ row.free }} ledige pladser</p></div></li>{% endfor %}</ul>
<nav class="pagination" aria-label="Sider">{% if previous_number %}<a class="button" rel="prev" href="?page={{ previous_number }}">[arrow-left]<span>Tidligere møder</span></a>{% else %}<span></span>{% endif %}<p>Side {{ number }}</p>{% if next_number %}<a class="button" rel="next" href="?page={{ next_number }}"><span>Senere møder</span>[arrow-right]</a>{% endif %}</nav>
<p class="cluster follow-ways"><a class="button button--quiet" href="/networks/{{ network.slug }}/meetings.ics">[calendar]<span>Læg alle møder i din kalender</span></a><a class="button button--quiet" href="/networks/{{ network.slug }}/follow/">[mail]<span>Få møderne på mail</span></a></p>
{% else %}<p>Der er ingen møder lige nu.</p>{% endif %}
{% endblock %}
"""
MEETING = """{% extends "base.html" %}{% load l10n %}
{% block title %}{{ m.title }} · {{ m.network__name }}{% endblock %}
{% block back %}<a class="back-link" href="/networks/{{ m.network__slug }}/meetings/">[chevron-left]Alle møder</a>{% endblock %}
{% block heading %}{{ m.title }}{% endblock %}
{% block lead %}<time class="when" datetime="{{ m.iso }}">{{ m.when }}</time> · <span>{{ m.venue__name }}</span>{% endblock %}
{% block actions %}<p class="places">{{ m.free }} ledige pladser</p><a class="button button--primary button--large" href="/networks/{{ m.network__slug }}/meetings/{{ m.pk }}/sign-up/">Tilmeld dig mødet</a>{% endblock %}
{% block content %}
<div class="split meeting-page">
<div class="flow">
<div class="prose">{{ m.summary|linebreaks }}</div>
{% if m.talk__title %}<section aria-labelledby="talk"><h2 id="talk">Fagligt oplæg</h2><div class="with-leaf speaker"><div><h3>{{ m.talk__title }}</h3><p class="muted">{{ m.talk__speaker_name }}, {{ m.talk__speaker_from }}</p><div>{{ m.talk__lines|linebreaks }}</div></div></div></section>{% endif %}
<section aria-labelledby="agenda"><h2 id="agenda">Aftenens program</h2><ol class="agenda">{% for iso, at, title, minutes, on_stage in agenda %}<li{% if on_stage %} class="agenda-stage"{% endif %}><time datetime="{{ iso }}">{{ at }}</time><span><span>{{ title }}</span> <span class="muted small">{{ minutes }} minutter</span></span></li>{% endfor %}</ol></section>
<section aria-labelledby="format"><h2 id="format">Hvad {{ m.format__name }} betyder</h2><p>{{ m.format__purpose }}</p><div>{{ m.format__expect|linebreaks }}</div><p><strong>Alle er velkomne, også hvis du ikke er medlem endnu.</strong></p></section>
</div>
<aside class="card card--sun" aria-label="Hvornår, hvor og hvordan">
<h2>Hvornår</h2><p>{{ m.when }}</p><p><a href="/networks/{{ m.network__slug }}/meetings/{{ m.pk }}/meeting.ics">[calendar] Læg det i din kalender</a></p>
<h2>Hvor</h2><address>{{ m.venue__name }}<br>{{ m.venue__address }}<br>{{ m.venue__postcode }} {{ m.venue__town }}</address><p class="small">[parking] {{ m.venue__parking }}</p>{% if m.venue__latitude %}<img class="locator" src="/networks/{{ m.network__slug }}/meetings/{{ m.pk }}/map.svg" alt="" width="320" height="220" loading="lazy"><p><a href="https://www.openstreetmap.org/?mlat={{ m.venue__latitude|unlocalize }}&amp;mlon={{ m.venue__longitude|unlocalize }}#map=17/{{ m.venue__latitude|unlocalize }}/{{ m.venue__longitude|unlocalize }}" rel="noreferrer">[map] Find vej</a></p>{% endif %}
<h2>Hvad det koster</h2><p>Det er gratis at være med.</p>
<h2>Spørgsmål?</h2><p><a href="mailto:{{ m.network__contact_email }}">{{ m.network__contact_name }}</a></p>
<p class="small"><a href="/networks/{{ m.network__slug }}/meetings/{{ m.pk }}/share/">[share] Del mødet</a></p>
<p class="small"><a href="/networks/{{ m.network__slug }}/follow/">[mail] Få møderne på mail</a></p>
</aside>
</div>
{% endblock %}
"""
SIGN_UP = """{% extends "base.html" %}
{% block title %}Tilmeld dig · {{ m.title }}{% endblock %}
{% block back %}<a class="back-link" href="/networks/{{ m.network__slug }}/meetings/{{ m.pk }}/">[chevron-left]Tilbage til mødet</a>{% endblock %}
{% block heading %}Tilmeld dig mødet{% endblock %}
{% block lead %}<span>{{ m.title }}</span> · <span class="when">{{ m.when }}</span> · <span>{{ m.venue__name }}</span>{% endblock %}
{% block content %}
<div class="narrow flow">
<p class="places">{{ m.free }} ledige pladser</p>
<form class="form" method="post" novalidate>{% csrf_token %}
<div class="field"><label for="id_name">Dit navn</label>{{ form.name.errors }}<input type="text" name="name" id="id_name" value="{{ form.name.value|default:"" }}" maxlength="160" autocomplete="name" required></div>
<div class="field"><label for="id_email">Din e-mail</label><div class="hint" id="id_email_helptext">Du får en kvittering dertil og kan melde fra i den. Vi bruger kun adressen til dette møde.</div>{{ form.email.errors }}<input type="email" name="email" id="id_email" value="{{ form.email.value|default:"" }}" autocomplete="email" required aria-describedby="id_email_helptext"></div>
<div class="field for-robots" aria-hidden="true"><label for="id_extra">Lad dette felt være tomt</label><input type="text" name="extra" id="id_extra" value="" autocomplete="off" tabindex="-1"></div>
<button class="button button--primary button--large"><span>Ja, jeg kommer</span></button>
</form>
<p><strong>Alle er velkomne, også hvis du ikke er medlem endnu.</strong> Er du medlem? Så går det hurtigere med linket i invitationen. Det kender dig allerede.</p>
</div>
{% endblock %}
"""
SIGNED_UP = """{% extends "base.html" %}
{% block title %}Du er tilmeldt{% endblock %}
{% block heading %}{% if row.state == "coming" %}Du er tilmeldt. Vi ses!{% else %}Du er på ventelisten{% endif %}{% endblock %}
{% block content %}
<div class="narrow flow">
<div class="card card--sun"><h2>{{ row.meeting__title }}</h2><p class="when">{{ when }}</p><p>{{ row.meeting__venue__name }}, {{ row.meeting__venue__address }}, {{ row.meeting__venue__postcode }} {{ row.meeting__venue__town }}</p><p class="small">[parking] {{ row.meeting__venue__parking }}</p><p><a href="/networks/{{ row.meeting__network__slug }}/meetings/{{ row.meeting_id }}/meeting.ics">[calendar] Læg det i din kalender</a></p></div>
<p>[mail] En kvittering er på vej til <strong>{{ row.person__user__email }}</strong>. Brug knappen i den, hvis du vil rette noget, tage en gæst med eller alligevel ikke kan komme.</p>
<p>Er den ikke kommet om et par minutter? Så kig i din spammappe, eller tilmeld dig igen med den rigtige adresse.</p>
<p><a href="/networks/{{ row.meeting__network__slug }}/meetings/">Se de andre møder</a></p>
</div>
{% endblock %}
"""
MEMBERS = """{% extends "base.html" %}
{% block title %}Medlemmer{% endblock %}
{% block menu %}<ul><li><a href="/networks/{{ network.slug }}/week/">Ti minutter</a></li><li><a href="/networks/{{ network.slug }}/plan/">Møder</a></li><li><a href="/networks/{{ network.slug }}/members/" aria-current="page">Medlemmer</a></li><li><a href="/networks/{{ network.slug }}/mails/">Mails</a></li><li><a href="/networks/{{ network.slug }}/reports/">Styregruppen</a></li><li><a href="/networks/{{ network.slug }}/settings/">Netværket</a></li></ul>
<ul><li><a href="/me/">{{ first_name }}</a></li><li><form method="post" action="/account/logout/">{% csrf_token %}<button>Log ud</button></form></li></ul>{% endblock %}
{% block heading %}Medlemmer{% endblock %}
{% block actions %}<a class="button" href="/networks/{{ network.slug }}/members/new/">[person-add]<span>Tilføj et medlem</span></a>
<a class="button" href="/networks/{{ network.slug }}/members/import/">[upload]<span>Indlæs en medlemsliste</span></a>
<a class="button" href="/networks/{{ network.slug }}/invite/">[mail]<span>Hvem kan I invitere?</span></a>{% endblock %}
{% block content %}
<form class="filter-bar" method="get" action="/networks/{{ network.slug }}/members/" role="search" novalidate><div class="field field--text"><label for="id_q">Søg</label>
<input type="search" name="q" value="{{ words }}" autocomplete="off" maxlength="100" id="id_q"></div><div class="field field--select"><label for="id_show">Vis kun</label>
<select name="show" id="id_show"><option value="members">Alle medlemmer</option><option value="new">Nye, de seneste tre måneder</option><option value="away">Ikke set i et halvt år</option><option value="bounced">E-mailadressen virker ikke</option><option value="guests">Gæster</option><option value="left">Tidligere medlemmer</option></select></div><div class="field field--select"><label for="id_order">Sorteret efter</label>
<select name="order" id="id_order"><option value="name">Navn</option><option value="newest">Nyeste først</option><option value="business">Virksomhed</option><option value="town">By</option></select></div><button class="button">[search]<span>Vis</span></button>{% if words %}<a class="button button--quiet" href="/networks/{{ network.slug }}/members/">Vis alle</a>{% endif %}</form>
<div id="results" aria-live="polite">
{% if rows %}<p class="muted">{{ page.paginator.count }} medlemmer</p>
<table class="table"><caption class="visually-hidden">Medlemmer</caption>
<thead><tr><th scope="col">Navn</th><th scope="col">Virksomhed</th><th scope="col">Kontakt</th><th scope="col">Medlem siden</th></tr></thead>
<tbody>{% for row in rows %}<tr><th scope="row"><a href="/networks/{{ network.slug }}/members/{{ row.person_id }}/">{{ row.person__user__full_name }}</a>{% if row.is_new %} <span class="badge badge--new">Ny</span>{% endif %}</th><td data-label="Virksomhed">{{ row.business__name }}<br><span class="muted small">{{ row.business__town }} · {{ row.business__industry }}</span></td><td data-label="Kontakt"><a href="mailto:{{ row.person__user__email }}">{{ row.person__user__email }}</a>{% if row.phone %}<br>{{ row.phone }}{% endif %}</td><td data-label="Medlem siden">{{ row.since }}</td></tr>{% endfor %}</tbody></table>
<nav class="pagination" aria-label="Sider">{% if page.has_previous %}<a class="button" rel="prev" href="?{{ query }}&amp;page={{ page.previous_page_number }}">[arrow-left]<span>Forrige</span></a>{% endif %}<p>{{ page.start_index }}–{{ page.end_index }} af {{ page.paginator.count }}</p>{% if page.has_next %}<a class="button" rel="next" href="?{{ query }}&amp;page={{ page.next_page_number }}"><span>Næste</span>[arrow-right]</a>{% endif %}</nav>
{% else %}<p>Ingen blev fundet.</p>{% endif %}
</div>
<div class="button-row"><a class="button" href="/networks/{{ network.slug }}/members/members.xlsx" download>[download]<span>Hent alle medlemmer til Excel</span></a>
<a class="button button--quiet" href="/networks/{{ network.slug }}/members/members.csv" download><span>som CSV</span></a>
<a class="button button--quiet" href="/networks/{{ network.slug }}/take-out/"><span>Tag jeres data med ud</span></a></div>
{% endblock %}
"""
PAGES.update(
    (name, re.sub(r"\[([a-z-]+)\](?!\))", lambda found: ICON % found[1], text))
    for name, text in {
        "base.html": BASE,
        "meetings.html": MEETINGS,
        "meeting.html": MEETING,
        "sign_up.html": SIGN_UP,
        "signed_up.html": SIGNED_UP,
        "members.html": MEMBERS,
    }.items()
)

# --- models ----------------------------------------------------------------------------------------------------------


class User(AbstractBaseUser):
    email = models.EmailField(unique=True)
    full_name = models.CharField(max_length=160)
    language = models.CharField(max_length=2, default="da")
    mail_choice = models.CharField(max_length=8, default="all")
    bounce_reason = models.CharField(max_length=300, default="")
    bounced_at = models.DateTimeField(null=True)
    is_active = models.BooleanField(default=True)
    is_administrator = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    objects = BaseUserManager()
    USERNAME_FIELD = "email"

    class Meta:
        managed, db_table = False, "accounts_user"


class Network(models.Model):
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    contact_name = models.CharField(max_length=160)
    contact_email = models.EmailField()

    class Meta:
        managed, db_table = False, "networks_network"


class Role(models.Model):
    user = models.ForeignKey(User, models.CASCADE)
    network = models.ForeignKey(Network, models.CASCADE)
    name = models.CharField(max_length=16)

    class Meta:
        managed, db_table = False, "networks_role"


class Format(models.Model):
    name = models.CharField(max_length=60)
    purpose = models.CharField(max_length=300)
    expect = models.TextField()

    class Meta:
        managed, db_table = False, "programme_format"


class Venue(models.Model):
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=200)
    postcode = models.CharField(max_length=10)
    town = models.CharField(max_length=80)
    capacity = models.PositiveIntegerField()
    parking = models.CharField(max_length=300)
    latitude = models.DecimalField(max_digits=8, decimal_places=5)
    longitude = models.DecimalField(max_digits=8, decimal_places=5)

    class Meta:
        managed, db_table = False, "programme_venue"


class Meeting(models.Model):
    network = models.ForeignKey(Network, models.CASCADE)
    format = models.ForeignKey(Format, models.CASCADE)
    venue = models.ForeignKey(Venue, models.CASCADE)
    title = models.CharField(max_length=160)
    summary = models.TextField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    places_taken = models.PositiveIntegerField()
    state = models.CharField(max_length=10)
    uid = models.UUIDField()
    sequence = models.PositiveIntegerField()
    changed_at = models.DateTimeField()

    class Meta:
        managed, db_table = False, "programme_meeting"


class Talk(models.Model):
    meeting = models.OneToOneField(Meeting, models.CASCADE)
    title = models.CharField(max_length=160)
    lines = models.TextField()
    speaker_name = models.CharField(max_length=160)
    speaker_from = models.CharField(max_length=160)

    class Meta:
        managed, db_table = False, "programme_talk"


class AgendaItem(models.Model):
    meeting = models.ForeignKey(Meeting, models.CASCADE)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16)
    title = models.CharField(max_length=120)
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        managed, db_table = False, "programme_agendaitem"


class Person(models.Model):
    user = models.OneToOneField(User, models.CASCADE)
    phone = models.CharField(max_length=30, default="")
    about = models.TextField(default="")
    photo = models.CharField(max_length=100, default="")
    email_for = models.CharField(max_length=8, default="nobody")
    phone_for = models.CharField(max_length=8, default="nobody")
    photo_for = models.CharField(max_length=8, default="members")
    about_for = models.CharField(max_length=8, default="members")
    listed_at_meetings = models.BooleanField(default=False)
    search_text = models.TextField(default="")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        managed, db_table = False, "directory_person"


class Business(models.Model):
    name = models.CharField(max_length=200)
    industry = models.CharField(max_length=160)
    town = models.CharField(max_length=80)
    search_text = models.TextField()

    class Meta:
        managed, db_table = False, "directory_business"


class Membership(models.Model):
    person = models.ForeignKey(Person, models.CASCADE)
    business = models.ForeignKey(Business, models.CASCADE)
    network = models.ForeignKey(Network, models.CASCADE)
    joined_date = models.DateField()
    left_date = models.DateField(null=True)

    class Meta:
        managed, db_table = False, "directory_membership"


class SignUp(models.Model):
    meeting = models.ForeignKey(Meeting, models.CASCADE)
    person = models.ForeignKey(Person, models.CASCADE)
    state = models.CharField(max_length=10)
    made_at = models.DateTimeField(default=timezone.now)
    placed_at = models.DateTimeField(default=timezone.now)
    via = models.CharField(max_length=12)
    name = models.CharField(max_length=160, default="")
    client_id = models.CharField(max_length=40, default="")
    as_guest = models.BooleanField(default=True)
    is_listed = models.BooleanField(default=False)
    is_walk_in = models.BooleanField(default=False)

    class Meta:
        managed, db_table = False, "programme_signup"


class Mail(models.Model):
    """A receipt to be sent by a worker: a bare app has one table for that, made by `prepare`."""

    to = models.EmailField()
    kind = models.CharField(max_length=60)
    sign_up = models.ForeignKey(SignUp, models.CASCADE)
    queued_at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "floor_mail"


def prepare() -> None:
    """Make the tables that only the floor has; in Django's own one for sessions are those of whoever is signed in."""
    from django.contrib.sessions.models import Session
    from django.db import connection

    if Mail._meta.db_table not in connection.introspection.table_names():
        with connection.schema_editor() as editor:
            editor.create_model(Mail)
            editor.create_model(Session)
        columns = "session_key, session_data, expire_date"
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO django_session ({columns}) SELECT {columns} FROM accounts_session")


# --- words -----------------------------------------------------------------------------------------------------------

WEEKDAYS = "mandag tirsdag onsdag torsdag fredag lørdag søndag".split()
MONTHS = "januar februar marts april maj juni juli august september oktober november december".split()
SHOWN = ("published", "cancelled")


def day_in_words(day: Any, year: int) -> str:
    words = f"{WEEKDAYS[day.weekday()]} {day.day}. {MONTHS[day.month - 1]}"
    return words if day.year == year else f"{words} {day.year}"


def span_in_words(start: datetime, end: datetime) -> str:
    """ "mandag 30. november kl. 17.30–20.00", of local moments."""
    return f"{day_in_words(start, datetime.now().year)} kl. {start:%H.%M}–{end:%H.%M}"  # noqa: DTZ005


# --- meetings --------------------------------------------------------------------------------------------------------


def meetings(request: HttpRequest, slug: str) -> HttpResponse:
    network = get_object_or_404(Network, slug=slug)
    number = int(request.GET.get("page", 1))
    coming = Meeting.objects.filter(network=network, state__in=SHOWN, ends_at__gt=timezone.now()).order_by("starts_at")
    found = coming.values(
        "pk", "title", "starts_at", "ends_at", "format__name", "venue__name", "venue__town", "venue__capacity",
        "places_taken", "talk__title", "talk__speaker_name",
    )[(number - 1) * 20 : number * 20 + 1]  # fmt: skip
    rows = list(found)
    for row in rows:
        start, end = timezone.localtime(row["starts_at"]), timezone.localtime(row["ends_at"])
        row["iso"] = start.isoformat()
        row["when"] = span_in_words(start, end)
        row["weekday"], row["day"], row["month"] = WEEKDAYS[start.weekday()][:3], start.day, MONTHS[start.month - 1][:3]
        row["free"] = row["venue__capacity"] - row["places_taken"]
    context = {"network": network, "rows": rows[:20], "number": number, "previous_number": number - 1}
    context["next_number"] = number + 1 if len(rows) > 20 else 0
    return render(request, "meetings.html", context)


def cached_meetings(request: HttpRequest, slug: str) -> HttpResponse:
    from django.core.cache import cache

    key = request.get_full_path()
    content = cache.get(key)
    if content is None:
        content = meetings(request, slug).content
        cache.set(key, content, 600)
    return HttpResponse(content)


def meeting_row(slug: str, pk: int) -> dict[str, Any]:
    found = Meeting.objects.filter(pk=pk, network__slug=slug, state__in=SHOWN).values(
        "pk", "title", "summary", "starts_at", "ends_at", "places_taken", "network__name", "network__slug",
        "network__contact_name", "network__contact_email", "format__name", "format__purpose", "format__expect", "venue__name",
        "venue__address", "venue__postcode", "venue__town", "venue__capacity", "venue__parking", "venue__latitude",
        "venue__longitude", "talk__title", "talk__lines", "talk__speaker_name", "talk__speaker_from",
    )  # fmt: skip
    row = found.first()
    if row is None:
        raise Http404
    start, end = timezone.localtime(row["starts_at"]), timezone.localtime(row["ends_at"])
    row["start"], row["iso"] = start, start.isoformat()
    row["when"] = span_in_words(start, end)
    row["free"] = row["venue__capacity"] - row["places_taken"]
    return row


def meeting(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    row = meeting_row(slug, pk)
    at, agenda = row["start"], []
    for kind, title, minutes in (
        AgendaItem.objects.filter(meeting=pk).order_by("position").values_list("kind", "title", "minutes")
    ):
        agenda.append((at.isoformat(), f"{at:%H.%M}", title, minutes, kind in ("talk", "introductions", "hot_seat")))
        at += timedelta(minutes=minutes)
    return render(request, "meeting.html", {"m": row, "agenda": agenda})


# --- iCalendar -------------------------------------------------------------------------------------------------------

ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Copenhagen
BEGIN:DAYLIGHT
DTSTART:19960331T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE"""
HEAD = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//MikroVirk//MikroVirk//DA\nCALSCALE:GREGORIAN"
REFRESH = "X-WR-TIMEZONE:Europe/Copenhagen\nREFRESH-INTERVAL;VALUE=DURATION:PT4H\nX-PUBLISHED-TTL:PT4H"


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def fold(line: str) -> str:
    """Lines of at most 75 octets; most need no look at their octets."""
    if len(line) * 4 <= 75 or len(octets := line.encode()) <= 75:
        return line
    pieces, start, room = [], 0, 75
    while start < len(octets):
        end = start + room
        while end < len(octets) and octets[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(octets[start:end].decode())
        start, room = end, 74
    return "\r\n ".join(pieces)


def compact(moment: datetime) -> str:
    return moment.isoformat()[:19].replace("-", "").replace(":", "")


def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    network = get_object_or_404(Network, slug=slug)
    rows = Meeting.objects.filter(network=network, state__in=SHOWN).order_by("starts_at").values_list(
        "pk", "uid", "title", "summary", "starts_at", "ends_at", "changed_at", "sequence", "state", "format__name",
        "format__purpose", "venue__name", "venue__address", "venue__postcode", "venue__town", "venue__latitude", "venue__longitude",
    )  # fmt: skip
    lines = [HEAD.replace("\n", "\r\n"), f"X-WR-CALNAME:{network.name}", f"NAME:{network.name}"]
    lines += [REFRESH.replace("\n", "\r\n"), ZONE.replace("\n", "\r\n")]
    zone = timezone.get_current_timezone()
    for (pk, uid, title, summary, starts, ends, changed, sequence, state, format_name, purpose, venue, address, postcode, town,
         latitude, longitude) in rows:  # fmt: skip
        stamp = f"{compact(changed)}Z"
        about = f"{summary}\n\n{format_name}: {purpose}\n\nAlle er velkomne, også hvis du ikke er medlem endnu."
        lines += [
            "BEGIN:VEVENT",
            f"UID:meeting-{uid}@meetings.mikrovirk",
            fold(f"SUMMARY:{escaped(f'{network.name}: {title}')}"),
            fold(f"DESCRIPTION:{escaped(about)}"),
            fold(f"LOCATION:{escaped(f'{venue}, {address}, {postcode} {town}')}"),
            f"URL:http://localhost:8000/networks/{slug}/meetings/{pk}/",
            f"GEO:{latitude:.6f};{longitude:.6f}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;TZID=Europe/Copenhagen:{compact(starts.astimezone(zone))}",
            f"DTEND;TZID=Europe/Copenhagen:{compact(ends.astimezone(zone))}",
            f"SEQUENCE:{sequence}",
            f"LAST-MODIFIED:{stamp}",
            "STATUS:CANCELLED" if state == "cancelled" else "STATUS:CONFIRMED",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR\r\n")
    return HttpResponse("\r\n".join(lines), content_type="text/calendar; charset=utf-8")


# --- signing up ------------------------------------------------------------------------------------------------------


class SignUpForm(forms.Form):
    name = forms.CharField(max_length=160)
    email = forms.EmailField()


def sign_up(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    if request.method != "POST":
        return render(request, "sign_up.html", {"m": meeting_row(slug, pk)})
    form = SignUpForm(request.POST)
    if not form.is_valid():
        return render(request, "sign_up.html", {"m": meeting_row(slug, pk), "form": form})
    shown = get_object_or_404(Meeting, pk=pk, network__slug=slug, state="published")
    with transaction.atomic():
        row = sign_up_guest(shown, form.cleaned_data["name"], form.cleaned_data["email"].lower())
    return redirect(f"/networks/{slug}/meetings/{pk}/signed-up/{signing.dumps(row.pk, salt='signed-up')}/")


def sign_up_guest(shown: Meeting, name: str, email: str) -> SignUp:
    person = Person.objects.filter(user__email=email).first()
    if person is None:
        user = User(email=email, full_name=name)
        user.set_unusable_password()
        user.save()
        person = Person.objects.create(user=user)
    elif found := SignUp.objects.filter(meeting=shown, person=person).first():
        return found
    free = Meeting.objects.filter(pk=shown.pk, starts_at__gt=timezone.now(), venue__capacity__gt=F("places_taken"))
    has_place = free.update(places_taken=F("places_taken") + 1)
    row = SignUp.objects.create(meeting=shown, person=person, state="coming" if has_place else "waiting", via="page")
    Mail.objects.create(to=email, kind="receipt" if has_place else "waiting", sign_up=row)
    return row


def signed_up(request: HttpRequest, slug: str, pk: int, token: str) -> HttpResponse:
    try:
        sign_up_pk = signing.loads(token, salt="signed-up", max_age=3600)
    except signing.BadSignature:
        return redirect(f"/networks/{slug}/meetings/{pk}/")
    found = SignUp.objects.filter(pk=sign_up_pk, meeting=pk, meeting__network__slug=slug).values(
        "state", "person__user__email", "meeting__title", "meeting__starts_at", "meeting__ends_at", "meeting__venue__name",
        "meeting__venue__address", "meeting__venue__postcode", "meeting__venue__town", "meeting__venue__parking",
        "meeting__network__slug", "meeting__network__name", "meeting_id",
    )  # fmt: skip
    row = found.first()
    if row is None:
        raise Http404
    start, end = timezone.localtime(row["meeting__starts_at"]), timezone.localtime(row["meeting__ends_at"])
    return render(request, "signed_up.html", {"row": row, "when": span_in_words(start, end)})


# --- members ---------------------------------------------------------------------------------------------------------


def phone_in_words(phone: str) -> str:
    return re.sub(r"(\d\d)(?=\d)", r"\1 ", phone.removeprefix("+45"))


@login_required
def members(request: HttpRequest, slug: str) -> HttpResponse:
    role = get_object_or_404(
        Role.objects.select_related("network"), user=request.user, network__slug=slug, name="coordinator"
    )
    found = Membership.objects.filter(network=role.network, left_date=None)
    words = request.GET.get("q", "")
    for word in words.lower().split():
        found = found.filter(Q(person__search_text__contains=word) | Q(business__search_text__contains=word))
    found = found.order_by("person__user__full_name", "pk").values(
        "person_id", "person__user__full_name", "person__user__email", "person__phone", "business__name", "business__town",
        "business__industry", "joined_date",
    )  # fmt: skip
    page = Paginator(found, 30).get_page(request.GET.get("page"))
    today = timezone.localdate()
    rows = list(page.object_list)
    for row in rows:
        row["phone"] = phone_in_words(row["person__phone"])
        joined = row["joined_date"]
        row["since"] = f"{joined.day}. {MONTHS[joined.month - 1]} {joined.year}"
        row["is_new"] = joined >= today - timedelta(days=90)
    first_name = request.user.full_name.partition(" ")[0]
    context = {"network": role.network, "words": words, "rows": rows, "page": page, "first_name": first_name}
    context["query"] = urlencode({"q": words})
    return render(request, "members.html", context)


urlpatterns = [
    path("networks/<slug:slug>/meetings/", meetings),
    path("networks/<slug:slug>/meetings/cached/", cached_meetings),
    path("networks/<slug:slug>/meetings/<int:pk>/", meeting),
    path("networks/<slug:slug>/meetings.ics", calendar),
    path("networks/<slug:slug>/meetings/<int:pk>/sign-up/", sign_up),
    path("networks/<slug:slug>/meetings/<int:pk>/signed-up/<str:token>/", signed_up),
    path("networks/<slug:slug>/members/", members),
]
