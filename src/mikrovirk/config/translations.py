"""Compiles the translations: a .po file people edit into the .mo file gettext reads. Needs no gettext tools.

Called by `make install`, and by the `mikrovirk` command at its start, so an edited text is seen after a restart.
"""

from pathlib import Path

import polib

PACKAGE = Path(__file__).parent.parent


def compile_changed(package: Path = PACKAGE) -> list[Path]:
    """Compile every .po below `package` that is newer than its .mo; return the .po files that were."""
    sources = sorted(package.glob("*/locale/*/LC_MESSAGES/*.po"))
    changed = [source for source in sources if is_stale(source)]
    for source in changed:
        # Written beside and moved into place: a web process may be reading the old one.
        fresh = source.with_suffix(".mo.new")
        polib.pofile(str(source)).save_as_mofile(str(fresh))
        fresh.replace(source.with_suffix(".mo"))
    return changed


def is_stale(source: Path) -> bool:
    """True if the .mo beside `source` is missing or older."""
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime_ns < source.stat().st_mtime_ns


if __name__ == "__main__":
    compile_changed()
