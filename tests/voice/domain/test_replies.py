"""Replies: all that programs send us, and programs nobody has listed."""

import json
import re
import textwrap
from email.message import EmailMessage
from pathlib import Path

import pytest

from mikrovirk.voice.domain.replies import Asked, Kind, Reply, asked_from, read

MAILS = Path(__file__).parents[2] / "data" / "mail-replies"
EXPECTED = json.loads((MAILS / "expected.json").read_text())
TOKEN = "hmmgr35bw4"
OWN = "Gerne et møde om formiddagen.\n\nOg en fast plads til dem, der er nye."


@pytest.fixture(scope="module")
def asked() -> Asked:
    return asked_from(json.loads((MAILS / "asked.json").read_text()))


def paragraphs(text: str) -> list[str]:
    return [" ".join(each.split()) for each in re.split(r"\n\s*\n", text) if each.strip()]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_every_mail_is_read_as_was_said(name: str, asked: Asked) -> None:
    wanted = EXPECTED[name]
    got = read((MAILS / name).read_bytes(), asked)
    assert (got.kind, got.token, sorted(got.flags)) == (wanted["kind"], wanted["token"], sorted(wanted["flags"]))
    assert paragraphs(got.text) == paragraphs(wanted["text"])
    assert got.sure or wanted["unsure_allowed"]


# --- programs nobody has listed --------------------------------------------------------------------------------------


def sent(asked: Asked) -> str:
    person = asked.people[TOKEN]
    return asked.rounds[person.round].text_to(person)


def mail(asked: Asked, text: str, *, html: str = "", **headers: str) -> bytes:
    person = asked.people[TOKEN]
    made = EmailMessage()
    made["From"] = f"{person.name} <{person.email}>"
    made["To"] = asked.inbound.replace("TOKEN", TOKEN)
    made["Subject"] = f"Odp: {asked.rounds[person.round].subject}"
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    if html:
        made.set_content(html, subtype="html")
    else:
        made.set_content(text)
    return made.as_bytes()


def with_bars(text: str) -> str:
    return "\n".join(f"| {line}".rstrip() for line in text.split("\n"))


def with_marks(text: str, mark: str = "> ") -> str:
    return "\n".join(f"{mark}{line}".rstrip() for line in text.split("\n"))


def broken(text: str) -> str:
    """Quoted, and wrapped once more on the way, so that only the first part of each line has its mark."""
    return "\n".join(piece for line in with_marks(text).split("\n") for piece in (textwrap.wrap(line, 34) or [line]))


