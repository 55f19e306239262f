"""Figures of the heads that the shared scorers do not cover.

Syntax, agents and patients, entities, sentence labels.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from crossread.extract.model.decode import Scores
from crossread.extract.model.numeric import bio_spans, logistic, softmax
from crossread.extract.model.tagger import Tagger
from training import labels
from training.rows import Row

# Verbs and nouns of violence and force, by the beginning of the word: the "contentious" part of the agency
# figures.
CONTENTIOUS = re.compile(
    r"^(attack|assault|kill|murder|shoot|shot|beat|arrest|detain|protest|die|died|dying|death|fire|bomb|fight|fought|"
    r"clash|march|riot|storm|raid|deport|evict|wound|injur|hurt|threaten|demand|accus|condemn|ban|deploy|strike|"
    r"struck|stab|punch|kick|throw|threw|burn|destroy|demonstrat|occup|invad|execut|torture|kidnap|seiz)",
    re.IGNORECASE,
)


def f1(tp: float, gold: float, predicted: float) -> float:
    """F1 in percent; 0 where nothing is there."""
    return 100 * 2 * tp / (gold + predicted) if gold + predicted else 0.0


def _scores(tagger: Tagger, row: Row) -> tuple[Scores, list[tuple[int, int]], Any]:
    return tagger.scores(row.text, row.sents, words=row.words)


def syntax(tagger: Tagger, rows: Iterable[Row]) -> dict[str, float]:
    """UPOS accuracy, UAS and LAS (main relation and subtype) over gold tokens and sentences.

    Punctuation counted.
    """
    n = upos = uas = las = 0
    for row in rows:
        s, ranges, hidden = _scores(tagger, row)
        words = tagger.syntax(s, ranges, hidden)
        t = row.targets
        for i, w in enumerate(words):
            n += 1
            upos += w.upos == t["upos"][i]
            right = w.head == t["heads"][i]
            uas += right
            las += right and w.rel == t["rels"][i]
    return {"upos": 100 * upos / n, "uas": 100 * uas / n, "las": 100 * las / n}


def _head(span: Sequence[int], heads: Sequence[int] | None) -> int:
    """Head word of a span: the one whose head lies outside; without a tree, its last word."""
    if heads is None:
        return span[1] - 1
    return next((i for i in range(*span) if not span[0] <= heads[i] < span[1]), span[1] - 1)


def predicates(tagger: Tagger, rows: Iterable[Row]) -> dict[str, float]:
    """Head F1 of agents and patients of given predicates, for verbs (all, contentious) and nouns.

    `agentless_precision`: of contentious verbs found to have no agent, how many have none.
    """
    tally: Counter[tuple[str, str]] = Counter()
    for row in rows:
        s, ranges, _ = _scores(tagger, row)
        start = np.array([a for a, _ in ranges])
        by_start = {w[0]: i for i, w in enumerate(row.words)}
        by_end = {w[1]: i for i, w in enumerate(row.words)}
        heads = row.targets.get("heads")
        for p in row.targets.get("predicates", ()):
            if not p["event"]:
                continue
            low, high = ranges[int(np.searchsorted(start, p["p"], side="right")) - 1]
            found = tagger.roles_of(s, p["p"], low, high)
            a, b = row.words[p["p"]]
            names = [p["kind"]]
            if p["kind"] == "verb" and CONTENTIOUS.match(row.text[a:b]):
                names.append("contentious")
            for role, phrase in zip(("agent", "patient"), found, strict=True):
                gold = {_head(x, heads) for x in p[role]}
                got = _head((by_start[phrase.start], by_end[phrase.end] + 1), heads) if phrase else None
                for name in names:
                    key = f"{name}_{role}"
                    tally[key, "gold"] += bool(gold)
                    tally[key, "pred"] += got is not None
                    tally[key, "tp"] += got in gold
            if "contentious" in names and found[0] is None:
                tally["agentless", "pred"] += 1
                tally["agentless", "tp"] += not p["agent"]
    out = {
        k: f1(tally[k, "tp"], tally[k, "gold"], tally[k, "pred"])
        for k in sorted({k for k, _ in tally} - {"agentless"})
    }
    if tally["agentless", "pred"]:
        out["agentless_precision"] = 100 * tally["agentless", "tp"] / tally["agentless", "pred"]
    return out


def entities(
    tagger: Tagger, rows: Iterable[tuple[Row, list[tuple[int, int, str]]]], head: str
) -> dict[str, float]:
    """Micro F1 of exact spans and labels that one BIO head gives, over the labels of the gold."""
    tp = gold = pred = 0
    by: Counter[tuple[str, str]] = Counter()
    rows = list(rows)
    known = {x for _, spans in rows for *_, x in spans}
    for row, spans in rows:
        s, _, _ = _scores(tagger, row)
        p = softmax(s.logits[:, tagger.spec.column(head)])
        got = {(a, b, k) for a, b, k, _ in bio_spans(p, tagger.spec.heads[head], 0.5) if k in known}
        want = set(spans)
        tp, gold, pred = tp + len(got & want), gold + len(want), pred + len(got)
        for part, found in (("tp", got & want), ("gold", want), ("pred", got)):
            for *_, k in found:
                by[k, part] += 1
    out = {"micro_f1": f1(tp, gold, pred)}
    return out | {k: f1(by[k, "tp"], by[k, "gold"], by[k, "pred"]) for k in sorted(known)}


def event_confidences(gold: dict[str, Any], coded: dict[str, Any], scorer: Any) -> list[tuple[float, bool]]:
    """Each predicted event's confidence, and whether a gold mention of its type is at its trigger."""
    out = []
    for key, g in gold.items():
        ge, pe = g["events"], coded[key]["events"]
        pairs = {j: i for i, j in scorer.pair_events(ge, pe, g["text"])}
        out += [(e["confidence"], j in pairs and ge[pairs[j]]["type"] == e["type"]) for j, e in enumerate(pe)]
    return out


