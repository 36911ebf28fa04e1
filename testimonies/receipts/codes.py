"""Receipt codes: made, written in groups, and read as people type them. Knows no Django.

Twenty letters and figures, such as `7F3K-9QXD-MW2B-T5HC-8N4R`. Seven of them select a row, twelve prove that somebody
holds the paper (60 random bits, behind a slow hash), the last is a check letter.
"""

from __future__ import annotations

import secrets
import unicodedata

# Crockford's base 32: no I, L, O or U, so that what is copied by hand is not taken for something else.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SELECTOR, LENGTH, GROUP = 7, 20, 4
# What looks like a letter of the alphabet, also on a Russian keyboard.
_LIKE = str.maketrans("OILUАВЕКМНОРСТУХЗІ", "011VABEKMH0PCTYX31")


class Mistyped(Exception):
    """What was typed cannot be a code: `typed` letters of 20, or 20 of which one does not agree with the last."""

    def __init__(self, typed: int) -> None:
        self.typed = typed
        super().__init__("not a receipt code")


def new_code() -> str:
    """A code nobody can guess: 95 random bits and the check letter."""
    random = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return random + check_letter(random)


def grouped(code: str) -> str:
    """`code` as it is printed."""
    return "-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def read(typed: str) -> str:
    """The code that was meant, whatever the case, the spaces and hyphens, and the letters that look alike.

    Raises `Mistyped`.
    """
    plain = unicodedata.normalize("NFKC", typed).upper().translate(_LIKE)
    letters = "".join(letter for letter in plain if letter.isalnum())
    if len(letters) != LENGTH:
        raise Mistyped(len(letters))
    if set(letters) - set(ALPHABET) or check_letter(letters[:-1]) != letters[-1]:
        raise Mistyped(LENGTH)
    return letters


def check_letter(letters: str) -> str:
    """A letter that tells any one wrong letter, and any two exchanged ones, from the right code.

    A remainder over the field of 32 elements: each step multiplies by a primitive element (x^5 + x^2 + 1), whose
    powers differ for more places than a code has.
    """
    rest = 0
    for letter in letters:
        rest = _times_x(rest) ^ ALPHABET.index(letter)
    return ALPHABET[_times_x(rest)]


def _times_x(value: int) -> int:
    return (value << 1) ^ (0b100101 if value & 0b10000 else 0)
