"""`calibrate`.

A temperature per head on dev, and decoding thresholds on the held-out story groups of gold train.
"""

from __future__ import annotations

import importlib.util
import json
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from crossread.extract.model import tagging as t
from crossread.extract.model.decode import EVENT_ROLES, Decoder, Scores
from crossread.extract.model.tagger import Tagger
from training import labels, measures, predict
from training.rows import Row, read_rows
from training.settings import Settings
from training.train import held_out

_GRID = np.exp(np.linspace(np.log(0.6), np.log(3.0), 25))


def _nll(logits: np.ndarray, target: np.ndarray, temperature: float) -> float:  # type: ignore[type-arg]
    z = logits / temperature
    z = z - z.max(-1, keepdims=True)
    return float((np.log(np.exp(z).sum(-1)) - z[np.arange(len(z)), target]).mean())


def _best(logits: list[Any], target: list[Any]) -> float:
    x, y = np.concatenate(logits), np.concatenate(target)
    return float(_GRID[int(np.argmin([_nll(x, y, v) for v in _GRID]))])


def temperatures(tagger: Tagger, rows: list[Row]) -> dict[str, float]:
    """The temperature of each head that makes the gold likeliest, given gold triggers and cues."""
    spec = tagger.spec
    logits: dict[str, list[Any]] = defaultdict(list)
    target: dict[str, list[Any]] = defaultdict(list)

    def add(name: str, x: Any, y: Any) -> None:
        logits[name].append(np.asarray(x))
        target[name].append(np.asarray(y))

    for row in rows:
        s, _, _ = tagger.scores(row.text, row.sents, words=row.words)
        events = row.targets["events"]
        names = spec.heads["trigger"]
        wanted = np.zeros(len(row.words), dtype=int)
        for e in events:
            a, b = e["trigger"]
            wanted[a:b] = names.index(f"I-{e['type']}")
            wanted[a] = names.index(f"B-{e['type']}")
        add("trigger", s.logits[:, spec.column("trigger")], wanted)
        for e in events:
            a = e["trigger"][0]
            for head in ("modality", "stance", "form"):
                add(head, s.logits[a : a + 1, spec.column(head)], [spec.heads[head].index(e[head])])
            for head, on in (("modes", e["modes"]), ("has", [r for r, v in e["roles"].items() if v])):
                x = s.logits[a, spec.column(head)]
                add(head, np.stack([np.zeros_like(x), x], 1), [int(k in on) for k in spec.heads[head]])
            low = max(0, a - spec.windows["anchor_left"])
            high = min(len(row.words), a + spec.windows["anchor_right"] + 1)
            p = np.log(s.pairs(a, low, high, EVENT_ROLES) + 1e-9)
            for i, role in enumerate(EVENT_ROLES):
                y = np.zeros(high - low, dtype=int)
                for x0, x1 in e["roles"].get(role, ()):
                    if low <= x0 and x1 <= high:
                        y[x0 - low : x1 - low] = 2
                        y[x0 - low] = 1
                add(role, p[:, i], y)
        for head in ("role", "kind", "count_of"):
            for a, b, name in row.targets["phrases"][head]:
                if name in spec.heads[head]:
                    add(head, s.logits[a:b, spec.column(head)].mean(0)[None], [spec.heads[head].index(name)])
    return {name: round(_best(logits[name], target[name]), 3) for name in logits}


class _Memo:
    """A pair scorer that remembers: thresholds change, scores do not."""

    def __init__(self, pairs: Callable[..., Any]):
        self._pairs, self._seen = pairs, {}  # type: ignore[var-annotated]

    def __call__(self, *key: Any) -> Any:
        if key not in self._seen:
            self._seen[key] = self._pairs(*key)
        return self._seen[key]


