"""A stream that is locked with a passphrase: AES-256-GCM in numbered pieces, the key made by scrypt.

Layout: MAGIC, 16 octets of salt, then for each piece four octets of its length and the piece itself. Its nonce is its number, and the
last one says that it is the last, so that pieces that are cut off, left out or put in another order are found (the construction
STREAM of Hoang, Reyhanitabar, Rogaway and Vizár, 2015).
"""

import os
import struct
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIC = b"MIKROVIRK-LOCKED-1\n"
PIECE = 1 << 20
SALT, LENGTH = 16, struct.Struct(">I")
TAG = 16
# 64 MB and some tenths of a second for each try of a passphrase.
COST = {"n": 2**16, "r": 8, "p": 1}


class CannotUnlock(Exception):
    """The passphrase is not the right one, or the file is not whole."""


def key_of(passphrase: str, salt: bytes) -> AESGCM:
    return AESGCM(Scrypt(salt=salt, length=32, **COST).derive(passphrase.encode()))


def nonce_of(number: int, *, is_last: bool) -> bytes:
    return struct.pack(">QI", number, int(is_last))


class Locking:
    """Writes what it is given, locked. `close` writes the end, and must be called."""

    def __init__(self, target: IO[bytes], passphrase: str) -> None:
        salt = os.urandom(SALT)
        self.target, self.key = target, key_of(passphrase, salt)
        self.waiting, self.number = bytearray(), 0
        target.write(MAGIC + salt)

    def write(self, content: bytes) -> int:
        self.waiting += content
        while len(self.waiting) > PIECE:
            self._put(bytes(self.waiting[:PIECE]), is_last=False)
            del self.waiting[:PIECE]
        return len(content)

    def close(self) -> None:
        self._put(bytes(self.waiting), is_last=True)

    def _put(self, piece: bytes, *, is_last: bool) -> None:
        sealed = self.key.encrypt(nonce_of(self.number, is_last=is_last), piece, MAGIC)
        self.target.write(LENGTH.pack(len(sealed)) + sealed)
        self.number += 1


class Unlocking:
    """Reads what `Locking` wrote. Raise CannotUnlock for a wrong passphrase, and for anything that was changed or cut off."""

    def __init__(self, source: IO[bytes], passphrase: str) -> None:
        if source.read(len(MAGIC)) != MAGIC:
            raise CannotUnlock("this is no locked backup")
        self.source, self.key = source, key_of(passphrase, source.read(SALT))
        self.ready, self.number, self.is_over = bytearray(), 0, False

    def read(self, size: int) -> bytes:
        while len(self.ready) < size and not self.is_over:
            self.ready += self._piece()
        found = bytes(self.ready[:size])
        del self.ready[:size]
        return found

    def _piece(self) -> bytes:
        head = self.source.read(LENGTH.size)
        if len(head) < LENGTH.size:
            raise CannotUnlock("the backup is cut off")
        (length,) = LENGTH.unpack(head)
        sealed = self.source.read(length) if length <= PIECE + TAG else b""
        for is_last in (False, True):
            try:
                piece = self.key.decrypt(nonce_of(self.number, is_last=is_last), sealed, MAGIC)
            except InvalidTag:
                continue
            self.number, self.is_over = self.number + 1, is_last
            return piece
        if self.number:
            raise CannotUnlock("the backup is damaged, or cut off")
        raise CannotUnlock("that is not the passphrase the backup was locked with, or its beginning is damaged")