def calibration(gold: dict[str, Any], coded: dict[str, Any], scorer: Any) -> dict[str, float]:
    """Expected calibration error (ten bins, in percent) of event types and of participants.

    A participant of an event of the right type is right if the gold has it on the same side.
    """
    people: list[tuple[float, bool]] = []
    for key, g in gold.items():
        ge, pe = g["events"], coded[key]["events"]
        for i, j in scorer.pair_events(ge, pe, g["text"]):
            for side in ("actor", "recipient") if ge[i]["type"] == pe[j]["type"] else ():
                hits = {b for _, b in scorer.pair_phrases(ge[i][side], pe[j][side], g["text"])}
                people += [(x["confidence"], n in hits) for n, x in enumerate(pe[j][side])]
    return {"type_ece": _ece(event_confidences(gold, coded, scorer)), "participant_ece": _ece(people)}


def _ece(pairs: list[tuple[float, bool]]) -> float:
    bins: dict[int, list[tuple[float, bool]]] = {}
    for p, right in pairs:
        bins.setdefault(min(9, int(10 * p)), []).append((p, right))
    gaps = (abs(sum(p for p, _ in b) - sum(r for _, r in b)) for b in bins.values())
    return 100 * sum(gaps) / max(1, len(pairs))


def sentence_labels(tagger: Tagger, rows: Iterable[Row]) -> dict[str, float]:
    """F1 of each India police label at the spec's thresholds, and their mean."""
    tally: Counter[tuple[str, str]] = Counter()
    for row in rows:
        s, ranges, _ = _scores(tagger, row)
        for (a, b), want in zip(ranges, row.targets["sentence_labels"], strict=True):
            p = sentence_probabilities(tagger, s, a, b)
            for k, name in enumerate(labels.INDIA):
                got = p[k] > tagger.spec.thresholds.get(f"india.{name}", 0.5)
                tally[name, "tp"] += got and name in want
                tally[name, "gold"] += name in want
                tally[name, "pred"] += got
    out = {n: f1(tally[n, "tp"], tally[n, "gold"], tally[n, "pred"]) for n in labels.INDIA}
    return {"macro_f1": sum(out.values()) / len(out), **out}


def sentence_probabilities(tagger: Tagger, s: Scores, a: int, b: int) -> Any:
    """Probabilities of the India police labels of the sentence of words a..b."""
    weight = softmax(s.logits[a:b, tagger.spec.column("india_attention")][:, 0])
    return logistic((weight[:, None] * s.logits[a:b, tagger.spec.column("india")]).sum(0))


def pair_roots(tagger: Tagger, rows: Iterable[Row]) -> dict[str, float]:
    """Macro F1 and accuracy of the event type between two given spans (15 PLOVER roots.

    And the four quads).
    """
    quad = dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), "1") | dict.fromkeys(
        ("COOPERATE", "AID", "YIELD"), "2"
    )
    quad |= dict.fromkeys(("ACCUSE", "REQUEST", "REJECT", "THREATEN"), "3")
    gold, got = [], []
    for row in rows:
        s, _, _ = _scores(tagger, row)
        weight = softmax(s.logits[:, tagger.spec.column("root_attention")][:, 0])
        pooled = (weight[:, None] * s.logits[:, tagger.spec.column("root_pooled")]).sum(0)
        for p in row.targets["pairs"]:
            source = s.logits[slice(*p["src"]), tagger.spec.column("root_source")].mean(0)
            target = s.logits[slice(*p["tgt"]), tagger.spec.column("root_target")].mean(0)
            gold.append(p["root"])
            got.append(labels.ROOTS[int((pooled + source + target).argmax())])
    out = {
        "root_macro_f1": _macro(gold, got),
        "root_accuracy": 100 * sum(map(str.__eq__, gold, got)) / len(gold),
    }
    out["quad_macro_f1"] = _macro([quad.get(x, "4") for x in gold], [quad.get(x, "4") for x in got])
    return out


def _macro(gold: list[str], got: list[str]) -> float:
    """Mean F1 over the classes that the gold has."""
    names = sorted(set(gold))
    tp = Counter(a for a, b in zip(gold, got, strict=True) if a == b)
    g, p = Counter(gold), Counter(got)
    return sum(f1(tp[n], g[n], p[n]) for n in names) / len(names)
