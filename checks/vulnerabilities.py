"""Known vulnerabilities in what we depend on, as far as the registry answers."""

import json
import subprocess

from checks.programs import BIN, ROOT, Outcome

COMMAND = ("--requirement", "requirements-dev.txt", "--disable-pip", "--require-hashes", "--format", "json")


def check() -> Outcome:
    """pip-audit over the locked list; what could not be looked up is said, and only a found vulnerability fails."""
    words = [str(BIN / "pip-audit"), *COMMAND, "--progress-spinner", "off", "--timeout", "20"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True)
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        last = (done.stderr.strip().splitlines() or ["no answer"])[-1]
        return Outcome(True, f"NOT CHECKED: the list of vulnerabilities did not answer ({last[:90]})")
    found = [f"  {row['name']} {row['version']}: {hit['id']}" for row in packages for hit in row.get("vulns", [])]
    unknown = sum("skip_reason" in row for row in packages)
    if found:
        return Outcome(False, "\n".join(found))
    if unknown:
        return Outcome(True, f"NOT CHECKED: the registry knew nothing about {unknown} of {len(packages)} packages")
    return Outcome(True)
