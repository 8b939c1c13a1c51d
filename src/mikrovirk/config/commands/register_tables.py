"""What the register's pages show beside the figures: outlines for the maps, the official list of industry codes."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from mikrovirk.config.command import CannotDo
from mikrovirk.config.commands import installation

installation.start()

from django.utils import timezone  # noqa: E402  Django had to be loaded first

from mikrovirk.register.domain.outlines import WrongOutlines  # noqa: E402
from mikrovirk.register.services.industries import WrongList, import_industries  # noqa: E402
from mikrovirk.register.services.outlines import import_outlines  # noqa: E402

NO_OUTLINES = {
    "not_json": "it is no JSON",
    "not_geo": "it is neither GeoJSON nor TopoJSON with areas",
    "no_code": "no area in it has the code of a municipality or a postcode (kode, KOMKODE, POSTNR_TXT, nr)",
    "not_degrees": "its coordinates are no degrees; save it as WGS 84 (EPSG:4326)",
    "nothing": "there is no area in it",
}
NO_LIST = {
    "not_text": "it is no text",
    "no_columns": "it has no columns for code and title (KODE and TITEL) in its first row",
    "too_short": "it has fewer than fifty codes",
    "other_scheme": "its codes are not those of the scheme",
}


def outlines(options: Namespace) -> tuple[int, dict[str, Any]]:
    """Outlines for the maps, from now on; 1 where areas are missing in the file."""
    try:
        found = import_outlines(Path(options.file), at=timezone.now())
    except WrongOutlines as error:
        raise CannotDo(f"{options.file}: {NO_OUTLINES[str(error)]}") from error
    except OSError as error:
        raise CannotDo(f"{options.file} cannot be read: {error.strerror}") from error
    answer = {"kind": found.kind, "outlines": found.count, "missing": found.missing, "unknown": found.unknown}
    return (1 if found.missing else 0), answer


def industries(options: Namespace) -> tuple[int, dict[str, Any]]:
    """Titles of industry codes of every length, from now on."""
    try:
        found = import_industries(Path(options.file), scheme=options.scheme, at=timezone.now())
    except WrongList as error:
        raise CannotDo(f"{options.file}: {NO_LIST[str(error)]}") from error
    except OSError as error:
        raise CannotDo(f"{options.file} cannot be read: {error.strerror}") from error
    return 0, {"scheme": found.scheme, "codes": found.count, "strange": found.strange}
