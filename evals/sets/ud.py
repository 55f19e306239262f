"""Universal Dependencies: word classes and syntax trees of English web texts (EWT) and of GUM's genres.

Words and sentences are given, punctuation counts. `upos`: accuracy of the word class; `uas` of the head;
`las` of head and relation, the relation's subtype left out, as the CoNLL 2018 shared task counts;
`las_ewt`, `las_gum` and `las_gum_news` the same by corpus and genre.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import crossread
from evals import data, tokens
from evals.contract import Engine, EvalSet, Tally, count_accuracy
from evals.engines import MODEL, unknown
from evals.tokens import Sentence

METRICS = ("las", "uas", "upos", "las_ewt", "las_gum", "las_gum_news")
BASELINE = "baseline-left"


class Word(NamedTuple):
    """Word class, number of the head in the sentence (-1 for the root), and relation."""

    upos: str
    head: int
    rel: str


Trees = Sequence[Sequence[Word]]
"""The words of each sentence, in their order."""


@dataclass(frozen=True)
class Document:
    """Sentences and their gold trees; `parts` are what of `ewt`, `gum` and `gum_news` they belong to."""

    id: str
    parts: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    gold: tuple[tuple[Word, ...], ...]


def load(path: Path) -> list[Document]:
    """Read sentences with `tokens`, `upos`, `heads` (from 1, 0 for the root) and `deprels`."""
    rows = data.rows(path, ("id", "tokens", "upos", "heads", "deprels"))
    return [
        Document(name, _parts(group[0]), tuple(map(tokens.sentence, group)), tuple(map(_tree, group)))
        for name, group in tokens.documents(rows).items()
    ]


def _parts(row: data.Row) -> tuple[str, ...]:
    if not str(row["id"]).startswith("GUM_"):
        return ("ewt",)
    return ("gum", "gum_news") if row.get("genre") == "news" else ("gum",)


def _tree(row: data.Row) -> tuple[Word, ...]:
    columns = zip(row["upos"], row["heads"], row["deprels"], strict=True)
    return tuple(Word(upos, head - 1, rel) for upos, head, rel in columns)


def tally(doc: Document, predicted: Trees) -> Tally:
    """Counts of all figures for one document."""
    counts: Tally = Counter()
    for tree, guessed in zip(doc.gold, predicted, strict=True):
        for gold, pred in zip(tree, guessed, strict=True):
            count_accuracy(counts, "upos", gold.upos == pred.upos)
            count_accuracy(counts, "uas", gold.head == pred.head)
            for name in ("las", *(f"las_{part}" for part in doc.parts)):
                count_accuracy(counts, name, gold.head == pred.head and main(gold.rel) == main(pred.rel))
    return counts


def main(rel: str) -> str:
    """A relation without its subtype."""
    return rel.partition(":")[0]


def fit(train: Sequence[Document]) -> Callable[[Document], Trees]:
    """The dumb baseline: each word's usual class, each class's usual relation and direction.

    A word hangs on its left or right neighbour, whichever side its class's heads stand on; the first verb
    is the root.
    """
    classes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    rels: defaultdict[str, Counter[str]] = defaultdict(Counter)
    right: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    for doc in train:
        for sentence, tree in zip(doc.sentences, doc.gold, strict=True):
            for i, (form, word) in enumerate(zip(sentence.words, tree, strict=True)):
                classes[form.lower()][word.upos] += 1
                if word.head >= 0:
                    rels[word.upos][main(word.rel)] += 1
                    right[word.upos][word.head > i] += 1
    usual = {form: _most(found) for form, found in classes.items()}
    relation = {upos: _most(found) for upos, found in rels.items()}
    rightward = {upos for upos, found in right.items() if found[True] > found[False]}

    def parse(sentence: Sentence) -> list[Word]:
        tags = [usual.get(w.lower()) or ("PROPN" if w[:1].isupper() else "NOUN") for w in sentence.words]
        root = tags.index("VERB") if "VERB" in tags else 0
        found = []
        for i, tag in enumerate(tags):
            head = i + 1 if (tag in rightward and i + 1 < len(tags)) or i == 0 else i - 1
            if i == root or len(tags) == 1:
                found.append(Word(tag, -1, "root"))
            else:
                found.append(Word(tag, head, relation.get(tag, "dep")))
        return found

    return lambda doc: list(map(parse, doc.sentences))


def _most(found: Counter[str]) -> str:
    return max(sorted(found), key=found.__getitem__)


def engine(name: str) -> Engine[Document, Trees]:
    """An engine of this set by its name."""
    if name == MODEL:
        from evals import onnx  # late: it needs this module's records

        return onnx.engine(onnx.trees)
    if name == BASELINE:
        return Engine(name, crossread.__version__, fit=fit)
    raise unknown(name, UD.engines)


UD = EvalSet(
    name="ud",
    what="word classes and dependency trees of web texts and twelve other genres",
    load=load,
    tally=tally,
    engine=engine,
    engines=(MODEL, BASELINE),
    metrics=METRICS,
    dev=("data/foundation/ewt_propbank/dev.jsonl.gz", "data/foundation/gum/dev.jsonl.gz"),
    wanted=("*.jsonl", "ewt_propbank/*.jsonl gum/*.jsonl"),
)
