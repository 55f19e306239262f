"""Named entities in web text: UNER English (persons, organisations, places) and WNUT17 (its six classes).

`micro_f1`: exact spans with their class, over words; `micro_f1_uner` and `micro_f1_wnut` by corpus. A
document is a web page's sentences (UNER) or one post (WNUT17). Which classes are asked for is seen from the
gold of the file.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import crossread
from crossread.records import CrossreadError
from evals import data, tokens
from evals.contract import Engine, EvalSet, Tally, count_f1
from evals.engines import MODEL, unknown
from evals.tokens import Sentence

CLASSES = {
    "uner": frozenset({"PER", "ORG", "LOC"}),
    "wnut": frozenset({"person", "location", "corporation", "group", "product", "creative-work"}),
}
METRICS = ("micro_f1", *(f"micro_f1_{corpus}" for corpus in CLASSES))
BASELINE = "baseline-names"
AS_UNER = {"person": "PER", "location": "LOC", "corporation": "ORG", "group": "ORG"}


class Entity(NamedTuple):
    """Words `start` to `end` (exclusive) of a sentence, and their class."""

    start: int
    end: int
    kind: str


Entities = Sequence[frozenset[Entity]]
"""Of each sentence, in their order."""


@dataclass(frozen=True)
class Document:
    """Sentences and their gold entities; `corpus` says which classes they have."""

    id: str
    corpus: str
    sentences: tuple[Sentence, ...]
    gold: tuple[frozenset[Entity], ...]


def load(path: Path) -> list[Document]:
    """Read sentences with `tokens` and `ents` of [start, end, class]. Others raise CrossreadError."""
    rows = data.rows(path, ("id", "tokens", "ents"))
    found = {kind for row in rows for *_, kind in row["ents"]}
    corpus = next((name for name, kinds in CLASSES.items() if found <= kinds), None)
    if corpus is None:
        known = " or ".join(", ".join(sorted(kinds)) for kinds in CLASSES.values())
        raise CrossreadError(str(path), f"has entity classes {', '.join(sorted(found))}", f"use {known}")
    return [
        Document(
            name,
            corpus,
            tuple(map(tokens.sentence, group)),
            tuple(frozenset(Entity(*entity) for entity in row["ents"]) for row in group),
        )
        for name, group in tokens.documents(rows).items()
    ]


def tally(doc: Document, predicted: Entities) -> Tally:
    """Counts of all figures for one document; predictions of classes that its corpus lacks are left out."""
    counts: Tally = Counter()
    for gold, found in zip(doc.gold, predicted, strict=True):
        pred = {entity for entity in found if entity.kind in CLASSES[doc.corpus]}
        for figure in ("micro_f1", f"micro_f1_{doc.corpus}"):
            count_f1(counts, figure, len(gold & pred), len(gold), len(pred))
    return counts


def fit(train: Sequence[Document]) -> Callable[[Document], Entities]:
    """The dumb baseline: runs of capitalised words that are in the place list, or named so in training.

    Learned (from WNUT17): the usual class of a name's words, among those that are oftener a name than not.
    """
    seen: Counter[str] = Counter()
    kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for doc in train:
        for sentence, gold in zip(doc.sentences, doc.gold, strict=True):
            seen.update(sentence.words)
            for entity in gold:
                for word in sentence.words[entity.start : entity.end]:
                    kinds[word][entity.kind] += 1
    usual = {
        word: max(sorted(found), key=found.__getitem__)
        for word, found in kinds.items()
        if found.total() * 2 > seen[word]
    }
    other = max(sorted(k := sum(kinds.values(), Counter[str]())), key=k.__getitem__)

    def predict(doc: Document) -> Entities:
        return [
            frozenset(
                Entity(start, end, named if doc.corpus == "wnut" else AS_UNER.get(named, named))
                for start, end in _runs(sentence.words)
                if (named := _class(sentence.words[start:end], start, usual, other))
            )
            for sentence in doc.sentences
        ]

    return predict


def _runs(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(words):
        end = start
        while end < len(words) and words[end][:1].isupper() and words[end] != "I":
            end += 1
        if end > start:
            yield start, end
        start = max(end, start + 1)


def _class(words: Sequence[str], start: int, usual: dict[str, str], other: str) -> str | None:
    """The class of a run; None for a lone word that only begins a sentence, or a shouted one."""
    from crossread.resolve import gazetteer  # late: the place list takes time to load

    known = Counter(usual[word] for word in words if word in usual)
    if known:
        return known.most_common(1)[0][0]
    if gazetteer.load().lookup(" ".join(words)):
        return "location"
    return None if all(word.isupper() for word in words) or (start == 0 and len(words) == 1) else other


def engine(name: str) -> Engine[Document, Entities]:
    """An engine of this set by its name."""
    if name == MODEL:
        from evals import onnx  # late: it needs this module's records

        return onnx.engine(onnx.entities)
    if name == BASELINE:
        return Engine(name, crossread.__version__, fit=fit)
    raise unknown(name, NER.engines)


NER = EvalSet(
    name="ner",
    what="named entities in web text and posts",
    load=load,
    tally=tally,
    engine=engine,
    engines=(MODEL, BASELINE),
    metrics=METRICS,
    dev=("data/foundation/uner_ewt/dev.jsonl.gz", "data/foundation/wnut17/dev.jsonl.gz"),
    wanted=("*.jsonl", "uner*/*.jsonl wnut17/*.jsonl"),
)
