"""Reads news articles annotated in brat stand-off form.

Offsets are Unicode code points. An event line joins one cue with its contents and, if it has
one, its source; a source may be shared by several events.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from pathlib import Path

Ranges = tuple[tuple[int, int], ...]

_LINE = re.compile(r"^([TE]\d+)\t(.*)$")


@dataclass(frozen=True)
class Attribution:
    """Who (source), how (cue), what (content); each a tuple of code point ranges, maybe empty."""

    source: Ranges
    cue: Ranges
    content: Ranges


@dataclass
class Article:
    """One annotated text."""

    name: str
    text: str
    attributions: list[Attribution] = field(default_factory=list)


def read_article(text_path: Path) -> Article:
    """Reads `NAME.txt` and, if it is there, `NAME.ann`."""
    text = text_path.read_bytes().decode("utf-8")
    article = Article(text_path.stem, text)
    annotation = text_path.with_suffix(".ann")
    if not annotation.exists():
        return article
    spans: dict[str, Ranges] = {}
    events: list[str] = []
    for line in annotation.read_bytes().decode("utf-8").split("\n"):
        match = _LINE.match(line)
        if not match:
            continue
        key, rest = match.groups()
        if key[0] == "E":
            events.append(rest)
            continue
        where = rest.split("\t")[0].split(" ", 1)[1]
        ranges = sorted(tuple(map(int, part.split())) for part in where.split(";"))
        spans[key] = tuple((a, b) for a, b in ranges if a < b)
    for event in events:
        roles: dict[str, list[tuple[int, int]]] = {"Source": [], "Cue": [], "Content": []}
        for part in event.split():
            role, _, key = part.partition(":")
            role = role.rstrip("0123456789")
            if role in roles:
                roles[role].extend(spans.get(key, ()))
        if roles["Cue"] or roles["Content"]:
            article.attributions.append(
                Attribution(*(tuple(sorted(roles[r])) for r in ("Source", "Cue", "Content")))
            )
    article.attributions.sort(key=lambda a: (a.cue or a.content)[0])
    return article


def read_folder(folder: Path) -> list[Article]:
    """All articles of a folder, by name."""
    return [read_article(path) for path in sorted(folder.glob("*.txt"))]


def read_bodies(path: Path) -> list[Article]:
    """Texts without annotation: the column `articleBody` of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        bodies = [row["articleBody"].strip() for row in csv.DictReader(file)]
    return [Article(f"body-{i}", body) for i, body in enumerate(bodies) if len(body) > 400]
