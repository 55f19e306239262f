"""Generated sentences for what the corpora lack (templates.yaml): for training only, never for measuring."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from training.labels import ROLES
from training.rows import Locator, Row, row_of_text

_FIELD = re.compile(r"\{(\w+)(?::([^}]+))?\}")
_PER_PATTERN, _PER_ROW = 24, 5
_PLURAL = re.compile(
    r"^(the|an?|some|nearly|about) (?=\d|\w+s\b)|^(the|an?|hundreds of|families from) ", re.IGNORECASE
)


def _fill(slots: dict[str, list[str]], name: str, rng: random.Random) -> tuple[str, str | None]:
    if name.endswith("_bare"):  # a plural without article or number, to stand after a count
        plural = [
            v
            for v in slots[{"crowd_bare": "crowd", "migrants_bare": "migrants"}[name]]
            if not _PLURAL.match(v)
        ]
        value = rng.choice(plural)
    else:
        value = rng.choice(slots[name])
    words, _, role = value.partition("|")
    return words, role or None


def _sentence(
    pattern: dict[str, Any], slots: dict[str, list[str]], rng: random.Random
) -> tuple[str, dict[str, tuple[int, int]], dict[str, str | None]]:
    out, spans, roles = "", {}, {}
    at = 0
    for m in _FIELD.finditer(pattern["text"]):
        out += pattern["text"][at : m.start()]
        name, trigger = m.group(1), m.group(2)
        if name == "was" or name == "were":
            before = out.rstrip().lower()
            singular = re.search(r"(?:^|\b)(?:an?|the) (?:[\w-]+ )*[\w-]*[^s\W]$", before)
            mass = re.search(r"(gas|spray|cannon)$", before)
            words: str = "was" if singular or mass else "were"
        elif trigger:
            words = trigger
        else:
            words, roles[name] = _fill(slots, name, rng)
        if not out:
            words = words[0].upper() + words[1:]
        skip = 3 if words.startswith("on ") else 0  # the gold leaves the preposition out of a date
        spans[name] = (len(out) + skip, len(out) + len(words))
        out += words
        at = m.end()
    return out + pattern["text"][at:], spans, roles


def _targets(
    pattern: dict[str, Any],
    spans: dict[str, tuple[int, int]],
    roles: dict[str, str | None],
    shift: int,
    at: Locator,
) -> tuple[list[dict[str, Any]], list[list[Any]]]:
    events, participants = [], []
    for key in (k for k in pattern if re.fullmatch(r"t\d", k)):
        e = pattern[key]

        def where(field: str, e: dict[str, Any] = e) -> list[list[int]]:
            names = e.get(field) or []
            names = [names] if isinstance(names, str) else names
            return [s for n in names if (s := at(spans[n][0] + shift, spans[n][1] + shift))]

        fills = {
            r: where(r) for r in ("actor", "recipient", "instrument", "place", "time", "count", "source")
        }
        for side in ("actor", "recipient"):
            names = e.get(side) or []
            participants += [
                [*s, roles[n]]
                for n in ([names] if isinstance(names, str) else names)
                if roles.get(n) and (s := at(spans[n][0] + shift, spans[n][1] + shift))
            ]
        trigger = at(spans[key][0] + shift, spans[key][1] + shift)
        assert trigger is not None
        events.append(
            {
                "trigger": trigger,
                "type": e["type"],
                "modes": e["modes"],
                "modality": e.get("modality", "actual"),
                "stance": e.get("stance", "asserts"),
                "form": e["form"],
                "attributed": bool(fills["source"]),
                "roles": fills,
            }
        )
    return events, participants


def rows(seed: int) -> Iterator[Row]:
    """Texts of a few generated sentences each, with events and participants' roles.

    Attributions are left unmarked.
    """
    book = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    rng = random.Random(seed)
    made = [(p, *_sentence(p, book["slots"], rng)) for p in book["patterns"] for _ in range(_PER_PATTERN)]
    rng.shuffle(made)
    for n in range(0, len(made), _PER_ROW):
        part = made[n : n + _PER_ROW]
        text = " ".join(sentence for _, sentence, _, _ in part)
        row = row_of_text(f"template-{n}", text)
        at, shift = Locator(row.words), 0
        events: list[dict[str, Any]] = []
        participants: list[list[Any]] = []
        for pattern, sentence, spans, roles in part:
            e, p = _targets(pattern, spans, roles, shift, at)
            events += e
            participants += [x for x in p if x[2] in ROLES]  # a source as actor has a kind, not a role
            shift += len(sentence) + 1
        row.targets = {"events": events, "phrases": {"role": participants}}
        yield row
