"""The corpora as labelled pairs of texts, each with its group (what is held out as a whole)."""

from __future__ import annotations

import csv
import itertools
import json
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

from . import split
from .evidence import choose

# The labels of each task, in the order of its outputs.
TASKS = {
    "relation": ("same", "opposite", "other"),
    "stance": ("agree", "disagree", "discuss", "unrelated"),
    "differ": ("strengthens", "weakens", "neither"),
    "event": ("same", "other"),
}
# A label of `relation` that says only that the claim is the same, not the side.
EITHER = "either"

_CLAIM = re.compile(r"^([A-Z]): (.+)$")
_CONTENT = re.compile(r"^([A-Z0]) ([+\-?0]) \| (.+)$")


@dataclass(frozen=True)
class Pair:
    """Two texts and what is said of them."""

    task: str
    a: str
    b: str
    label: str
    group: str
    held: bool


def fnc1(folder: Path) -> list[Pair]:
    """Headlines against the sentences of bodies that bear on them."""
    with (folder / "train_bodies.csv").open(encoding="utf-8", newline="") as file:
        bodies = {row["Body ID"]: row["articleBody"] for row in csv.DictReader(file)}
    out = []
    with (folder / "train_stances.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key, headline = row["Body ID"], row["Headline"].strip()
            held = split.number_held(int(key))
            out.append(Pair("stance", headline, choose(headline, bodies[key]), row["Stance"], key, held))
    return out


def claimdiff(folder: Path) -> list[Pair]:
    """Claims of one topic: does the second strengthen or weaken the first, or neither?"""
    read = {
        name: json.loads((folder / f"ClaimDiff-{name}-train.json").read_text("utf-8"))["data"] for name in ("strength", "weak")
    }
    weak = {row["pair_id"] for row in read["weak"] if row["relation"] == 1}
    out = []
    for row in read["strength"]:
        label = "weakens" if row["pair_id"] in weak else "strengthens" if row["relation"] == 1 else "neither"
        topic = row["topic"]
        out.append(Pair("differ", row["claim_a"], row["claim_b"], label, topic, split.topic_held(topic)))
    return out


def ecbplus(folder: Path) -> list[Pair]:
    """Sentences of two documents about one seminal event: do they share an event?

    The sentences are those that the corpus lists as checked, with at least one event in them.
    """
    listed: dict[str, set[int]] = {}
    with (folder / "ECBplus_coreference_sentences.csv").open(encoding="utf-8", newline="") as file:
        for topic, name, number in list(csv.reader(file))[1:]:
            listed.setdefault(f"{topic}_{name}", set()).add(int(number))
    out = []
    for topic in sorted((p for p in folder.iterdir() if p.is_dir()), key=lambda p: int(p.name)):
        for kind in ("ecb", "ecbplus"):
            found = []
            for path in sorted(topic.glob(f"*[0-9]{kind}.xml")):
                for sentence, events in sentences_of(path, listed.get(path.stem, set())):
                    found.append((path.stem, sentence, events))
            for (one, a, first), (two, b, second) in itertools.combinations(found, 2):
                if one != two:
                    label = "same" if first & second else "other"
                    out.append(Pair("event", a, b, label, topic.name, split.number_held(int(topic.name))))
    return out


def sentences_of(path: Path, wanted: set[int]) -> list[tuple[str, set[str]]]:
    """The wanted sentences of a document that have events, with their clusters."""
    root = ET.parse(path).getroot()
    words: dict[int, list[str]] = {}
    where: dict[str, int] = {}
    for token in root.iter("token"):
        number = int(token.get("sentence", "0"))
        where[token.get("t_id", "")] = number
        words.setdefault(number, []).append(token.text or "")
    mentions: dict[str, int] = {}
    clusters: dict[str, str] = {}
    for node in root.find("Markables") or []:
        if "ACTION" not in node.tag:
            continue
        anchors = [a.get("t_id", "") for a in node.iter("token_anchor")]
        if anchors:
            mentions[node.get("m_id", "")] = where[anchors[0]]
        elif node.get("instance_id"):
            clusters[node.get("m_id", "")] = node.get("instance_id", "")
    events: dict[int, set[str]] = {}
    for mention, number in mentions.items():
        events.setdefault(number, set()).add(f"{path.stem}#{mention}")
    for relation in root.iter("CROSS_DOC_COREF"):
        cluster = relation.get("note", "")
        for source in relation.iter("source"):
            number = mentions.get(source.get("m_id", ""))
            if number is not None:
                events[number].add(cluster)
    return [(" ".join(words[n]), events[n]) for n in sorted(wanted) if n in events]


def claims(folder: Path) -> list[Pair]:
    """Contents and claims of our own stories, all pairs within a story.

    Both for or both against a claim are the same, one for and one against opposite. A question
    takes no side: with it, only that the claim is the same is taught. What bears on different
    claims, or on none, is other.
    """
    out = []
    for path in sorted(folder.glob("*.txt")):
        for block in path.read_text("utf-8").split("\n\n"):
            lines = block.strip().split("\n")
            if not lines[0].startswith("# "):
                continue
            title = lines[0][2:].strip()
            found: list[tuple[str, str, str]] = []
            for line in lines[1:]:
                if match := _CONTENT.match(line):
                    found.append((match[1], match[2], match[3].strip()))
                elif match := _CLAIM.match(line):
                    found.append((match[1], "+", match[2].strip()))
                else:
                    raise SystemExit(f"{path}: {line!r} is neither a claim nor a content")
            held = split.story_held(title)
            for (one, side, a), (two, other, b) in itertools.combinations(found, 2):
                if one != two or one == "0":
                    label = "other"
                elif "?" in (side, other):
                    label = EITHER
                else:
                    label = "same" if side == other else "opposite"
                out.append(Pair("relation", a, b, label, title, held))
    return out
