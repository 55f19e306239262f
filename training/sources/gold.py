"""Our gold set of attributed events: triggers, their fields, attributions, labels and wording."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.rows import Locator, Row, row_of_text

PARTICIPANTS = ("actor", "recipient")
PLAIN = ("instrument", "place", "time")


def _event(e: dict[str, Any], at: Locator) -> dict[str, Any] | None:
    trigger = at(*e["trigger"]["span"])
    if trigger is None:
        return None
    sources = [at(*p["span"]) for p in e["according_to"] if p.get("span")]
    roles = {r: [at(*p["span"]) for p in e.get(r) or [] if p.get("span")] for r in (*PARTICIPANTS, *PLAIN)}
    roles["count"] = [at(*c["span"]) for c in e["counts"] if c.get("span")]
    # Only the nearest source and its co-sources beside it: relaying outlets further out are another question.
    roles["source"] = sources[:1]
    return {
        "trigger": trigger,
        "type": e["type"],
        "modes": e["mode"],
        "modality": e["modality"],
        "stance": e["stance"],
        "form": e["form"],
        "attributed": bool(e["according_to"]),
        "roles": {r: [s for s in spans if s] for r, spans in roles.items()},
    }


def _phrases(article: dict[str, Any], at: Locator) -> dict[str, list[list[Any]]]:
    role: dict[tuple[int, int], str] = {}
    kind: dict[tuple[int, int], str] = {}
    count: dict[tuple[int, int], str] = {}
    for e in article["events"]:
        for side in PARTICIPANTS:
            for p in e.get(side) or []:
                if p.get("span") and (s := at(*p["span"])):
                    role[s[0], s[1]] = p["role"]
        for p in e["according_to"]:
            if p.get("span") and (s := at(*p["span"])):
                kind[s[0], s[1]] = p["kind"]
        for c in e["counts"]:
            if c.get("span") and (s := at(*c["span"])):
                count[s[0], s[1]] = c["of"]
    for a in article["attributions"]:
        if a["source"] and a["source_kind"] and (s := at(*a["source"])):
            kind[s[0], s[1]] = a["source_kind"]
    layers = {"role": role, "kind": kind, "count_of": count}
    out = {name: [[*s, v] for s, v in sorted(layer.items())] for name, layer in layers.items()}
    out["label"] = [[*s, "label"] for x in article["labels"] if (s := at(*x["span"]))]
    out["wording"] = [[*s, "wording"] for x in article["wording"] if (s := at(*x["span"]))]
    return out


def _attribution(a: dict[str, Any], at: Locator) -> dict[str, Any] | None:
    pieces = [a["content"]] if isinstance(a["content"][0], int) else a["content"]
    content = [s for c in pieces if (s := at(*c))]
    if not content:
        return None
    cue = at(*a["cue"]) if a["cue"] else None
    source = at(*a["source"]) if a["source"] else None
    return {
        "cue": [cue] if cue else [],
        "source": [source] if source else [],
        "content": content,
    }


def rows(path: Path) -> Iterator[Row]:
    """Gold articles, whole."""
    with path.open(encoding="utf-8") as f:
        for line in f:
            article = json.loads(line)
            row = row_of_text(article["id"], article["text"], group=article["group"])
            at = Locator(row.words)
            row.targets = {
                "events": [x for e in article["events"] if (x := _event(e, at))],
                "style": "gold",
                "attributions": [x for a in article["attributions"] if (x := _attribution(a, at))],
                "phrases": _phrases(article, at),
            }
            yield row
