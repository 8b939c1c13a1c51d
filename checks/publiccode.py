"""publiccode.yml against the keys that the publiccode.yml standard (version 0.4) makes mandatory."""

from typing import Any

import yaml

from checks.programs import ROOT

STATUSES = {"concept", "development", "beta", "stable", "obsolete"}
TYPES = {"standalone/mobile", "standalone/iot", "standalone/desktop", "standalone/web", "standalone/backend"}
TYPES |= {"standalone/other", "addon", "library", "configurationFiles"}
MANDATORY = ("publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus", "softwareType")
MAINTENANCE = {"internal", "contract", "community", "none"}


def problems() -> list[str]:
    content: dict[str, Any] = yaml.safe_load((ROOT / "publiccode.yml").read_text())
    found = [f"{key} is missing" for key in MANDATORY if not content.get(key)]
    if content.get("developmentStatus") not in STATUSES:
        found.append("developmentStatus is not one of the standard's")
    if content.get("softwareType") not in TYPES:
        found.append("softwareType is not one of the standard's")
    if not content.get("legal", {}).get("license"):
        found.append("legal/license is missing")
    found += descriptions(content.get("description", {}))
    found += maintenance(content.get("maintenance", {}))
    localisation = content.get("localisation", {})
    if not isinstance(localisation.get("localisationReady"), bool) or not localisation.get("availableLanguages"):
        found.append("localisation needs localisationReady and availableLanguages")
    return found


def descriptions(texts: dict[str, dict[str, Any]]) -> list[str]:
    """The lengths that the standard sets, and the features, in each language."""
    found = [] if texts else ["description is missing"]
    for language, text in texts.items():
        if not 0 < len(text.get("shortDescription", "").strip()) <= 150:
            found.append(f"description/{language}/shortDescription must have 1 to 150 characters")
        if not 150 <= len(text.get("longDescription", "").strip()) <= 10_000:
            found.append(f"description/{language}/longDescription must have 150 to 10,000 characters")
        if not text.get("features"):
            found.append(f"description/{language}/features is missing")
    return found


def maintenance(section: dict[str, Any]) -> list[str]:
    """Who looks after it: contractors for a contract, people for internal or community."""
    kind = section.get("type")
    if kind not in MAINTENANCE:
        return ["maintenance/type is not one of the standard's"]
    if kind == "contract" and not section.get("contractors"):
        return ["maintenance/contractors is missing"]
    if kind in {"internal", "community"} and not section.get("contacts"):
        return ["maintenance/contacts is missing"]
    return []
