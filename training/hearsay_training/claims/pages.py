"""Makes story dossiers of `training/claims/pages`: `python -m hearsay_training.claims.pages PAGES OUT`.

A story becomes a folder with its pages as HTML and a `gold.json` of statements with their claims, which
`hearsay eval stories OUT --pairs FILE` reads. Source, cue and chain are not marked in these texts, so no other figure of it means anything.
"""

from __future__ import annotations

import html
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path

MARK = re.compile(r"\[([A-Z0])([+\-?]?) ([^\]]*)\]")
STANCES = {"+": "asserts", "-": "denies", "?": "declines", "": "asserts"}
PAGE = """<!doctype html>
<html lang="en"><head><title>{title}</title><meta property="og:site_name" content="{outlet}">
<meta property="article:published_time" content="{day}"></head>
<body><article><h1>{title}</h1>{paragraphs}</article></body></html>
"""


@dataclass
class Mark:
    """A content: its code points in the paragraph, the letter of its claim ("0" for none), and the sign of its stance."""

    start: int
    end: int
    claim: str
    sign: str


@dataclass
class Paragraph:
    """A paragraph as the page shows it."""

    text: str
    marks: list[Mark]


@dataclass
class Article:
    """One page of a story."""

    outlet: str
    day: str
    title: str
    paragraphs: list[Paragraph]


@dataclass
class Story:
    """One contested matter."""

    name: str
    articles: list[Article]


def paragraph(marked: str) -> Paragraph:
    """A paragraph without its marks, and where they stood."""
    text, marks, at = "", [], 0
    for found in MARK.finditer(marked):
        text += marked[at : found.start()]
        marks.append(Mark(len(text), len(text) + len(found.group(3)), found.group(1), found.group(2)))
        text += found.group(3)
        at = found.end()
    return Paragraph(text + marked[at:], marks)


def article(marked: str) -> Article:
    """An article behind its "== "."""
    head, body = marked.split("\n", 1)
    outlet, day = head.rsplit(", ", 1)
    title, rest = body.strip().split("\n", 1)
    parts = [part.strip().replace("\n", " ") for part in re.split(r"\n\s*\n", rest)]
    return Article(outlet, day.strip(), title, [paragraph(part) for part in parts if part])


def stories(path: Path) -> list[Story]:
    """The stories of a file."""
    return [
        Story(f"{path.stem}{number}", [article(part) for part in re.split(r"(?m)^== ", story)[1:]])
        for number, story in enumerate(re.split(r"(?m)^# ", path.read_text("utf-8"))[1:])
    ]


def marked(path: Path) -> list[Paragraph]:
    """The paragraphs of a file that have marks."""
    parts = (part for story in stories(path) for article in story.articles for part in article.paragraphs)
    return [part for part in parts if part.marks]


def statement(article: str, number: int, text: str, mark: Mark) -> dict:
    """What a mark says, with a stand-in for what is not marked."""
    return {
        "id": f"{article}.s{number}",
        "article": article,
        "content": [text[mark.start : mark.end]],
        "cue": None,
        "source": None,
        "source_kind": "person",
        "chain": ["?"],
        "quotation": "indirect",
        "stance": STANCES[mark.sign],
        "certainty": "certain",
        "date": None,
        "claim": None if mark.claim == "0" else mark.claim,
    }


def dossier(story: Story, out: Path) -> None:
    """Writes one story's folder."""
    gold: dict = {"story": story.name, "articles": [], "entities": [], "statements": []}
    folder = out / story.name
    folder.mkdir(parents=True, exist_ok=True)
    for number, page in enumerate(story.articles):
        key = f"a{number}"
        marks = [(part.text, mark) for part in page.paragraphs for mark in part.marks]
        gold["statements"] += [statement(key, at, text, mark) for at, (text, mark) in enumerate(marks, 1)]
        gold["articles"].append({"id": key, "file": f"{key}.html"})
        written = PAGE.format(
            title=html.escape(page.title),
            outlet=html.escape(page.outlet),
            day=page.day,
            paragraphs="".join(f"<p>{html.escape(part.text)}</p>\n" for part in page.paragraphs),
        )
        (folder / f"{key}.html").write_text(written)
    (folder / "gold.json").write_text(json.dumps(gold))


def main() -> None:
    """The command."""
    pages, out = Path(sys.argv[1]), Path(sys.argv[2])
    for path in sorted(pages.glob("*.txt")):
        for story in stories(path):
            dossier(story, out)


if __name__ == "__main__":
    main()
