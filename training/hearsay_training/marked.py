"""Reads texts of our own writing with their attributions marked inline.

A file holds articles parted by lines of `====`. In them `[s1|the keeper] [c1|said] [t1|it would hold]` marks the
source, the cue and the content of attribution 1; `[s1,2|he]` is the source of two; a role may be marked
several times for one attribution, as where the cue breaks a quotation. Marks do not nest. Paragraphs are parted by
an empty line.

`python -m hearsay_training.marked FILE...` checks the files and counts what they hold.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from .corpus import Article, Attribution

_MARK = re.compile(r"\[([sct])(\d+(?:,\d+)*)\|([^\[\]|]+)\]")
_ROLES = {"s": 0, "c": 1, "t": 2}


def parse(name: str, marked: str) -> Article:
    """The article without its marks, and the attributions."""
    text = ""
    found: dict[int, tuple[list, list, list]] = {}
    last = 0
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        role, numbers, words = mark.groups()
        if words != words.strip():
            raise ValueError(f"{name}: blank at the end of {mark.group()!r}")
        for number in numbers.split(","):
            parts = found.setdefault(int(number), ([], [], []))
            parts[_ROLES[role]].append((len(text), len(text) + len(words)))
        text += words
        last = mark.end()
    text += marked[last:]
    if re.search(r"[\[\]|]", text):
        where = re.search(r"[\[\]|]", text).start()
        raise ValueError(f"{name}: a mark that cannot be read near {text[max(0, where - 40) : where + 40]!r}")
    out = []
    for number, parts in sorted(found.items()):
        if not parts[2]:
            raise ValueError(f"{name}: attribution {number} has no content")
        out.append(Attribution(*(tuple(sorted(part)) for part in parts)))
    out.sort(key=lambda one: (one.cue or one.content)[0])
    return Article(name, text, out)


def read_file(path: Path) -> list[Article]:
    """The articles of one file."""
    parts = re.split(r"(?m)^====\s*$", path.read_text("utf-8"))
    return [parse(f"{path.stem}-{n}", part.strip("\n")) for n, part in enumerate(parts) if part.strip()]


def read_folder(folder: Path) -> list[Article]:
    """The articles of all files of a folder."""
    return [article for path in sorted(folder.glob("*.txt")) for article in read_file(path)]


def main() -> None:
    """The command."""
    counts: Counter[str] = Counter()
    for name in sys.argv[1:]:
        for article in read_file(Path(name)):
            counts["articles"] += 1
            counts["words"] += len(article.text.split())
            counts["attributions"] += len(article.attributions)
            counts["without a source"] += sum(not one.source for one in article.attributions)
            counts["without a cue"] += sum(not one.cue for one in article.attributions)
    print(", ".join(f"{count} {what}" for what, count in counts.items()))


if __name__ == "__main__":
    main()
