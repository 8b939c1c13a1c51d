import pytest
from hypothesis import given
from hypothesis import strategies as st

from mikrovirk.mailing.domain import text
from mikrovirk.mailing.domain.text import Ready

STYLE = f'style="{text.PARAGRAPH_STYLE}"'


def filled(body: str, **values: str) -> Ready:
    return text.compile_body(body).fill(values)


def test_paragraphs_lines_and_the_button() -> None:
    body = "Hej {first_name}\n\nVi ses\npå {place}.\n\n[Meld dig til]({link})\n\n[Se alle]({link})"
    mail = filled(body, first_name="Åse", place="Møn Bibliotek", link="https://net.example/s/1/")
    assert mail.text == (
        "Hej Åse\n\nVi ses\npå Møn Bibliotek.\n\nMeld dig til:\nhttps://net.example/s/1/\n\n"
        "Se alle:\nhttps://net.example/s/1/\n\n"
    )
    assert mail.html == (
        f"<p {STYLE}>Hej Åse</p>\n<p {STYLE}>Vi ses<br>på Møn Bibliotek.</p>\n"
        f'<p {STYLE}><a href="https://net.example/s/1/" style="{text.BUTTON_STYLE}">Meld dig til</a></p>\n'
        f'<p {STYLE}><a href="https://net.example/s/1/">Se alle</a></p>\n'
    )


def test_lists_strong_words_and_links_within_a_line() -> None:
    mail = filled(
        "- Tag **kort** med\n- Se [kortet]({map}) eller https://kort.example.", map="https://kort.example/a?b=1&c=2"
    )
    assert mail.text == "- Tag kort med\n- Se kortet (https://kort.example/a?b=1&c=2) eller https://kort.example.\n\n"
    assert "<li>Tag <strong>kort</strong> med</li>" in mail.html
    assert '<a href="https://kort.example/a?b=1&amp;c=2">kortet</a>' in mail.html
    assert '<a href="https://kort.example">https://kort.example</a>.' in mail.html


def test_a_paragraph_whose_values_are_all_empty_is_left_out_but_never_the_greeting() -> None:
    body = "Hej {first_name}\n\nParkering: {parking}\n\n{day} {note}\n\n[Se]({link})"
    assert filled(body, first_name="", parking="", day="mandag", note="", link="").text == "Hej \n\nmandag \n\n"


@pytest.mark.parametrize(
    "value",
    ["<script>alert(1)</script>", "**x**", "[klik](https://x.example)", "{first_name}", '" onclick="x', "a & b < c"],
)
def test_what_people_typed_is_shown_and_never_obeyed(value: str) -> None:
    mail = filled("Om {title}", title=value, first_name="Åse")
    assert mail.text == f"Om {value}\n\n"
    assert "<script" not in mail.html
    assert "<strong" not in mail.html
    assert "Åse" not in mail.html


def test_an_address_that_could_run_something_leads_nowhere() -> None:
    assert 'href="#"' in filled("[Tryk]({link})", link="javascript:alert(1)").html
    assert 'href="#"' in filled("[Tryk](javascript:x)").html
    assert (
        'href="https://x.example/&quot;onclick=&quot;y"'
        in filled("[Tryk]({link})", link='https://x.example/"onclick="y').html
    )


def test_values_keep_their_lines_and_their_addresses_can_be_pressed() -> None:
    mail = filled("{facts}", facts="Hvor: Møn\nSe https://moen.example/kort?a=1&b=2, tak")
    assert (
        f'<p {STYLE}>Hvor: Møn<br>Se <a href="https://moen.example/kort?a=1&amp;b=2">'
        "https://moen.example/kort?a=1&amp;b=2</a>, tak</p>\n" == mail.html
    )


def test_a_subject_is_one_line_of_plain_text() -> None:
    assert text.fill_line("{day}:\n {title}", {"day": "I dag", "title": "Salg\r\nBcc: x"}) == "I dag: Salg Bcc: x"


VALUES = st.dictionaries(st.sampled_from(["a", "b", "c"]), st.text(max_size=20), max_size=3)


@given(st.lists(st.sampled_from(["{a}", "{b} x", "[x]({c})", "- {a}\n- {b}", "plain"]), max_size=6), VALUES, VALUES)
def test_binding_some_values_first_changes_nothing(
    paragraphs: list[str], shared: dict[str, str], own: dict[str, str]
) -> None:
    template = text.compile_body("\n\n".join(paragraphs))
    assert template.bind(shared).fill(own) == template.fill({**own, **shared})
