"""Syntax, agents and patients, entities: EWT with PropBank, GUM, QANom, WNUT17, re3d.

Only the parts that may train.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from training.rows import Locator, Row, row_of_text

# GUM genres whose texts are CC BY or CC BY-SA; the others are non-commercial or not stated.
GUM_GENRES = frozenset({"news", "interview", "bio", "voyage", "academic", "court"})


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as f:
        yield from map(json.loads, f)


def _apart(off: list[list[int]], tokens: list[str]) -> list[tuple[int, int]]:
    """Token ranges that never overlap.

    Parts of a multiword token share one span, cut here by their lengths.
    """
    out: list[tuple[int, int]] = []
    i = 0
    while i < len(off):
        j = i + 1
        while j < len(off) and off[j] == off[i]:
            j += 1
        (a, b), total, done = off[i], sum(len(t) for t in tokens[i:j]), 0
        for t in tokens[i:j]:
            cut = done + len(t)
            out.append((a + (b - a) * done // total, a + (b - a) * cut // total))
            done = cut
        i = j
    return out


def join(name: str, sents: list[dict[str, Any]]) -> tuple[Row, list[int]]:
    """One row of consecutive sentences with given tokens, and the first word number of each sentence."""
    text, words, ranges, base = "", [], [], []
    for s in sents:
        shift, first = len(text), len(words)
        off = s.get("off")
        if off is None:  # tokens joined by blanks
            off, at = [], 0
            for t in s["tokens"]:
                off.append([at, at + len(t)])
                at += len(t) + 1
            body = " ".join(s["tokens"])
        else:
            body = s["text"]
        words += [(a + shift, b + shift) for a, b in _apart(off, s["tokens"])]
        text += body + " "
        base.append(first)
        ranges.append((first, len(words)))
    return Row(name, text, words, ranges), base


def _syntax(row: Row, sents: list[dict[str, Any]], base: list[int]) -> None:
    row.targets["upos"] = [u for s in sents for u in s["upos"]]
    row.targets["heads"] = [
        h - 1 + b if h else -1 for s, b in zip(sents, base, strict=True) for h in s["heads"]
    ]
    row.targets["rels"] = [r for s in sents for r in s["deprels"]]


def _predicates(sents: list[dict[str, Any]], base: list[int]) -> list[dict[str, Any]]:
    out = []
    for s, b in zip(sents, base, strict=True):
        for e in s["events"]:
            if e.get("is_event") is False:
                out.append({"p": e["p"] + b, "event": False, "agent": [], "patient": [], "kind": e["kind"]})
                continue
            if "roles" in e:
                agent, patient = e["roles"].get("agent") or [], e["roles"].get("patient") or []
            else:
                agent = [e["agent"]] if e["agent"] else []
                patient = [e["patient"]] if e["patient"] else []
            shift = [[[x + b, y + b] for x, y in spans] for spans in (agent, patient)]
            out.append(
                {"p": e["p"] + b, "event": True, "agent": shift[0], "patient": shift[1], "kind": e["kind"]}
            )
    return out


def ewt(propbank: Path, agency: Path) -> Iterator[Row]:
    """EWT documents: syntax of every sentence, agents and patients of those that the agency set covers."""
    events = {s["id"]: s["events"] for s in _lines(agency)}
    for doc, group in groupby(_lines(propbank), key=lambda s: s["doc"]):
        sents = list(group)
        for at in range(0, len(sents), 24):
            part = sents[at : at + 24]
            row, base = join(f"{doc}#{at}", part)
            _syntax(row, part, base)
            for s in part:
                s["events"] = events.get(s["id"], [])
            row.targets["predicates"] = _predicates(part, base)
            yield row


# GUM's types of named mentions to our entity classes: only mentions headed by a proper noun are names.
_GUM_NAMES = {"person": "PER", "organization": "ORG", "place": "LOC"}


def _names(s: dict[str, Any], base: int) -> list[list[Any]]:
    found = {}
    for start, end, kind, *_ in s["ents"]:
        label = _GUM_NAMES.get(kind)
        propn = [i for i in range(start, end) if s["upos"][i] == "PROPN"]
        head = next((i for i in range(start, end) if not start <= s["heads"][i] - 1 < end), start)
        if label and propn and head in propn:
            # the name proper: the run of proper nouns around the head
            a = b = head
            while a > start and s["upos"][a - 1] == "PROPN":
                a -= 1
            while b + 1 < end and s["upos"][b + 1] == "PROPN":
                b += 1
            found.setdefault((a, b + 1), label)
    return [[a + base, b + base, lab] for (a, b), lab in sorted(found.items())]


def qanom(path: Path, skip: frozenset[str] = frozenset()) -> Iterator[Row]:
    """QANom sentences, 24 to a row: event nouns with agent and patient, and nouns that are no event."""
    sents = [s for s in _lines(path) if s["text"] not in skip]
    for at in range(0, len(sents), 24):
        part = sents[at : at + 24]
        row, base = join(part[0]["id"], part)
        row.targets["predicates"] = _predicates(part, base)
        yield row


_WNUT_NAMES = {"person": "PER", "location": "LOC", "corporation": "ORG", "group": "ORG"}


def wnut17(path: Path) -> Iterator[Row]:
    """WNUT17 posts, 30 to a row."""
    sents = list(_lines(path))
    for at in range(0, len(sents), 30):
        part = [{**s, "off": None} for s in sents[at : at + 30]]
        row, base = join(part[0]["id"], part)
        spans = [[a + b, e + b, k] for s, b in zip(part, base, strict=True) for a, e, k in s["ents"]]
        names = [[a, e, _WNUT_NAMES[k]] for a, e, k in spans if k in _WNUT_NAMES]
        row.targets["phrases"] = {"wnut": spans, "name": names}
        yield row


_RE3D = {
    "Person": "PER",
    "Organisation": "ORG",
    "Location": "LOC",
    "Nationality": "MISC",
    "Weapon": "WEAPON",
    "MilitaryPlatform": "WEAPON",
    "Vehicle": "VEHICLE",
    "Temporal": "DATE",
    "Quantity": "NUMBER",
    "Money": "MONEY",
}


def re3d(path: Path) -> Iterator[Row]:
    """re3d documents without the BBC part; mentions that most annotators marked, outermost only."""
    for d in _lines(path):
        if "BBC" in d["source"]:
            continue
        row = row_of_text(d["id"], d["text"])
        at = Locator(row.words)
        spans: list[list[Any]] = []
        for start, end, kind, sure in sorted(d["ents_char"], key=lambda e: (e[0], -e[1])):
            span = at(start, end)
            if kind in _RE3D and sure >= 0.5 and span and (not spans or span[0] >= spans[-1][1]):
                spans.append([*span, _RE3D[kind]])
        row.targets["phrases"] = {"mention": spans}
        yield row


def gum(path: Path) -> Iterator[Row]:
    """GUM documents of the open genres with syntax and names."""
    for doc, group in groupby(_lines(path), key=lambda s: s["doc"]):
        sents = list(group)
        if sents[0]["genre"] not in GUM_GENRES:
            continue
        for at in range(0, len(sents), 24):
            part = sents[at : at + 24]
            row, base = join(f"{doc}#{at}", part)
            _syntax(row, part, base)
            row.targets["phrases"] = {
                "name": [n for s, b in zip(part, base, strict=True) for n in _names(s, b)]
            }
            yield row
