"""Makes the kinds of mail of this app known: every `mails_*.py` beside this file registers its own."""

from importlib import import_module
from pathlib import Path

for file in sorted(Path(__file__).parent.glob("mails_*.py")):
    import_module(f"mikrovirk.programme.{file.stem}")
