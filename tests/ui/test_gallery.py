"""The gallery shows every component there is, and only to those who look after the installation."""

import re
from pathlib import Path

import pytest
from django.test import Client, override_settings
from django.urls import reverse

import mikrovirk.ui
from mikrovirk.accounts.models import User
from mikrovirk.ui.stylesheet import CSS, LAYERS

TEMPLATES = Path(mikrovirk.ui.__file__).parent / "templates" / "ui"
COMPONENTS = sorted(path.stem for path in TEMPLATES.glob("_*.html") if not path.name.startswith("_frame_"))

# What each component must have left on the page, so that a component that renders nothing is noticed.
TRACES = {
    "_back_link": '<a class="back-link" href="/">',
    "_badge": '<span class="badge badge--wait">Mangler svar</span>',
    "_bar_chart": "<figcaption>Hver anden blev væk i december</figcaption>",
    "_button": "<span>Send til 128 medlemmer</span></button>",
    "_card": '<span class="when">Tirsdag 8. december kl. 17.30</span>',
    "_confirm": "<h2>Vil du aflyse mødet 30. november?</h2>",
    "_copy": 'data-copy="#copy-sample" data-copied="Kopieret"',
    "_empty": "<h3>Her kommer sæsonens møder</h3>",
    "_face": '<span class="face" aria-hidden="true" data-content>ØÅ</span>',
    "_field": '<label for="id_email">E-mail</label>',
    "_filter_bar": 'data-autosubmit hx-get="#tables" hx-target="#gallery-results"',
    "_form_errors": '<a href="#wrong_email">E-mail: Skriv hele e-mailadressen, fx navn@firma.dk.</a>',
    "_icon": "icons.svg#megaphone",
    "_leaf": '<span class="leaf" aria-hidden="true">',
    "_messages": "<p>Invitationen er sendt til 128 medlemmer.</p>",
    "_notice": '<p class="notice-title">Filen kunne ikke læses.</p>',
    "_pagination": "31–60 af 212",
    "_post_button": '<form class="post-button" method="post" action="#buttons">',
    "_progress": '<progress value="9" max="14" aria-label="Pladser: 9 af 14">',
    "_row": '<p class="row-note">Til 128 medlemmer. Kladden er klar.</p>',
    "_stat": '<p class="stat-number">34 <span class="stat-of">af 40</span></p>',
    "_steps": '<span class="step-count">(trin 2 af 3)</span>',
    "_table": '<td data-label="Branche">Cykelværksted</td>',
    "_tabs": 'Tilmeldte <span class="count">28</span>',
}


@pytest.fixture
def administrator_client(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_user("drift@havnby.example", is_administrator=True))
    return client


def test_every_component_is_in_the_gallery(administrator_client: Client) -> None:
    assert sorted(TRACES) == COMPONENTS
    html = administrator_client.get(reverse("ui:gallery")).content.decode()
    missing = {name: trace for name, trace in TRACES.items() if trace not in html}
    assert missing == {}


def test_every_class_of_the_sheets_is_in_the_gallery(administrator_client: Client) -> None:
    """What a style sheet gives a look is shown, so that whoever changes it sees what becomes of it; and nothing is left over."""
    html = administrator_client.get(reverse("ui:gallery")).content.decode()
    shown = {name for names in re.findall(r'class="([^"]*)"', html) for name in names.split()}
    assert sorted(styled() - shown - MADE_BY_SCRIPTS) == []


MADE_BY_SCRIPTS = {"counter", "kept-note"}


def styled() -> set[str]:
    sheets = [CSS / f"{name}.css" for layer in LAYERS.values() for name in layer]
    rules = re.sub(r"/\*.*?\*/", "", "\n".join(sheet.read_text() for sheet in sheets), flags=re.DOTALL)
    return set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"{[^{}]*}", "{}", rules)))


def test_every_icon_of_the_gallery_is_in_the_sprite(administrator_client: Client) -> None:
    sprite = (TEMPLATES.parent.parent / "static/ui/vendor/icons.svg").read_text()
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', sprite))
    html = administrator_client.get(reverse("ui:gallery")).content.decode()
    assert set(re.findall(r"icons\.svg#([\w-]+)", html)) == drawn


def test_every_icon_a_template_names_is_in_the_sprite() -> None:
    sprite = (TEMPLATES.parent.parent / "static/ui/vendor/icons.svg").read_text()
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', sprite))
    product = TEMPLATES.parents[3]
    named = {
        name
        for path in product.rglob("templates/**/*.html")
        for name in re.findall(r"""\bicon(?:=| )["']([\w-]+)["']""", path.read_text())
    }
    assert len(named) > 20
    assert named <= drawn, named - drawn


def test_others_do_not_find_the_gallery(db: None) -> None:
    client = Client()
    client.force_login(User.objects.create_user("medlem@havnby.example"))
    assert client.get(reverse("ui:gallery")).status_code == 404
    assert client.get(reverse("ui:gallery_paper")).status_code == 404


@override_settings(DEBUG=True)
def test_whoever_develops_finds_the_gallery(db: None) -> None:
    client = Client()
    client.force_login(User.objects.create_user("medlem@havnby.example"))
    assert "Byggeklodser" in client.get(reverse("ui:gallery")).content.decode()
