"""`evaluate`: every head on its dev set.

Dev is read here and nowhere else in training; nothing is chosen on it but temperatures.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from crossread.extract.model.tagger import Tagger
from training import measures, predict
from training.calibrate import scorer
from training.rows import Row, read_rows
from training.settings import Settings
from training.sources.foundation import join
from training.torchgraph import torch_tagger


def _run(script: Path, gold: Path, predicted: Path, bootstrap: int) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, str(script), str(gold), str(predicted), "--json", "--bootstrap", str(bootstrap)],
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def gold(tagger: Tagger, settings: Settings, bootstrap: int = 500) -> dict[str, Any]:
    """Our gold's scorer on the dev articles; dates, places and counts need the resolver and stay empty."""
    out = settings.work / "figures" / "gold.dev.jsonl"
    out.parent.mkdir(parents=True, exist_ok=True)
    rows = read_rows(settings.work / "rows" / "gold.dev.jsonl")
    out.write_text(
        "".join(json.dumps(predict.code(tagger, r.id, r.text)) + "\n" for r in rows), encoding="utf-8"
    )
    answers = settings.data / settings["sources"]["gold"]["dev"]
    module = scorer(settings)
    found = _run(settings.data / "gold" / "score_gold.py", answers, out, bootstrap)
    return found | measures.calibration(module.read(str(answers)), module.read(str(out)), module)


def polnear(tagger: Tagger, settings: Settings, bootstrap: int = 500) -> dict[str, Any]:
    """The attribution scorer on PolNeAR dev."""
    out = settings.work / "figures" / "polnear.dev.jsonl"
    out.parent.mkdir(parents=True, exist_ok=True)
    rows = read_rows(settings.work / "rows" / "polnear.dev.jsonl")
    out.write_text(
        "".join(json.dumps(predict.polnear(tagger, r.id, r.text)) + "\n" for r in rows), encoding="utf-8"
    )
    script = settings.data / "data" / "attribution" / "score_attribution.py"
    return _run(script, settings.data / settings["sources"]["polnear"]["dev"], out, bootstrap)


def _tagged(path: Path) -> Iterator[tuple[Row, list[tuple[int, int, str]]]]:
    """Sentences with token entities, 20 to a row."""
    with gzip.open(path, "rt", encoding="utf-8") as f:
        sents = [json.loads(line) for line in f]
    for at in range(0, len(sents), 20):
        part = [{**s, "off": None} for s in sents[at : at + 20]]
        row, base = join(str(at), part)
        yield row, [(a + b, e + b, k) for s, b in zip(part, base, strict=True) for a, e, k in s["ents"]]


def all_figures(tagger: Tagger, settings: Settings) -> dict[str, Any]:
    """Every figure by the name of its set."""
    rows, data = settings.work / "rows", settings.data

    def dev(name: str) -> list[Row]:
        return list(read_rows(rows / f"{name}.dev.jsonl"))

    ewt = dev("ewt")
    steps = {
        "gold": lambda: gold(tagger, settings),
        "polnear": lambda: polnear(tagger, settings),
        "ud_ewt": lambda: measures.syntax(tagger, ewt),
        "ud_gum": lambda: measures.syntax(tagger, dev("gum")),
        "agency_ewt": lambda: measures.predicates(tagger, ewt),
        "agency_qanom": lambda: measures.predicates(tagger, dev("qanom")),
        "ner_uner_ewt": lambda: measures.entities(
            tagger, _tagged(data / "data/foundation/uner_ewt/dev.jsonl.gz"), "name"
        ),
        "ner_wnut17": lambda: measures.entities(
            tagger, _tagged(data / "data/foundation/wnut17/dev.jsonl.gz"), "wnut"
        ),
        "zero_shot_plover": lambda: measures.pair_roots(tagger, dev("plover")),
        "india_police_events": lambda: measures.sentence_labels(tagger, dev("india")),
    }
    out = {}
    for name, step in steps.items():
        out[name] = step()
        print(name, json.dumps(out[name])[:600], flush=True)
    return out


def evaluate(settings: Settings, weights: Path | None = None, encoder: str | None = None) -> None:
    """Measure torch weights if `weights` is given, else the exported model.

    Figures to WORK/figures/dev.json.
    """
    tagger = torch_tagger(settings, weights, encoder) if weights else Tagger.load(settings.artefact)
    found = all_figures(tagger, settings)
    out = settings.work / "figures" / "dev.json"
    out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(out)
