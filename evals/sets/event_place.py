"""Where a verb's event took place, in single sentences of news; about half of the verbs name no place.

`f1`: place spans of the given verb, equal offsets; `relaxed_f1`: any overlap, one to one; `none_right`:
accuracy over verbs whose sentence names no place of theirs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import crossread
from crossread.records import Article, Claim, Span
from evals import data
from evals.contract import Engine, EvalSet, Tally, count_accuracy, count_f1
from evals.engines import MODEL, coder, unknown
from evals.match import pair_up

METRICS = ("f1", "relaxed_f1", "none_right")
RULES, AFTER, FIRST = "rules", "baseline-after", "baseline-first"

Places = Sequence[Span]


@dataclass(frozen=True)
class Document:
    """A sentence, the verb of one event, and where that event was."""

    id: str
    text: str
    event: Span
    gold: tuple[Span, ...]


def load(path: Path) -> list[Document]:
    """Read sentences with `event` and `locations` of `start` and `end`; empty ones left out."""
    return [
        Document(
            str(row["id"]),
            row["text"],
            Span(row["event"][0]["start"], row["event"][-1]["end"]),
            tuple(
                Span(place["start"], place["end"])
                for place in row["locations"]
                if row["text"][place["start"] : place["end"]].strip()
            ),
        )
        for row in data.rows(path, ("id", "text", "event", "locations"))
    ]


def tally(doc: Document, predicted: Places) -> Tally:
    """Counts of all figures for one verb."""
    counts: Tally = Counter()
    pred = sorted(set(predicted))
    count_f1(counts, "f1", len(set(doc.gold) & set(pred)), len(doc.gold), len(pred))
    close = pair_up(doc.gold, pred, lambda g, p: float(g.overlaps(p)))
    count_f1(counts, "relaxed_f1", len(close), len(doc.gold), len(pred))
    if not doc.gold:
        count_accuracy(counts, "none_right", not pred)
    return counts


def after(doc: Document) -> Places:
    """The dumb baseline: the nearest place name after the verb."""
    return [place for place in _names(doc.text) if place.start >= doc.event.end][:1]


def first(doc: Document) -> Places:
    """A dumber one: the first place name of the sentence."""
    return _names(doc.text)[:1]


def _names(text: str) -> list[Span]:
    from crossread.resolve import places  # late: the place list takes time to load

    return sorted(places.find(text))


def as_names(text: str, phrases: Iterable[Span]) -> Places:
    """Phrases as the corpus marks places: the last place name in each ("the city of X"), else all of it."""
    names = _names(text)
    inside = [
        (phrase, [name for name in names if phrase.start <= name.start < phrase.end]) for phrase in phrases
    ]
    return [found[-1] if found else phrase for phrase, found in inside]


def _coded(claims: Sequence[Claim], doc: Document) -> Places:
    """Places of the coder's mention whose trigger shares a character with the verb."""
    found = (claim.place for claim in claims if claim.trigger.span.overlaps(doc.event))
    return as_names(doc.text, (place.span for place in next(found, ())))


def engine(name: str) -> Engine[Document, Places]:
    """An engine of this set by its name."""
    if name == MODEL:
        from evals import onnx  # late: it needs this module's records

        return onnx.engine(onnx.event_places)
    if name == RULES:
        version, code = coder(name)
        return Engine(
            name,
            version,
            lambda doc: _coded(code(Article(id=doc.id, text=doc.text)).coding.claims, doc),
        )
    if name in (AFTER, FIRST):
        return Engine(name, crossread.__version__, after if name == AFTER else first)
    raise unknown(name, EVENT_PLACE.engines)


EVENT_PLACE = EvalSet(
    name="event_place",
    what="where the event of a given verb took place",
    load=load,
    tally=tally,
    engine=engine,
    engines=(MODEL, RULES, AFTER, FIRST),
    metrics=METRICS,
    dev=("data/geo/event_location/dev.jsonl",),
    wanted=("*.jsonl", "event_location/*.jsonl"),
)
