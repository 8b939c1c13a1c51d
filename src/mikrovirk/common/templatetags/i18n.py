"""Django's translation tags, each text looked up once for each language instead of every time a page is made.

It bears the name of Django's own library, so `{% load i18n %}` and the built-in tags are these.
"""

from typing import Any

from django import template
from django.template.base import FilterExpression, Node, Parser, Token, Variable, render_value_in_context
from django.template.context import Context
from django.templatetags import i18n as djangos
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

register = template.Library()
register.tags.update(djangos.register.tags)
register.filters.update(djangos.register.filters)


class TranslatedOnce(Node):
    """`{% translate "…" %}` of a text that stands in the template."""

    def __init__(self, node: djangos.TranslateNode) -> None:
        self.node = node
        self.name = node.asvar
        self.known: dict[str | None, str] = {}  # by language

    def render(self, context: Context) -> SafeString | str:
        language = get_language()
        text = self.known.get(language)
        if text is None:
            text = self.node.render(context)
            if self.name:
                text = context[self.name]
            self.known[language] = text
        if self.name is None:
            return text
        context[self.name] = text
        return ""


class SentenceTranslatedOnce(djangos.BlockTranslateNode):
    """`{% blocktranslate %}` without a plural: the sentence is looked up once, its values are filled in every time."""

    known: dict[str | None, tuple[str, list[str]]]

    def render(self, context: Context, nested: bool = False) -> Any:
        language = get_language()
        if language not in self.known:
            message, names = self.render_token_list(self.singular)
            self.known[language] = gettext(message), names
        sentence, names = self.known[language]
        more = {name: value.resolve(context) for name, value in self.extra_context.items()}
        values = {name: more[name] if name in more else context.get(name, "") for name in names}
        try:
            return sentence % {name: render_value_in_context(value, context) for name, value in values.items()}
        except (KeyError, ValueError):  # a broken translation: Django falls back on the untranslated text
            return super().render(context, nested)


def stands_in_the_template(expression: FilterExpression) -> bool:
    """Whether the expression is a text and nothing else."""
    return isinstance(expression.var, Variable) and isinstance(expression.var.literal, str) and not expression.filters


@register.tag("trans")
@register.tag("translate")
def translate(parser: Parser, token: Token) -> Node:
    node = djangos.do_translate(parser, token)
    is_plain = not node.noop and node.message_context is None and stands_in_the_template(node.filter_expression)
    return TranslatedOnce(node) if is_plain else node


@register.tag("blocktrans")
@register.tag("blocktranslate")
def block_translate(parser: Parser, token: Token) -> Node:
    node: Any = djangos.do_block_translate(parser, token)
    if not node.plural and node.message_context is None and node.asvar is None:
        node.__class__ = SentenceTranslatedOnce
        node.known = {}
    return node  # type: ignore[no-any-return]
