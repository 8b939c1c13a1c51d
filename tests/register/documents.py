"""CVR documents written by hand, in the register's own words."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any


def period(first: str | None, last: str | None = None) -> dict[str, Any]:
    return {"periode": {"gyldigFra": first, "gyldigTil": last}, "sidstOpdateret": "2020-05-01T10:00:00.000+02:00"}


def address(
    municipality: int = 390, first: str | None = "2015-03-01", last: str | None = None, **more: Any
) -> dict[str, Any]:
    place = {"kommune": {"kommuneKode": municipality, "kommuneNavn": "X", **period("2007-01-01")}}
    return {
        **place,
        "landekode": "DK",
        "postnummer": 4780,
        "vejnavn": "Storegade",
        "husnummerFra": 7,
        **more,
        **period(first, last),
    }


def industry(code: str, first: str | None, last: str | None = None) -> dict[str, Any]:
    return {"branchekode": code, "branchetekst": f"Branche {code}", **period(first, last)}


def company(number: int = 10000001, **changes: Any) -> dict[str, Any]:
    """A sole proprietor in Stege since March 2015, who employed one at the end of 2024."""
    return {
        "Vrvirksomhed": {
            "cvrNummer": number,
            "reklamebeskyttet": False,
            "dataAdgang": 0,
            "fejlRegistreret": False,
            "sidstOpdateret": "2025-01-10T10:00:00.000+01:00",
            "sidstIndlaest": "2025-02-01T03:00:00.000+01:00",
            "livsforloeb": [period("2015-03-01")],
            "navne": [{"navn": "Stege Bageri v/ Ane Æbelø", **period("2015-03-01")}],
            "beliggenhedsadresse": [address()],
            "hovedbranche": [industry("107120", "2015-03-01", "2024-12-31"), industry("107120", "2025-01-01")],
            "virksomhedsform": [{"virksomhedsformkode": 10, "kortBeskrivelse": "ENK", **period("2015-03-01")}],
            "virksomhedsstatus": [],
            "erstMaanedsbeskaeftigelse": [
                {
                    "aar": 2024,
                    "maaned": 12,
                    "antalAnsatte": 1,
                    "antalAarsvaerk": 0.75,
                    "intervalKodeAntalAnsatte": "ANTAL_1_1",
                }
            ],
            "attributter": [],
            **changes,
        }
    }


def place(number: int = 1000000001, *, of: int = 10000001, **changes: Any) -> dict[str, Any]:
    """A place of that company."""
    return {
        "VrproduktionsEnhed": {
            "pNummer": number,
            "reklamebeskyttet": True,
            "sidstOpdateret": "2025-01-11T10:00:00.000+01:00",
            "livsforloeb": [period("2015-03-01")],
            "navne": [{"navn": "Stege Bageri", **period("2015-03-01")}],
            "beliggenhedsadresse": [address()],
            "hovedbranche": [industry("107120", "2015-03-01")],
            "virksomhedsrelation": [{"cvrNummer": of, **period("2015-03-01")}],
            **changes,
        }
    }


def line(document: dict[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def write_lines(file: Path, documents: Iterable[dict[str, Any] | bytes]) -> Path:
    """A document on each line; bytes are written as they are."""
    lines = [each if isinstance(each, bytes) else line(each) for each in documents]
    file.write_bytes(b"".join(each + b"\n" for each in lines))
    return file


def hits(documents: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The answer of a search."""
    found = [
        {"_index": "cvr-permanent", "_type": "_doc", "_id": str(n), "_source": each} for n, each in enumerate(documents)
    ]
    return {"took": 2, "timed_out": False, "_shards": {"total": 6}, "hits": {"total": len(found), "hits": found}}
