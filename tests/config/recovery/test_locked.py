"""A locked stream: whole with its passphrase, and nothing at all where anything was changed."""

import io

import pytest

from mikrovirk.config.recovery import locked
from mikrovirk.config.recovery.locked import LENGTH, MAGIC, PIECE, SALT, TAG, CannotUnlock, Locking, Unlocking

WORDS = "tolv eller flere tegn"
HEAD = len(MAGIC) + SALT
WHOLE = LENGTH.size + PIECE + TAG


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locked, "COST", {"n": 2, "r": 8, "p": 1})


def lock(content: bytes) -> bytes:
    target = io.BytesIO()
    locking = Locking(target, WORDS)
    for begin in range(0, len(content), 700_001):
        locking.write(content[begin : begin + 700_001])
    locking.close()
    return target.getvalue()


def unlock(content: bytes, words: str = WORDS) -> bytes:
    stream, found = Unlocking(io.BytesIO(content), words), b""
    while block := stream.read(300_007):
        found += block
    return found


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE + 12_345])
def test_what_is_locked_comes_out_again(size: int) -> None:
    content = bytes(number % 251 for number in range(1000)) * (size // 1000 + 1)
    assert unlock(lock(content[:size])) == content[:size]


def test_nothing_of_it_can_be_read_and_the_same_twice_differs() -> None:
    content = b"Karla Koordinator " * 100
    first, second = lock(content), lock(content)
    assert b"Karla" not in first
    assert first[HEAD:] != second[HEAD:]


@pytest.mark.parametrize("words", ["", "tolv eller flere tegN", WORDS + " "])
def test_another_passphrase_opens_nothing(words: str) -> None:
    with pytest.raises(CannotUnlock, match="not the passphrase"):
        unlock(lock(b"hemmeligt"), words)


def test_what_is_cut_off_changed_or_put_in_another_order_is_found() -> None:
    whole = lock(bytes(3 * PIECE))
    pieces = [whole[HEAD + number * WHOLE : HEAD + (number + 1) * WHOLE] for number in range(3)]
    flipped = bytearray(whole)
    flipped[HEAD + WHOLE + 100] ^= 1
    spoilt = {
        "cut inside a piece": whole[:-1],
        "cut after a piece": whole[: HEAD + 2 * WHOLE],
        "nothing but the head": whole[:HEAD],
        "a piece left out": whole[:HEAD] + pieces[0] + pieces[2],
        "two pieces changed round": whole[:HEAD] + pieces[1] + pieces[0] + pieces[2],
        "one bit": bytes(flipped),
        "a length of four gigabytes": whole[:HEAD] + b"\xff\xff\xff\xff" + whole[HEAD + 4 :],
    }
    for what, content in spoilt.items():
        with pytest.raises(CannotUnlock):
            print(what, len(unlock(content)))


def test_what_was_never_locked_is_said_to_be_so() -> None:
    with pytest.raises(CannotUnlock, match="no locked backup"):
        Unlocking(io.BytesIO(b"PK\x03\x04" + bytes(100)), WORDS)
