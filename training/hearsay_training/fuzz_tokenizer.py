"""Writes the golden file that the Rust tokenizer is held to: 10,000 lines of odd Unicode.

`python -m hearsay_training.fuzz_tokenizer crates/hearsay-tagger/tests/golden/tokenizer.tsv`

Both sides make the lines from the same generator (xorshift over tables of code point ranges and
words), so the file holds only a hash a line. See `line` for the recipe.
"""

from __future__ import annotations

import sys
from pathlib import Path

from .encode import encode, load_tokenizer
from .targets import first_pieces

LINES = 10_000
MASK = (1 << 64) - 1

RANGES = (
    (0x20, 0x7E), (0x20, 0x7E), (0x61, 0x7A), (0x41, 0x5A), (0x00, 0x1F), (0x7F, 0xA0), (0xA1, 0xFF),
    (0x100, 0x24F), (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x4FF), (0x590, 0x6FF), (0x900, 0x97F),
    (0xE00, 0xE7F), (0x1100, 0x11FF), (0x1E00, 0x1FFF), (0x2000, 0x206F), (0x20A0, 0x20BF),
    (0x2100, 0x214F), (0x2460, 0x24FF), (0x2E80, 0x2FDF), (0x3000, 0x30FF), (0x3400, 0x3450),
    (0x4E00, 0x4FFF), (0xAC00, 0xACFF), (0xE000, 0xE010), (0xF900, 0xF9FF), (0xFB00, 0xFB06),
    (0xFE00, 0xFE0F), (0xFF00, 0xFFEF), (0xFFF9, 0xFFFD), (0x1D400, 0x1D4FF), (0x1F300, 0x1F64F),
    (0x20000, 0x20010), (0xE0001, 0xE007F),
)
WORDS = (
    "said", "Brandvoll", "NATO", "don't", "“No”", '"quite', 'so,"', "ÅNGSTRÖM", "café", "cafe\u0301", "naïve",
    "e-mail", "3.5%", "$40bn", "U.N.", "İzmir", "ﬁeld", "ẞtraße", "\u200bzero", "a\u00adb", "№5", "２０２６",
    "\n", "\n\n", " \n\t", "—", "…", "’s", "according", "to", "x" * 101, "y" * 100, "unbelievabilities",
)


class Random:
    """xorshift64*, the same in Rust."""

    def __init__(self, seed: int):
        self.state = seed

    def below(self, limit: int) -> int:
        x = self.state
        x ^= x >> 12
        x = (x ^ (x << 25)) & MASK
        x ^= x >> 27
        self.state = x
        return (((x * 0x2545F4914F6CDD1D) & MASK) >> 33) % limit


def line(random: Random) -> str:
    """One line: 1 to 24 parts, each a word of the table and a blank, or 1 to 4 code points of one range."""
    parts = []
    for _ in range(1 + random.below(24)):
        if random.below(2):
            parts.append(WORDS[random.below(len(WORDS))] + " ")
        else:
            first, last = RANGES[random.below(len(RANGES))]
            parts.append("".join(chr(first + random.below(last - first + 1)) for _ in range(1 + random.below(4))))
    return "".join(parts)


def fold(numbers: list[int]) -> int:
    """FNV-1a over 64 bits, number by number."""
    value = 0xCBF29CE484222325
    for number in numbers:
        value = ((value ^ number) * 0x100000001B3) & MASK
    return value & 0xFFFFFFFF


def main() -> None:
    """The command."""
    tokenizer = load_tokenizer()
    random = Random(20_260_101)
    rows = []
    for _ in range(LINES):
        encoded = encode(tokenizer, line(random))
        first = first_pieces(encoded)
        numbers = []
        for i in range(len(encoded.ids)):
            numbers += [int(encoded.ids[i]), int(encoded.feature[i]), int(encoded.start[i]), int(encoded.end[i]), int(first[i])]
        rows.append(f"{len(encoded.ids)}\t{fold(numbers):08x}\n")
    Path(sys.argv[1]).write_text("".join(rows))


if __name__ == "__main__":
    main()
