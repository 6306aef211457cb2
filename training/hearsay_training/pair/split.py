"""Which part of each corpus is held out.

One fifth, by rules that anybody can apply again: bodies of FNC-1 whose number divides by five,
topics of ClaimDiff whose name's FNV-1a hash does, topics of ECB+ whose number does; a seventh of
our own stories by the hash of their title. `hearsay eval pairs` has the same rules.
"""

from __future__ import annotations

FIFTH = 5
SEVENTH = 7


def hashed(name: str) -> int:
    """FNV-1a (Fowler, Noll and Vo), 32 bits, of a name's UTF-8 bytes."""
    value = 0x811C9DC5
    for byte in name.encode("utf-8"):
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value


def number_held(number: int) -> bool:
    """Whether a body or topic with this number is held out."""
    return number % FIFTH == 0


def topic_held(name: str) -> bool:
    """Whether a topic with this name is held out."""
    return hashed(name) % FIFTH == 0


def story_held(title: str) -> bool:
    """Whether a story of our own is held out."""
    return hashed(title) % SEVENTH == 0
