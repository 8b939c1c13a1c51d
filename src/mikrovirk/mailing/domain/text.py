"""The texts of mails: a template with {placeholders}, read once and filled for each reader as text and as HTML."""

import re

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def placeholders(*templates: str) -> set[str]:
    """The names of the {placeholders} in the templates."""
    return {name for template in templates for name in PLACEHOLDER.findall(template)}
