"""The embedded model as an engine of the evals: its tagger's scores as each set's predictions.

The model was trained on the corpora's train parts, so it is never measured on them. A corpus's words and
sentences are given to it where the corpus gives them to everyone.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from crossread.records import Span
from evals.contract import Engine
from evals.engines import MODEL, MODEL_PACKAGE, NoModelError, require_model

if TYPE_CHECKING:
    from crossread.extract.model.tagger import Tagger
    from evals.sets import agency, event_place, india, ner, plover, polnear, ud
    from evals.sets.polnear_baseline import Attributed
    from evals.tokens import Sentence

ENTITY_HEADS = {"uner": "name", "wnut": "wnut"}

D = TypeVar("D")
P = TypeVar("P")
Range = tuple[int, int]


def engine(predict: Callable[[Tagger, D], P]) -> Engine[D, P]:
    """The model with one set's way to read it. Raises NoModelError if the package holds none."""
    reader = tagger()
    return Engine(MODEL, reader.spec.version, lambda doc: predict(reader, doc), fitted=True)


@cache
def tagger() -> Tagger:
    """The model in the package. Raises NoModelError if there is none, or nothing that can run it."""
    require_model()
    try:
        module: Any = importlib.import_module(f"{MODEL_PACKAGE}.tagger")
    except ImportError as error:
        remedy = "install onnxruntime, tokenizers and numpy"
        raise NoModelError(f"--engine {MODEL}", f"the model cannot be read ({error})", remedy) from error
    loaded: Tagger = module.Tagger.load()
    return loaded


def joined(sentences: Sequence[Sentence]) -> tuple[str, list[Range], list[Range]]:
    """Sentences as one text: the text, its words in characters, its sentences in word numbers."""
    text = ""
    words: list[Range] = []
    ranges: list[Range] = []
    for sentence in sentences:
        first = len(words)
        words += [(len(text) + start, len(text) + end) for start, end in sentence.offsets]
        ranges.append((first, len(words)))
        text += sentence.text + " "
    return text, words, ranges


def entities(reader: Tagger, doc: ner.Document) -> ner.Entities:
    """Entities by the head that knows the corpus's classes."""
    from crossread.extract.model.numeric import bio_spans, softmax
    from evals.sets.ner import Entity

    text, words, ranges = joined(doc.sentences)
    scores, _, _ = reader.scores(text, ranges, words)
    head = ENTITY_HEADS[doc.corpus]
    p = softmax(scores.logits[:, reader.spec.column(head)])
    spans = bio_spans(p, reader.spec.heads[head], 0.5)
    return [
        frozenset(Entity(a - low, b - low, kind) for a, b, kind, _ in spans if low <= a and b <= high)
        for low, high in ranges
    ]


def trees(reader: Tagger, doc: ud.Document) -> ud.Trees:
    """Word classes and trees."""
    from evals.sets.ud import Word

    text, words, ranges = joined(doc.sentences)
    scores, sentences, hidden = reader.scores(text, ranges, words)
    found = reader.syntax(scores, sentences, hidden)
    return [
        [Word(w.upos, w.head - low if w.head >= 0 else -1, w.rel) for w in found[low:high]]
        for low, high in ranges
    ]


def sides(reader: Tagger, doc: agency.Document) -> list[agency.Sides]:
    """Agent and patient of each given predicate."""
    from evals.sets.agency import Sides

    text, words, ranges = joined(doc.sentences)
    scores, _, _ = reader.scores(text, ranges, words)
    starts = {start: i for i, (start, _) in enumerate(words)}
    ends = {end: i + 1 for i, (_, end) in enumerate(words)}
    found = []
    for predicate in doc.predicates:
        low, high = ranges[predicate.sentence]
        phrases = reader.roles_of(scores, low + predicate.word, low, high)
        found.append(Sides(*((starts[p.start] - low, ends[p.end] - low) if p else None for p in phrases)))
    return found


def roots(reader: Tagger, doc: plover.Document) -> plover.Roots:
    """The type of each pair: what the sentence says, with what its parties' words say."""
    from crossread.extract.model.numeric import softmax

    scores, _, _ = reader.scores(doc.text, [(0, len(doc.text))])
    column, names = reader.spec.column, reader.spec.heads["root_pooled"]
    weight = softmax(scores.logits[:, column("root_attention")][:, 0])
    pooled = (weight[:, None] * scores.logits[:, column("root_pooled")]).sum(0)

    def party(spans: Sequence[Span], head: str) -> Any:
        inside = [i for i, w in enumerate(scores.words) if any(Span(*w).overlaps(span) for span in spans[:1])]
        return scores.logits[inside, column(head)].mean(0) if inside else 0

    return [
        names[int((pooled + party(p.source, "root_source") + party(p.target, "root_target")).argmax())]
        for p in doc.pairs
    ]


def police_actions(reader: Tagger, doc: india.Document) -> india.Labels:
    """Labels of each sentence, at the model's thresholds."""
    from crossread.extract.model.numeric import logistic, softmax

    text, spans = "", []
    for sentence in doc.sentences:
        spans.append((len(text), len(text) + len(sentence)))
        text += sentence + "\n"
    wordy = [i for i, (a, b) in enumerate(spans) if text[a:b].strip()]
    scores, ranges, _ = reader.scores(text, [spans[i] for i in wordy])
    found: list[frozenset[str]] = [frozenset()] * len(spans)
    names = reader.spec.heads["india"]
    for i, (low, high) in zip(wordy, ranges, strict=True):
        weight = softmax(scores.logits[low:high, reader.spec.column("india_attention")][:, 0])
        p = logistic((weight[:, None] * scores.logits[low:high, reader.spec.column("india")]).sum(0))
        limits = [reader.spec.thresholds.get(f"india.{name}", 0.5) for name in names]
        found[i] = frozenset(name for name, q, limit in zip(names, p, limits, strict=True) if q > limit)
    return found


def attributions(reader: Tagger, doc: polnear.Document) -> list[Attributed]:
    """Attributions by the head that learned PolNeAR's manner: the outermost only."""
    from crossread.extract.model.words import sentences
    from evals.sets.polnear_baseline import Attributed

    text = doc.article.text
    scores, _, _ = reader.scores(text, sentences(text))
    return [
        Attributed(
            (Span(a.source.phrase.start, a.source.phrase.end),) if a.source else (),
            (Span(a.cue.start, a.cue.end),) if a.cue else (),
            tuple(Span(c.start, c.end) for c in a.contents),
        )
        for a in reader.attributions_of(scores, "polnear")
    ]


def event_places(reader: Tagger, doc: event_place.Document) -> event_place.Places:
    """Places that the pair scorer gives to the verb, whether or not the model takes it for a trigger."""
    from crossread.extract.model.numeric import role_spans
    from evals.sets.event_place import as_names

    scores, _, _ = reader.scores(doc.text, [(0, len(doc.text))])
    at = next((i for i, word in enumerate(scores.words) if Span(*word).overlaps(doc.event)), None)
    if at is None:
        return []
    p = scores.pairs(at, 0, len(scores.words), ("place",))[:, 0]
    found = role_spans(p, reader.spec.thresholds.get("place", 0.5))
    return as_names(doc.text, (Span(scores.words[a][0], scores.words[b - 1][1]) for a, b, _ in found))
