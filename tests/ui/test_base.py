"""The frame of every page."""

from django.template import engines
from django.template.loader import render_to_string
from django.utils import translation

from mikrovirk.ui.templatetags.ui import initials


def page(**context: object) -> str:
    template = engines["django"].from_string(
        '{% extends "ui/base.html" %}{% block title %}Møder{% endblock %}{% block heading %}Næste møder{% endblock %}'
    )
    return template.render(context)


def test_a_page_is_in_the_language_of_the_reader() -> None:
    assert page().startswith('<!doctype html>\n<html lang="da">')
    with translation.override("en"):
        html = page()
    assert '<html lang="en"' in html
    assert 'value="da" lang="da"' in html
    assert "Skip to the content" in html


def test_one_heading_and_the_way_past_the_menu() -> None:
    html = page()
    assert html.count("<h1>") == 1
    assert "<h1>Næste møder</h1>" in html
    assert '<a class="skip-link" href="#main">Gå til indholdet</a>' in html
    assert "<title>Møder · MikroVirk</title>" in html


def test_the_menu_marks_where_one_is() -> None:
    entries = [{"label": "Møder", "url": "/m/", "current": True}, {"label": "Medlemmer", "url": "/p/"}]
    html = page(menu=entries)
    assert '<a href="/m/" aria-current="page">Møder</a>' in html
    assert '<a href="/p/">Medlemmer</a>' in html


def test_without_entries_there_is_no_menu() -> None:
    assert "<nav" not in page()


def test_what_signs_out_is_posted() -> None:
    html = page(account_menu=[{"label": "Log ud", "url": "/ud/", "post": True}])
    assert '<form method="post" action="/ud/">' in html
    assert "<button>Log ud</button>" in html


def test_the_network_stands_in_the_header_once() -> None:
    assert "<strong>MikroVirk</strong><span>· Bogø</span>" in page(network={"name": "Bogø"})
    assert "<strong>MikroVirk</strong></a>" in page(network={"name": "MikroVirk"})


def test_a_notice_can_offer_to_undo() -> None:
    html = render_to_string(
        "ui/_notice.html",
        {"kind": "success", "text": "Hentet ind.", "action": "Fortryd", "post_url": "/undo/", "csrf_token": "t"},
    )
    assert '<div class="notice notice--success">' in html
    assert '<form method="post" action="/undo/"><input type="hidden" name="csrfmiddlewaretoken" value="t">' in html


def test_initials_of_danish_names() -> None:
    names = ["Anna Lise Bæk", "Øjvind", "Karl-Åge", "  ", "", "mette (bager) ågren"]
    assert [initials(name) for name in names] == ["AB", "Ø", "KÅ", "?", "?", "MÅ"]
