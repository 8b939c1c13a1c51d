"""Texts that are looked up once are still right in each language, escaped, and filled in anew."""

import pytest
from django.core.checks import Tags, run_checks
from django.template import Context, Template
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from mikrovirk.common.templatetags.i18n import SentenceTranslatedOnce, TranslatedOnce


@pytest.fixture(autouse=True)
def catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    """Danish for the texts below, whatever the product's own catalogue says."""
    danish = {
        "Sign in & out": "Ind & ud",
        "100%% free": "100%% gratis",
        "Hello %(name)s": "Hej %(name)s",
        "Broken %(name)s": "I stykker %(navn)s",
    }

    def fake(text: str) -> str:
        found = danish.get(text, text) if translation.get_language() == "da" else text
        return mark_safe(found) if isinstance(text, SafeString) else found  # as Django's own does

    monkeypatch.setattr("django.utils.translation.gettext", fake)
    monkeypatch.setattr("django.utils.translation._trans.gettext", fake, raising=False)
    monkeypatch.setattr("mikrovirk.common.templatetags.i18n.gettext", fake)


def rendered(template: Template, language: str, **values: object) -> str:
    with translation.override(language):
        return template.render(Context(values))


@pytest.mark.parametrize(
    ("text", "danish", "english"),
    [
        ("{% translate 'Sign in & out' %}", "Ind & ud", "Sign in & out"),
        ("{% translate 'Sign in & out' as x %}<{{ x }}>", "<Ind & ud>", "<Sign in & out>"),
        ("{% translate '100% free' %}", "100% gratis", "100% free"),
        ("{% blocktranslate %}Hello {{ name }}{% endblocktranslate %}", "Hej &lt;Bo&gt;", "Hello &lt;Bo&gt;"),
        ("{% blocktranslate with name=other|upper %}Hello {{ name }}{% endblocktranslate %}", "Hej MO", "Hello MO"),
        ("{% blocktranslate trimmed %}\n  100% free\n{% endblocktranslate %}", "100% gratis", "100% free"),
        ("{% blocktranslate %}Broken {{ name }}{% endblocktranslate %}", "Broken &lt;Bo&gt;", "Broken &lt;Bo&gt;"),
        ("{% autoescape off %}{% blocktranslate %}Hello {{ name }}{% endblocktranslate %}{% endautoescape %}", "Hej <Bo>", "Hello <Bo>"),
        ("{% blocktranslate %}Hello {{ nobody }}{% endblocktranslate %}", "Hello ", "Hello "),
    ],
)  # fmt: skip
def test_one_template_speaks_both_languages(text: str, danish: str, english: str) -> None:
    template = Template("{% load i18n %}" + text)
    for _again in range(2):
        assert rendered(template, "da", name="<Bo>", other="mo") == danish
        assert rendered(template, "en", name="<Bo>", other="mo") == english


def test_values_are_filled_in_every_time() -> None:
    template = Template("{% blocktranslate %}Hello {{ name }}{% endblocktranslate %}")
    assert [rendered(template, "da", name=name) for name in ("Bo", "Åse")] == ["Hej Bo", "Hej Åse"]


def test_texts_that_are_not_fixed_are_left_to_django() -> None:
    template = Template(
        "{% translate name %}{% translate 'May' context 'month' %}"
        "{% blocktranslate count n=n %}one{% plural %}{{ n }}{% endblocktranslate %}"
    )
    assert not [node for node in template.nodelist if isinstance(node, TranslatedOnce | SentenceTranslatedOnce)]
    assert rendered(template, "en", name="x", n=3) == "xMay3"


def test_no_other_library_of_tags_bears_the_name_of_another() -> None:
    """SILENCED_SYSTEM_CHECKS leaves out the one that is meant."""
    (only,) = [str(each.msg) for each in run_checks(tags=[Tags.templates]) if each.id == "templates.W003"]
    assert only.endswith("'django.templatetags.i18n', 'mikrovirk.common.templatetags.i18n'")