POLISH = (
    "*Od:* MikroVirk <input+hmmgr35bw4@mikrovirk.example>\n*Wysłane:* poniedziałek, 24 sierpnia 2026 10:12\n"
    "*Do:* Nanna\n*Temat:* Hvordan kan netværket blive bedre for dig?\n\n"
)
STYLES = {
    "bars": lambda text: f"{OWN}\n\nLe 24/08/2026 à 10:12, MikroVirk a écrit :\n{with_bars(text)}",
    "bars, answered below": lambda text: f"24.8.2026 10.12 MikroVirk kirjoitti:\n{with_bars(text)}\n\n{OWN}",
    "no marks, a line without the year": lambda text: (
        f"{OWN}\n\nMikroVirk kirjoitti ma 24. elokuuta klo 10.12:\n\n{text}"
    ),
    "nothing above the quote": lambda text: f"{OWN}\n\n{text}",
    "labels in another language": lambda text: f"{OWN}\n\n{POLISH}{text}",
    "broken on the way": lambda text: f"{OWN}\n\nDne 24. 8. 2026 v 10:12 MikroVirk napsal(a):\n{broken(text)}",
    "quoted twice": lambda text: f"{OWN}\n\nOn 24/8/26 10:12 MikroVirk wrote:\n{with_marks(text, '>> ')}",
    "other marks": lambda text: f"{OWN}\n\n2026-08-24 10:12 MikroVirk:\n{with_marks(text, '» ')}",
    "curly": lambda text: f"{OWN}\n\n>>> MikroVirk 24.08.2026 10.12 >>>\n{text.replace(chr(39), chr(8217))}",
    "links rewritten": lambda text: (
        f"{OWN}\n\n{POLISH}"
        + re.sub(r"https://\S+", "https://eur01.safelinks.example/?url=https%3A%2F%2Fmikro&data=05%7C", text)
    ),
    "only the end of it quoted": lambda text: f"{OWN}\n\n{POLISH}" + text[len(text) // 2 :],
}


@pytest.mark.parametrize("style", sorted(STYLES))
def test_what_was_quoted_is_known_by_what_was_sent(style: str, asked: Asked) -> None:
    got = read(mail(asked, STYLES[style](sent(asked))), asked)
    assert (got.kind, paragraphs(got.text), got.sure) == (Kind.ANSWER, paragraphs(OWN), True)


def test_html_without_any_mark_of_a_quote(asked: Asked) -> None:
    rows = "".join(f"<tr><td>{line or '&nbsp;'}</td></tr>" for line in sent(asked).split("\n"))
    own = "".join(f"<div>{each}</div><div><br></div>" for each in paragraphs(OWN))
    page = f"<html><body>{own}<div style='border-top:1px solid'><p><b>Von:</b> MikroVirk &lt;input+{TOKEN}@mikrovirk.example&gt;</p></div><table>{rows}</table></body></html>"
    got = read(mail(asked, "", html=page), asked)
    assert (paragraphs(got.text), got.sure) == (paragraphs(OWN), True)


def test_one_question_is_quoted_and_answered(asked: Asked) -> None:
    got = read(mail(asked, "> 2. Hvad savner du?\n\nNogen at spise frokost med.\n"), asked)
    assert (paragraphs(got.text), got.sure) == (["Nogen at spise frokost med."], True)


def test_a_sentence_of_ours_in_somebody_s_own_words_is_theirs(asked: Asked) -> None:
    said = "I skriver: Hvordan kan netværket blive bedre for dig?\nDet er svært at sige."
    assert read(mail(asked, said), asked) == Reply(Kind.ANSWER, said, TOKEN)
    below = f"{said}\n\n{POLISH}{sent(asked)}"
    assert paragraphs(read(mail(asked, below), asked).text) == paragraphs(said)


def test_a_warning_put_in_by_a_program_is_kept_and_the_reply_is_unsure(asked: Asked) -> None:
    warned = f"{OWN}\n\n{POLISH}FORSIGTIG: Denne mail kommer fra en afsender uden for virksomheden.\n\n{sent(asked)}"
    got = read(mail(asked, warned), asked)
    assert not got.sure
    assert paragraphs(got.text)[:2] == paragraphs(OWN)


def test_another_mail_below_is_not_the_writer_s(asked: Asked) -> None:
    other = f"{OWN}\n\nDen 26.08.2026 kl. 08.15 skrev Karla Brandt-Lyng:\n> Hej igen\n> Fik du set på det?"
    assert paragraphs(read(mail(asked, other), asked).text) == paragraphs(OWN)


@pytest.mark.parametrize(
    ("ending", "kept"),
    [
        ("Mvh Nanna", ""),
        ("M.v.h.\nNanna", ""),
        ("De bedste hilsner fra Nanna på Bogø", ""),
        ("Mange solrige hilsner\nNanna", ""),
        ("/Nanna", ""),
        ("-- \nNanna Pilekær\nBryggeriet", ""),
        ("Sendt fra min Pixel 9", ""),
        ("Vh Nanna\n\nPS: Husk kaffen.", "PS: Husk kaffen."),
        (
            "Hilsen til alle i styregruppen fra os på værkstedet.",
            "Hilsen til alle i styregruppen fra os på værkstedet.",
        ),
        ("Tak for i dag!", "Tak for i dag!"),
        ("/Pia", "/Pia"),
    ],
)
def test_where_the_signature_begins(ending: str, kept: str, asked: Asked) -> None:
    got = read(mail(asked, f"{OWN}\n\n{ending}\n\n{POLISH}{sent(asked)}"), asked)
    assert paragraphs(got.text) == paragraphs(f"{OWN}\n\n{kept}")


def test_a_greeting_on_top_of_a_long_answer_is_no_signature(asked: Asked) -> None:
    said = "Hilsner fra Italien\n\nJeg er her i tre uger og har tænkt over, hvad I spurgte om."
    assert paragraphs(read(mail(asked, said), asked).text) == paragraphs(said)


def test_who_goes_on_below_the_signature_makes_it_unsure(asked: Asked) -> None:
    got = read(mail(asked, f"{OWN}\n\nMvh Nanna\n\nNå ja, kan vi ikke også få en liste, som jeg kan printe?"), asked)
    assert not got.sure


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ({"Auto_Submitted": "auto-replied"}, Kind.AUTO_REPLY),
        ({"Auto_Submitted": "no"}, Kind.ANSWER),
        ({"Precedence": "bulk"}, Kind.AUTO_REPLY),
        ({"Precedence": "list"}, Kind.ANSWER),
        ({"X_Autoreply": "yes"}, Kind.AUTO_REPLY),
    ],
)
def test_who_wrote_it(headers: dict[str, str], kind: Kind, asked: Asked) -> None:
    assert read(mail(asked, OWN, **headers), asked).kind == kind


def test_bytes_that_are_no_mail_are_kept_as_far_as_they_can_be_read(asked: Asked) -> None:
    assert read(b"", asked) == Reply(Kind.UNKNOWN)
    got = read(b"From: x\r\nContent-Type: text/plain; charset=klingon\r\n\r\nG\xf8r det n\xe6mmere\r\n", asked)
    assert (got.kind, got.text) == (Kind.UNKNOWN, "Gør det næmmere")