def scorer(settings: Settings) -> ModuleType:
    """The gold's own scorer as a module."""
    spec = importlib.util.spec_from_file_location("score_gold", settings.data / "gold" / "score_gold.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _phrase_f1(module: ModuleType, gold: dict[str, Any], coded: dict[str, Any], side: str) -> float:
    tp = n = 0
    for key, g in gold.items():
        ge, pe = g["events"], coded[key]["events"]
        n += sum(len(e.get(side) or []) for e in ge) + sum(len(e.get(side) or []) for e in pe)
        for i, j in module.pair_events(ge, pe, g["text"]):
            tp += len(module.pair_phrases(ge[i].get(side) or [], pe[j].get(side) or [], g["text"]))
    return 200 * tp / max(1, n)


def figures(
    module: ModuleType,
    gold: dict[str, Any],
    decoder: Decoder,
    scores: dict[str, tuple[str, Scores]],
    speech: bool,
) -> dict[str, float]:
    """The gold scorer's figures, of attributions if `speech`, else of events.

    With the phrase F1s of the fields that the scorer leaves to the resolver.
    """
    coded = {}
    for key, (text, s) in scores.items():
        if speech:
            found = t.Tagging(attributions=decoder.attributions(s))
        else:
            found = t.Tagging(events=decoder.events(s))
        coded[key] = predict.coded(key, text, found)
    per = module.score(gold, coded)
    out: dict[str, float] = module.figures(sum(per.values(), Counter()))
    for side in () if speech else ("instrument", "place", "time", "counts"):
        out[f"{side}_phrase"] = _phrase_f1(module, gold, coded, side)
    return out


_ROLE_VALUES = (
    ("", [0.3, 0.4, 0.5, 0.6]),  # a word is inside
    (".more", [0.4, 0.55, 0.7, 0.85]),  # a second phrase is taken
    (".low", [0.06, 0.12, 0.2, 0.3]),  # the best word is taken if the role is expected to be filled
    (".has", [0.25, 0.4, 0.55, 0.7, 1.0]),  # the role is expected to be filled
    (".deny", [0.0, 0.05, 0.1, 0.2, 0.3]),  # the role is expected to be empty
)
goals = {"actor": "record", "recipient": "record", "source": "source_named"}

# What each threshold is chosen for, in the order of choosing.
_STEPS: list[tuple[str, list[float], Callable[[dict[str, float]], float]]] = [
    ("trigger", [0.36, 0.42, 0.5, 0.58, 0.66, 0.74], lambda f: f["trigger"] + f["type"]),
    ("modes", [0.2, 0.3, 0.4, 0.5], lambda f: f["mode"]),
    *(
        (f"{role}{end}", values, lambda f, r=role, w=weight: f[r] + w * f[goals[r]])
        for role, weight in (("actor", 1.0), ("recipient", 1.0), ("source", 0.5))
        for end, values in _ROLE_VALUES
    ),
    *(
        (f"{role}{end}", values, lambda f, s=side: f[f"{s}_phrase"])
        for role, side in (
            ("instrument", "instrument"),
            ("place", "place"),
            ("time", "time"),
            ("count", "counts"),
        )
        for end, values in _ROLE_VALUES
    ),
    ("gold_cue", [0.36, 0.43, 0.5, 0.58, 0.66], lambda f: f["attribution"]),
    ("content_cost", [2.0, 3.0, 5.0, 8.0], lambda f: f["attribution"]),
    ("source_cost", [0.0, 1.0, 2.0], lambda f: f["attribution"]),
]

_SPEECH = {"gold_cue", "content_cost", "source_cost"}


def thresholds(tagger: Tagger, rows: list[Row], settings: Settings) -> dict[str, float]:
    """One threshold after the other, each at its best value on the given rows."""
    module = scorer(settings)
    ids = {r.id for r in rows}
    gold = {
        k: v
        for k, v in module.read(str(settings.data / settings["sources"]["gold"]["train"])).items()
        if k in ids
    }
    scores = {}
    for row in rows:
        s, _, _ = tagger.scores(row.text, row.sents, words=row.words)
        scores[row.id] = (row.text, replace(s, pairs=_Memo(s.pairs)))
    chosen: dict[str, float] = dict(tagger.spec.thresholds)
    for name, values, goal in _STEPS:
        found = []
        for v in values:
            decoder = Decoder(replace(tagger.spec, thresholds={**chosen, name: v}))
            reached = goal(figures(module, gold, decoder, scores, speech=name in _SPEECH))
            found.append((round(reached, 3), -abs(v - 0.5), v))
        chosen[name] = max(found)[2]
        print(name, chosen[name], [(v, g) for g, _, v in found], flush=True)
    return chosen


def event_confidence(tagger: Tagger, rows: list[Row], settings: Settings) -> dict[str, float]:
    """Scale and shift of the log-odds that make events' probabilities fit how often their types are right."""
    module = scorer(settings)
    gold = module.read(str(settings.data / settings["sources"]["gold"]["dev"]))
    coded = {r.id: predict.code(tagger, r.id, r.text) for r in rows}
    pairs = measures.event_confidences(gold, coded, module)
    p = np.clip([p for p, _ in pairs], 1e-4, 1 - 1e-4)
    x, y = np.log(p / (1 - p)), np.array([float(right) for _, right in pairs])
    scale, shift = 1.0, 0.0
    for _ in range(2000):  # plain gradient steps: two numbers, a convex loss
        gap = 1 / (1 + np.exp(-(scale * x + shift))) - y
        scale, shift = scale - 0.2 * float((gap * x).mean()), shift - 0.2 * float(gap.mean())
    return {"event.scale": round(scale, 3), "event.shift": round(shift, 3)}


def india_threshold(tagger: Tagger, rows: list[Row]) -> dict[str, float]:
    """One threshold for all India police labels (they are too rare for one each), for the best macro F1."""
    found = []
    for v in (0.2, 0.3, 0.4, 0.5):
        chosen = {f"india.{name}": v for name in labels.INDIA}
        under = tagger.with_spec(replace(tagger.spec, thresholds=chosen))
        found.append((measures.sentence_labels(under, rows)["macro_f1"], v))
    print("india", found, flush=True)
    return {f"india.{name}": max(found)[1] for name in labels.INDIA}


def calibrate(settings: Settings, tagger: Tagger, path: Path) -> None:
    """Write temperatures and thresholds for `export` to put into labels.json."""
    bare = tagger.with_spec(replace(tagger.spec, temperatures={}, thresholds={}))
    rows = settings.work / "rows"
    heat = temperatures(bare, list(read_rows(rows / "gold.dev.jsonl")))
    print("temperatures", heat, flush=True)
    warm = tagger.with_spec(replace(tagger.spec, temperatures=heat, thresholds={}))
    held = [r for r in read_rows(rows / "gold.train.jsonl") if held_out(r, settings["holdout"])]
    found = thresholds(warm, held, settings)
    found |= india_threshold(bare, list(read_rows(rows / "india.dev.jsonl")))
    last = tagger.with_spec(replace(tagger.spec, temperatures=heat, thresholds=found))
    heat |= event_confidence(last, list(read_rows(rows / "gold.dev.jsonl")), settings)
    path.write_text(
        json.dumps({"temperatures": heat, "thresholds": found}, indent=1) + "\n", encoding="utf-8"
    )
