"""Agency: who acts and who undergoes, for given verbs (EWT with PropBank) and event nouns (EWT and QANom).

F1 of heads, a role with several answers being right with any of them. `verb_*`: contentious verbs only (the
list in agency.yaml); `all_verbs_*`: all; `noun_*`: nouns. `agentless_precision`: of the contentious verbs for
which no agent is found, how many have none. The head of a phrase is the word whose own head lies outside the
phrase, by the treebank's tree if its file is beside the folder; else the last word before a preposition,
comma or "and". Only nominal patients count where the tree tells. QA-SRL's verbs are not scored: its roles
follow the grammar of its questions, so that whoever dies there is an agent.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import yaml

import crossread
from evals import data, tokens
from evals.contract import Engine, EvalSet, Tally, count_accuracy, count_f1
from evals.engines import MODEL, unknown
from evals.tokens import Sentence

WORDS = {
    name: frozenset(words.split())
    for name, words in yaml.safe_load(Path(__file__).with_name("agency.yaml").read_text("utf-8")).items()
}
"""Word lists by name."""
METRICS = (
    "verb_agent_f1", "verb_patient_f1", "noun_agent_f1", "noun_patient_f1", "agentless_precision",
    "all_verbs_agent_f1", "all_verbs_patient_f1",
)  # fmt: skip
BASELINE = "baseline-nearest"

Range = tuple[int, int]


class Sides(NamedTuple):
    """Agent and patient of a predicate: words `start` to `end` (exclusive) of its sentence, or None."""

    agent: Range | None
    patient: Range | None


@dataclass(frozen=True)
class Predicate:
    """A verb or event noun: its sentence and word, and the gold phrases of its sides."""

    sentence: int
    word: int
    kind: str
    contentious: bool
    agent: tuple[Range, ...]
    patient: tuple[Range, ...]


@dataclass(frozen=True)
class Tree:
    """The head of each word (-1 for the root) and its class."""

    heads: tuple[int, ...]
    upos: tuple[str, ...]


@dataclass(frozen=True)
class Document:
    """Sentences, their trees if known, and the predicates to find the sides of."""

    id: str
    sentences: tuple[Sentence, ...]
    trees: tuple[Tree | None, ...]
    predicates: tuple[Predicate, ...]


def load(path: Path) -> list[Document]:
    """Read sentences with `tokens` and `events`; nouns that are no event are left out."""
    rows = data.rows(path, ("id", "tokens", "events"))
    trees = _trees(path)
    return [
        Document(
            name,
            tuple(map(tokens.sentence, group)),
            tuple(trees.get(str(row["id"])) for row in group),
            tuple(
                _predicate(n, event)
                for n, row in enumerate(group)
                for event in row["events"]
                if event.get("is_event") is not False
            ),
        )
        for name, group in tokens.documents(rows).items()
    ]


def _trees(path: Path) -> dict[str, Tree]:
    """The trees of ewt_PART.jsonl: those of ewt_propbank/PART.jsonl beside its folder."""
    beside = path.parent.parent / "ewt_propbank" / path.name.removeprefix("ewt_")
    if not path.name.startswith("ewt_") or not beside.is_file():
        return {}
    return {
        str(row["id"]): Tree(tuple(head - 1 for head in row["heads"]), tuple(row["upos"]))
        for row in data.rows(beside, ("id", "heads", "upos"))
    }


def _predicate(sentence: int, event: data.Row) -> Predicate:
    roles = event.get("roles")
    spans = [
        roles.get(s) or [] if roles is not None else [event[s]] if event[s] else [] for s in Sides._fields
    ]
    agent, patient = (tuple((a, b) for a, b in found) for found in spans)
    lemma = re.split(r"[._]", event.get("sense") or event.get("verb") or "")[0]
    contentious = event["kind"] == "verb" and lemma in WORDS["contentious"]
    return Predicate(sentence, event["p"], event["kind"], contentious, agent, patient)


def tally(doc: Document, predicted: Sequence[Sides]) -> Tally:
    """Counts of all figures for one document; predictions in the order of its predicates."""
    counts: Tally = Counter()
    for predicate, sides in zip(doc.predicates, predicted, strict=True):
        words, tree = doc.sentences[predicate.sentence].words, doc.trees[predicate.sentence]
        names = ["noun"] if predicate.kind == "noun" else ["all_verbs"]
        if predicate.contentious:
            names.append("verb")
            if sides.agent is None:
                count_accuracy(counts, "agentless_precision", not predicate.agent)
        for side in Sides._fields:
            gold = {head(span, words, tree) for span in getattr(predicate, side)}
            span = getattr(sides, side)
            pred = head(span, words, tree) if span else None
            if side == "patient" and tree and gold and not _nominal(gold, tree):
                continue
            hit, held, told = pred in gold, bool(gold), pred is not None
            for name in names:
                count_f1(counts, f"{name}_{side}_f1", int(hit), int(held), int(told))
    return counts


def _nominal(heads: Iterable[int], tree: Tree) -> bool:
    return any(tree.upos[i] in WORDS["nominal"] for i in heads)


def head(span: Range, words: Sequence[str], tree: Tree | None) -> int:
    """The number of a phrase's head word."""
    start, end = span
    if tree:
        return next((i for i in range(start, end) if not start <= tree.heads[i] < end), end - 1)
    cut = next((i for i in range(start + 1, end) if words[i].lower() in WORDS["after_head"]), end)
    return max((i for i in range(start, cut) if re.search(r"\w", words[i])), default=end - 1)


NOUN_LIKE = re.compile(
    r"(?:[A-Z]\w*|\w+s|\w*(?:tion|ment|man|men|ity|er|or|ist|ice|y)|I|he|she|it|they|we|you)"
)


def nearest(doc: Document) -> list[Sides]:
    """The dumb baseline: agent and patient are the nearest words before and after that look like nouns.

    After "was" and the like they change places, and without "by" there is no agent.
    """
    return [_beside(doc.sentences[p.sentence].words, p.word) for p in doc.predicates]


def _beside(words: Sequence[str], at: int) -> Sides:
    nouns = [
        i
        for i, w in enumerate(words)
        if NOUN_LIKE.fullmatch(w) and w.lower() not in WORDS["no_nouns"] and i != at
    ]
    before = next(((i, i + 1) for i in reversed(nouns) if i < at), None)
    after = next(((i, i + 1) for i in nouns if i > at), None)
    if not WORDS["be"] & set(words[max(0, at - 2) : at]):
        return Sides(before, after)
    return Sides(after if "by" in words[at + 1 : at + 3] else None, before)


def engine(name: str) -> Engine[Document, Sequence[Sides]]:
    """An engine of this set by its name."""
    if name == MODEL:
        from evals import onnx  # late: it needs this module's records

        return onnx.engine(onnx.sides)
    if name == BASELINE:
        return Engine(name, crossread.__version__, nearest)
    raise unknown(name, AGENCY.engines)


AGENCY = EvalSet(
    name="agency",
    what="who acts and who undergoes, for given verbs and event nouns",
    load=load,
    tally=tally,
    engine=engine,
    engines=(MODEL, BASELINE),
    metrics=METRICS,
    dev=("data/foundation/agency/ewt_dev.jsonl.gz", "data/foundation/agency/qanom_dev.jsonl.gz"),
    wanted=("ewt_*.jsonl qanom_*.jsonl", "agency/ewt_*.jsonl agency/qanom_*.jsonl", "*.jsonl"),
)
