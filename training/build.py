"""`build`.

Corpora to canonical rows, without anything that is measured, and a manifest with the hash of every input.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from training import rows as r
from training.overlap import Held
from training.settings import Settings
from training.sources import events, foundation, gold, polnear, templates

_LIMIT = (
    0.25  # share of eight-word runs in common from which a training text counts as a copy of a measured one
)


def sources(settings: Settings, part: str) -> dict[str, Iterator[r.Row]]:
    """Rows of each corpus's part: train or dev."""
    src, data = settings["sources"], settings.data

    def at(name: str, key: str = part) -> Path:
        return data / src[name][key]

    return {
        "gold": gold.rows(at("gold")),
        "polnear": polnear.rows(at("polnear"), at("polnear", f"silver_{part}")),
        "ewt": foundation.ewt(at("ewt"), at("ewt", f"agency_{part}")),
        "gum": foundation.gum(at("gum")),
        "qanom": foundation.qanom(at("qanom")),
        "wnut": foundation.wnut17(at("wnut")),
        "re3d": foundation.re3d(at("re3d")),
        "plover": events.plover(at("plover")),
        "india": events.india(at("india")),
    }


def _texts(path: Path) -> Iterator[str]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as f:
        yield from (json.loads(line)["text"] for line in f)


def _fresh(rows: Iterable[r.Row], held: Held, dropped: list[str]) -> Iterator[r.Row]:
    for row in rows:
        # Whole rows may be long: a copied sentence inside counts too, so the measure is per sentence.
        copied = [
            held.share(row.text[row.words[a][0] : row.words[b - 1][1]]) > _LIMIT
            for a, b in row.sents
            if b - a >= 8
        ]
        if copied and sum(copied) > 0.2 * len(copied):
            dropped.append(row.id)
        else:
            yield row


def build(settings: Settings) -> None:
    """Write rows/*.train.jsonl, rows/*.dev.jsonl and manifest.json under the work folder."""
    folder = settings.work / "rows"
    dev = {name: list(rows) for name, rows in sources(settings, "dev").items()}
    held = Held(
        [
            row.text[row.words[a][0] : row.words[b - 1][1]]
            for rows in dev.values()
            for row in rows
            for a, b in row.sents
        ]
        + [t for path in settings["never"] for t in _texts(settings.data / path)]
    )
    report: dict[str, dict[str, object]] = {}
    for name, rows in dev.items():
        r.write_rows(folder / f"{name}.dev.jsonl", rows)
    for name, train in sources(settings, "train").items():
        dropped: list[str] = []
        n = r.write_rows(folder / f"{name}.train.jsonl", _fresh(train, held, dropped))
        report[name] = {"train": n, "dev": len(dev[name]), "dropped_as_measured": dropped}
        print(name, n, len(dev[name]), "dropped", len(dropped), flush=True)
    n = r.write_rows(folder / "templates.train.jsonl", templates.rows(settings["seed"]))
    report["templates"] = {"train": n}
    files = sorted({p for s in settings["sources"].values() for p in s.values()} | set(settings["never"]))
    manifest = {
        "inputs": {p: hashlib.sha256((settings.data / p).read_bytes()).hexdigest() for p in files},
        "rows": report,
    }
    (settings.work / "manifest.json").write_text(json.dumps(manifest, indent=1), encoding="utf-8")
