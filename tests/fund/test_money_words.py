import pytest
from django.utils import translation

from mikrovirk.fund.templatetags.money import kroner


@pytest.mark.parametrize(
    ("oere", "danish", "english"),
    [
        (12_500_00, "12.500 kr.", "DKK 12,500"),
        (1_250_50, "1.250,50 kr.", "DKK 1,250.50"),
        (0, "0 kr.", "DKK 0"),
        (5, "0,05 kr.", "DKK 0.05"),
        (-300_00, "−300 kr.", "DKK −300"),
        (None, "", ""),
    ],
)
def test_an_amount_as_it_is_read(oere: int | None, danish: str, english: str) -> None:
    with translation.override("da"):
        assert kroner(oere).replace("\u00a0", " ") == danish
    with translation.override("en"):
        assert kroner(oere).replace("\u00a0", " ") == english
