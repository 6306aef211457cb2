"""What the tagger should say of an annotated article, piece by piece, and the windows it is cut into."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

from .corpus import Article
from .encode import CLS, PAD, SEP, WINDOW, Encoded, encode

IGNORE = -100
ROOM = WINDOW - 2


@dataclass
class Target:
    """An encoded article with what is asked of it.

    `tag`: a tag a word's first piece, else IGNORE. `cue`: for words of a content, the piece where
    their cue starts. `source`: for words of a cue, the piece where its source starts, -1 if it has
    none. IGNORE elsewhere.
    """

    name: str
    encoded: Encoded
    tag: np.ndarray
    cue: np.ndarray
    source: np.ndarray


def first_pieces(encoded: Encoded) -> np.ndarray:
    """Which pieces start a word."""
    word = encoded.word
    first = np.ones(len(word), bool)
    first[1:] = word[1:] != word[:-1]
    return first


def build(tokenizer: Tokenizer, article: Article) -> Target:
    """Encodes an article and lays its attributions over the pieces."""
    encoded = encode(tokenizer, article.text)
    first = first_pieces(encoded)
    n = len(encoded.ids)
    tag = np.where(first, 0, IGNORE).astype(np.int64)
    cue = np.full(n, IGNORE, np.int64)
    source = np.full(n, IGNORE, np.int64)
    heads = np.flatnonzero(first)
    word_start = encoded.start[heads]
    word_end = np.append(encoded.end[heads[1:] - 1], encoded.end[-1]) if n else word_start

    def pieces(a: int, b: int) -> np.ndarray:
        """First pieces of the words that have most of their characters in a..b."""
        inside = np.minimum(word_end, b) - np.maximum(word_start, a)
        return heads[inside * 2 > (word_end - word_start)]

    for item in article.attributions:
        spans = [[pieces(a, b) for a, b in role] for role in (item.source, item.cue, item.content)]
        for role, fragments in enumerate(spans):
            for found in fragments:
                if len(found):
                    tag[found] = 2 * role + 2
                    tag[found[0]] = 2 * role + 1
        cues = [f for f in spans[1] if len(f)]
        if not cues:
            continue
        anchor = cues[0][0]
        for found in spans[2]:
            cue[found] = anchor
        sources = [f for f in spans[0] if len(f)]
        for found in cues:
            source[found] = sources[0][0] if sources else -1
    return Target(article.name, encoded, tag, cue, source)


def window_starts(n: int, stride: int) -> list[int]:
    """Where windows over `n` pieces start; each is full unless the text is shorter than one."""
    last = max(0, n - ROOM)
    return sorted({min(s, last) for s in range(0, last + stride, stride)})


def random_starts(n: int, random: np.random.Generator) -> list[int]:
    """Starts of the fewest windows that cover `n` pieces, the overlaps shared out at random."""
    count = -(-n // ROOM)
    if count <= 1:
        return [0]
    overlaps = random.multinomial(count * ROOM - n, random.dirichlet(np.ones(count - 1)))
    return [0, *np.cumsum(ROOM - overlaps).tolist()]


@dataclass
class Batch:
    """Windows padded to one length; link targets are positions in the window, 0 for `none here`."""

    ids: np.ndarray
    feature: np.ndarray
    length: np.ndarray
    tag: np.ndarray
    cue: np.ndarray
    source: np.ndarray


def batch(windows: list[tuple[Target, int]], rows: int) -> Batch:
    """Cuts the windows (article, first piece) and pads them to `rows` windows of full length."""
    shape = (rows, WINDOW)
    out = Batch(
        np.full(shape, PAD, np.int64),
        np.zeros(shape, np.int64),
        np.full(rows, 2, np.int64),
        *(np.full(shape, IGNORE, np.int64) for _ in range(3)),
    )
    for row, (target, s) in enumerate(windows):
        e = min(s + ROOM, len(target.encoded.ids))
        n = e - s
        out.ids[row, : n + 2] = np.concatenate([[CLS], target.encoded.ids[s:e], [SEP]])
        out.feature[row, 1 : n + 1] = target.encoded.feature[s:e]
        out.length[row] = n + 2
        out.tag[row, 1 : n + 1] = target.tag[s:e]
        cue = target.cue[s:e]
        inside = (cue >= s) & (cue < e)
        out.cue[row, 1 : n + 1] = np.where(inside, cue - s + 1, np.where(cue >= 0, 0, IGNORE))
        source = target.source[s:e]
        inside = (source >= s) & (source < e)
        # A source outside the window is not the same as no source: leave it out.
        known = np.where(source == -1, 0, IGNORE)
        out.source[row, 1 : n + 1] = np.where(inside, source - s + 1, known)
    return out
