"""The embedded model as an engine: absent it says so, present its scores become each set's predictions."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from crossread.records import Span
from evals import engines, onnx
from evals.__main__ import main
from evals.engines import NoModelError
from evals.run import run
from evals.sets import POLNEAR, SETS, agency, ner, ud
from evals.tokens import Sentence

WITH_MODEL = [name for name, evalset in SETS.items() if "onnx" in evalset.engines]
SENTENCES = (
    Sentence("Go home.", ("Go", "home", "."), (Span(0, 2), Span(3, 7), Span(7, 8))),
    Sentence("Nora left", ("Nora", "left"), (Span(0, 4), Span(5, 9))),
)


@pytest.fixture
def no_model(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(engines, "MODEL_PACKAGE", "evals")
    onnx.tagger.cache_clear()
    yield
    onnx.tagger.cache_clear()


@pytest.mark.parametrize("name", WITH_MODEL)
def test_without_a_model_its_engine_says_so(name: str, no_model: None) -> None:
    with pytest.raises(NoModelError, match="no model in the package"):
        SETS[name].engine("onnx")


def test_without_a_model_the_next_engine_is_measured_and_named(
    no_model: None, write: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write("dev.jsonl", {"id": "a", "text": "Nobody spoke.", "attributions": []})
    assert POLNEAR.engines[0] == "onnx"
    assert run(POLNEAR, [path]).engine == "rules"
    assert main(["polnear", "--file", str(path), "--engine", "onnx"]) == 2
    assert "no model in the package" in capsys.readouterr().err


def test_given_sentences_become_one_text_with_their_own_words() -> None:
    text, words, ranges = onnx.joined(SENTENCES)
    assert [text[a:b] for a, b in words] == ["Go", "home", ".", "Nora", "left"]
    assert ranges == [(0, 3), (3, 5)]


class Reader:
    """Stands for the tagger: says the same of every text."""

    def scores(self, _text: str, ranges: Any, words: Any) -> tuple[Any, Any, Any]:
        return SimpleNamespace(words=words), ranges, None

    def syntax(self, *_: Any) -> list[Any]:
        heads = [-1, 0, 0, 4, -1]
        return [SimpleNamespace(upos="X", head=head, rel="dep") for head in heads]

    def roles_of(self, scores: Any, word: int, low: int, _high: int) -> tuple[Any, Any]:
        start, end = scores.words[low][0], scores.words[word - 1][1]
        return SimpleNamespace(start=start, end=end), None


def test_trees_and_sides_are_counted_within_their_sentence() -> None:
    reader: Any = Reader()
    trees = onnx.trees(reader, ud.Document("d", ("ewt",), SENTENCES, ((), ())))
    assert [[word.head for word in tree] for tree in trees] == [[-1, 0, 0], [1, -1]]
    predicate = agency.Predicate(1, 1, "verb", True, ((0, 1),), ())
    doc = agency.Document("d", SENTENCES, (None, None), (predicate,))
    assert onnx.sides(reader, doc) == [agency.Sides((0, 1), None)]


def test_entities_come_from_the_head_that_knows_the_classes() -> None:
    numpy = pytest.importorskip("numpy")
    pytest.importorskip("crossread.extract.model.numeric")
    labels = ["O", "B-PER", "I-PER"]
    logits = numpy.full((5, 3), -9.0, dtype="float32")
    logits[:, 0] = 9
    logits[3] = [-9, 9, -9]
    spec = SimpleNamespace(column=lambda head: {"name": slice(0, 3)}[head], heads={"name": labels})
    reader: Any = Reader()
    reader.spec = spec
    reader.scores = lambda _text, ranges, _words: (SimpleNamespace(logits=logits), ranges, None)
    doc = ner.Document("d", "uner", SENTENCES, (frozenset(), frozenset()))
    assert onnx.entities(reader, doc) == [frozenset(), frozenset({ner.Entity(0, 1, "PER")})]
