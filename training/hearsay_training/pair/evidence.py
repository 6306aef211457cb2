"""The few sentences of a body that bear on a headline.

The first sentence, and the ones that share most words with the headline, in the order of the
body. Words count from four letters on, or with a digit, by their first five letters. The program
does the same (`pair/evidence.rs`).
"""

from __future__ import annotations

import re

# Sentences beside the first.
MORE = 3
LEAST = 4
STEM = 5

_END = re.compile(r"[.!?][\"'”’)\]]*\s+|\s*\n\s*")
_WORD = re.compile(r"[^\W_]+")


def sentences(text: str) -> list[str]:
    """Stretches up to an end mark before white space, or a line's end; without empty ones."""
    out, start = [], 0
    for end in _END.finditer(text):
        out.append(text[start : end.end()].strip())
        start = end.end()
    out.append(text[start:].strip())
    return [s for s in out if s]


def stems(text: str) -> set[str]:
    """The words that count, cut to their first letters."""
    words = (w.lower() for w in _WORD.findall(text))
    return {w[:STEM] for w in words if len(w) >= LEAST or any(c.isdigit() for c in w)}


def choose(headline: str, body: str) -> str:
    """The chosen sentences, joined by blanks."""
    all_ = sentences(body)
    wanted = stems(headline)
    scores = [(-len(wanted & stems(s)), i) for i, s in enumerate(all_)][1:]
    kept = [i for score, i in sorted(scores)[:MORE] if score < 0]
    return " ".join(all_[i] for i in sorted([0, *kept]) if i < len(all_))
