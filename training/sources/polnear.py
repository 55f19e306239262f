"""PolNeAR.

Attributions of US campaign news (outermost only), with the silver entities that CoreNLP gave its texts.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.labels import NAME
from training.rows import Locator, Row, row_of_text

# CoreNLP's classes to ours; ORDINAL, SET and DURATION are no entity of the codebook.
NER = {
    "PERSON": "PER",
    "ORGANIZATION": "ORG",
    "LOCATION": "LOC",
    "MISC": "MISC",
    "DATE": "DATE",
    "TIME": "TIME",
    "NUMBER": "NUMBER",
    "MONEY": "MONEY",
    "PERCENT": "NUMBER",
    "DURATION": "TIME",
}


def _silver(path: Path) -> dict[str, list[dict[str, Any]]]:
    with gzip.open(path, "rt", encoding="utf-8") as f:
        return {d["id"]: d["sents"] for d in map(json.loads, f)}


def _entities(sents: list[dict[str, Any]], at: Locator) -> list[list[Any]]:
    out = []
    for s in sents:
        tags = [*s["ner"].split(), "O"]
        start = 0
        for i, tag in enumerate(tags):
            if tag != tags[start]:
                if tags[start] in NER and (span := at(s["b"][start], s["e"][i - 1])):
                    out.append([*span, NER[tags[start]]])
                start = i
    return out


def rows(path: Path, silver: Path | None) -> Iterator[Row]:
    """PolNeAR articles, whole; without silver entities where the silver file lacks the article."""
    extra = _silver(silver) if silver else {}
    with path.open(encoding="utf-8") as f:
        for line in f:
            d = json.loads(line)
            row = row_of_text(d["id"], d["text"], group=d["id"])
            at = Locator(row.words)
            attributions = [
                {r: [s for c in a[r] if (s := at(*c))] for r in ("source", "cue", "content")}
                for a in d["attributions"]
            ]
            row.targets = {"style": "polnear", "attributions": [a for a in attributions if a["content"]]}
            if d["id"] in extra:
                found = _entities(extra[d["id"]], at)
                row.targets["phrases"] = {"ner": found, "name": [e for e in found if e[2] in NAME]}
            yield row
