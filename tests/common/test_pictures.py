"""Pictures people send in."""

from io import BytesIO

import pytest
from PIL import Image

from mikrovirk.common.pictures import MOST_BYTES, NotAPicture, PictureTooLarge, rewritten


def picture(size: tuple[int, int] = (3000, 2000), form: str = "JPEG", **options: object) -> BytesIO:
    file = BytesIO()
    Image.new("RGBA" if form == "PNG" else "RGB", size, (10, 20, 30, 0)[: 4 if form == "PNG" else 3]).save(
        file, form, **options
    )  # type: ignore[arg-type]
    file.seek(0)
    return file


def test_picture_becomes_a_small_jpeg_under_a_name_of_its_own() -> None:
    made = rewritten(picture(), size=1000)
    with Image.open(made) as opened:
        assert (opened.format, opened.size) == ("JPEG", (1200, 800))
    assert made.name is not None
    assert made.name.endswith(".jpg")


def test_place_and_time_are_not_kept_and_the_picture_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x9003] = "2027:01:11 09:00:00"
    made = rewritten(picture((400, 200), exif=exif), size=1000)
    with Image.open(made) as opened:
        assert (opened.size, dict(opened.getexif())) == ((200, 400), {})


def test_clear_ground_becomes_white() -> None:
    with Image.open(rewritten(picture((10, 10), "PNG"), size=100)) as opened:
        assert opened.convert("RGB").getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("content", [b"", b"MZ", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\xff\xd8\xff\xe0half"])
def test_other_files_are_refused(content: bytes) -> None:
    with pytest.raises(NotAPicture):
        rewritten(BytesIO(content), size=len(content))


def test_too_large_a_file_is_refused() -> None:
    with pytest.raises(PictureTooLarge):
        rewritten(picture((10, 10)), size=MOST_BYTES + 1)
