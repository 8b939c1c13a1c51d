"""The house's walls: where apps meet, what a domain module may know, which way imports go inside an app.

import-linter (`make check`) holds which app may import which; here is the rest. Each rule is also shown a planted mistake.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "mikrovirk"
# Upper rows may import lower rows of the same app. jobs, feeds and admin stand beside the views: thin, calling services.
LAYERS = (
    ("urls",),
    ("views", "jobs", "feeds", "admin"),
    ("forms",),
    ("services",),
    ("queries",),
    ("permissions",),
    ("models",),
    ("domain",),
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
MEETING_POINTS = {"models", "queries", "services", "permissions", "domain"}
# The signed-in request, signed links, how often one may try, the question whether it is still you, the list of parts, who counts as staff, what a
# kind of mail is, what upper apps attach to a meeting: for every app, and not business of one layer.
SHARED_MODULES = {
    *("accounts.http", "accounts.limits", "accounts.links", "accounts.still_you"),
    *("networks.parts", "networks.staff", "mailing.kinds", "programme.attached"),
}
OPEN_APPS = {"ui", "common"}  # looks and small change are there to be used
JOINING_APPS = {"config"}  # roots
CLOCK_AND_DICE = {"random", "secrets", "time"}
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "manager", "managers", "process", "data", "misc", "stuff"}
LONG_TABLES = {"urls.py", "settings.py"}


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Every module of the product but migrations: its dotted name below `mikrovirk`, and its tree."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield dotted(path), ast.parse(path.read_text())


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


def imports(tree: ast.Module) -> Iterator[str]:
    """The modules a module imports, whole names; of `from a import b` both a and a.b."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own(tree: ast.Module) -> set[str]:
    """What a module imports of ours, below `mikrovirk`, with the app first: `networks.models.Network`."""
    return {name.removeprefix("mikrovirk.") for name in imports(tree) if name.startswith("mikrovirk.")}


def strangers(module: str, tree: ast.Module) -> list[str]:
    """Imports of another app's modules that are no meeting points."""
    app = module.partition(".")[0]
    wrong = []
    for name in own(tree):
        other, _, rest = name.partition(".")
        if other in {app} | OPEN_APPS or app in JOINING_APPS or not rest:
            continue
        if rest.partition(".")[0] in MEETING_POINTS or any(name.startswith(shared) for shared in SHARED_MODULES):
            continue
        wrong.append(f"{module} imports {name}")
    return sorted(wrong)


def rank_of(inside: str) -> int | None:
    """Where a module of an app stands in the list of layers; a package for one subject has layers of its own: `home.trail.views`."""
    return next((RANK[part] for part in inside.split(".") if part in RANK), None)


def upwards(module: str, tree: ast.Module) -> list[str]:
    """Imports inside an app that go up the list of layers."""
    app, _, inside = module.partition(".")
    mine = rank_of(inside)
    if mine is None:
        return []
    wrong = []
    for name in own(tree):
        other, _, rest = name.partition(".")
        theirs = rank_of(rest)
        if other == app and theirs is not None and theirs < mine:
            wrong.append(f"{module} imports {name}")
    return sorted(wrong)


def without_seeded(tree: ast.Module) -> ast.Module:
    """Without `from random import Random`: from the seed it is given it makes the same numbers every time."""
    seeded = "from random import Random"
    return ast.Module([node for node in tree.body if ast.unparse(node) != seeded], type_ignores=[])


def domain_knows(module: str, tree: ast.Module) -> list[str]:
    """What a domain module knows that it should not: Django, models, the clock, dice."""
    if ".domain" not in module:
        return []
    wrong = [
        f"{module} imports {name}"
        for name in imports(without_seeded(tree))
        if name.partition(".")[0] in {"django", "allauth"} | CLOCK_AND_DICE
    ]
    wrong += [
        f"{module} imports {name}" for name in own(tree) if ".domain" not in name and not name.startswith("common")
    ]
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "Random"
            and not node.args
        ):
            wrong.append(f"{module}:{node.lineno} throws dice")
        if isinstance(node, ast.Attribute) and node.attr in {"now", "today", "utcnow", "localdate"}:
            wrong.append(f"{module}:{node.lineno} asks the clock")
    return wrong


def signals(module: str, tree: ast.Module) -> list[str]:
    names = set(imports(tree))
    return [
        f"{module} uses signals" for name in names if name.startswith(("django.dispatch", "django.db.models.signals"))
    ]


RULES = (strangers, upwards, domain_knows, signals)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_product_keeps_the_rule(rule) -> None:
    assert [problem for module, tree in modules() for problem in rule(module, tree)] == []


@pytest.mark.parametrize(
    ("rule", "module", "source"),
    [
        (strangers, "programme.services", "from mikrovirk.directory.views import member_page"),
        (strangers, "home.views", "from mikrovirk.mailing import forms"),
        (upwards, "programme.models.meetings", "from mikrovirk.programme.services import invite_members"),
        (upwards, "networks.services", "from mikrovirk.networks import views"),
        (upwards, "home.trail.forms", "from mikrovirk.home.trail.views import trail"),
        (domain_knows, "programme.domain.seasons", "from django.utils import timezone"),
        (domain_knows, "programme.domain.seasons", "from datetime import date\nTODAY = date.today()"),
        (domain_knows, "programme.domain.seasons", "import random"),
        (domain_knows, "programme.domain.seasons", "from random import Random\nnumbers = Random()"),
        (domain_knows, "programme.domain.seasons", "from mikrovirk.programme.models import Meeting"),
        (signals, "mailing.apps", "from django.db.models.signals import post_save"),
    ],
)
def test_the_rule_finds_a_planted_mistake(rule, module: str, source: str) -> None:
    assert rule(module, ast.parse(source))


@pytest.mark.parametrize(
    ("rule", "module", "source"),
    [
        (strangers, "programme.views", "from mikrovirk.networks.models import Network"),
        (strangers, "programme.views", "from mikrovirk.networks import queries, services"),
        (strangers, "programme.views", "from mikrovirk.accounts.http import MemberRequest"),
        (strangers, "programme.forms", "from mikrovirk.ui.forms import DateField"),
        (upwards, "programme.views", "from mikrovirk.programme import forms, services"),
        (domain_knows, "programme.domain.seasons", "from datetime import date\nfrom dataclasses import dataclass"),
        (domain_knows, "programme.domain.seasons", "from random import Random\nnumbers = Random(seed)"),
    ],
)
def test_the_rule_lets_pass_what_is_meant(rule, module: str, source: str) -> None:
    assert rule(module, ast.parse(source)) == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    names = [path for path in PACKAGE.rglob("*") if path.suffix in {"", ".py"} and path.stem in VAGUE_NAMES]
    assert [
        str(path.relative_to(PACKAGE)) for path in names if "static" not in path.parts and "locale" not in path.parts
    ] == []


def test_no_file_holds_a_second_subject() -> None:
    """Past 400 lines a file is split by subject."""
    files = [path for path in PACKAGE.rglob("*.py") if path.name not in LONG_TABLES and "migrations" not in path.parts]
    assert [
        f"{path.relative_to(PACKAGE)}: {size}" for path in files if (size := len(path.read_text().splitlines())) > 400
    ] == []


def test_every_module_is_tested_in_its_place() -> None:
    """`src/mikrovirk/fund/services.py` is tested in `tests/fund/`: every app has its folder."""
    apps = {path.parent.name for path in PACKAGE.glob("*/apps.py")}
    tested = {path.parent.name for path in Path(__file__).parent.glob("*/test_*.py")}
    assert apps - tested == set()
