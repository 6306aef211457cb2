"""Makes story dossiers of `training/claims/pages`: `python -m hearsay_training.claims.pages PAGES OUT`.

A story becomes a folder with its pages as HTML and a `gold.json` of statements with their claims, which
`hearsay eval stories OUT --pairs FILE` reads. Source, cue and chain are not marked in these texts, so no other figure of it means anything.
"""

from __future__ import annotations

import html
import json
import re
import sys
from pathlib import Path

MARK = re.compile(r"\[([A-Z0])([+\-?]?) ([^\]]*)\]")
STANCES = {"+": "asserts", "-": "denies", "?": "declines", "": "asserts"}
PAGE = """<!doctype html>
<html lang="en"><head><title>{title}</title><meta property="og:site_name" content="{outlet}">
<meta property="article:published_time" content="{day}"></head>
<body><article><h1>{title}</h1>{paragraphs}</article></body></html>
"""


def plain(paragraph: str) -> str:
    """The paragraph without its marks."""
    return MARK.sub(lambda mark: mark.group(3), paragraph)


def statement(article: str, number: int, mark: re.Match[str]) -> dict:
    """What a mark says, with a stand-in for what is not marked."""
    return {
        "id": f"{article}.s{number}",
        "article": article,
        "content": [mark.group(3)],
        "cue": None,
        "source": None,
        "source_kind": "person",
        "chain": ["?"],
        "quotation": "indirect",
        "stance": STANCES[mark.group(2)],
        "certainty": "certain",
        "date": None,
        "claim": None if mark.group(1) == "0" else mark.group(1),
    }


def dossier(name: str, story: str, out: Path) -> None:
    """Writes one story's folder."""
    gold: dict = {"story": name, "articles": [], "entities": [], "statements": []}
    folder = out / name
    folder.mkdir(parents=True, exist_ok=True)
    for number, article in enumerate(re.split(r"(?m)^== ", story)[1:]):
        head, body = article.split("\n", 1)
        outlet, day = head.rsplit(", ", 1)
        title, rest = body.strip().split("\n", 1)
        paragraphs = [part.strip().replace("\n", " ") for part in re.split(r"\n\s*\n", rest) if part.strip()]
        marks = [mark for paragraph in paragraphs for mark in MARK.finditer(paragraph)]
        key = f"a{number}"
        gold["statements"] += [statement(key, at, mark) for at, mark in enumerate(marks, 1)]
        gold["articles"].append({"id": key, "file": f"{key}.html"})
        page = PAGE.format(
            title=html.escape(title),
            outlet=html.escape(outlet),
            day=day.strip(),
            paragraphs="".join(f"<p>{html.escape(plain(paragraph))}</p>\n" for paragraph in paragraphs),
        )
        (folder / f"{key}.html").write_text(page)
    (folder / "gold.json").write_text(json.dumps(gold))


def main() -> None:
    pages, out = Path(sys.argv[1]), Path(sys.argv[2])
    for path in sorted(pages.glob("*.txt")):
        for number, story in enumerate(re.split(r"(?m)^# ", path.read_text())[1:]):
            dossier(f"{path.stem}{number}", story, out)


if __name__ == "__main__":
    main()
