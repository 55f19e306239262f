"""The engine.

What the tagger says becomes claims with their words, attributions with their nesting, abstentions.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace

import pytest

pytest.importorskip("onnxruntime", reason="the embedded model needs onnxruntime")
pytest.importorskip("tokenizers", reason="the embedded model needs tokenizers")

from crossread.codebook import load
from crossread.extract.model import tagging as t
from crossread.extract.onnx import Onnx
from crossread.read import read
from crossread.records import Article

TEXT = (
    "Mara Vell said police officers beat marchers in Port Alder. "
    '"They told us that the mayor ordered it," she said.'
)


def phrase(words: str, p: float = 0.9) -> t.Phrase:
    at = TEXT.index(words)
    return t.Phrase(at, at + len(words), p)


def event(kind: str = "ASSAULT", **more: object) -> t.Event:
    label = t.Label
    values: dict[str, object] = {
        "trigger": phrase("beat"),
        "type": label(kind, 0.8),
        "modes": (label("beat", 0.7),),
        "modality": label("actual", 0.9),
        "stance": label("asserts", 0.9),
        "form": label("active", 0.9),
        "actor": (t.Participant(phrase("police officers", 0.6), label("police", 0.9)),),
        "recipient": (),
        "phrases": {"instrument": (), "place": (phrase("Port Alder"),), "time": ()},
        "counts": (),
        "sources": (t.Source(phrase("Mara Vell"), label("witness", 0.5)),),
        "expected": dict.fromkeys(
            ("actor", "recipient", "instrument", "place", "time", "count", "source"), 0.1
        ),
    }
    return t.Event(**(values | more))  # type: ignore[arg-type]


class Fixed:
    """A tagger that always says the same."""

    model = "m"

    def __init__(self, tagging: t.Tagging):
        self._tagging = tagging

    def tag(self, text: str, sentences: Sequence[tuple[int, int]]) -> t.Tagging:
        assert text == TEXT
        assert len(sentences) >= 2
        return self._tagging


def coding(tagging: t.Tagging) -> SimpleNamespace:
    found = Onnx(load(), Fixed(tagging)).extract(read(Article(id="a", text=TEXT)))  # type: ignore[arg-type]
    return SimpleNamespace(
        **{name: getattr(found, name) for name in ("claims", "attributions", "labels", "sentences")}
    )


def test_event_becomes_a_claim_with_its_words_and_confidences() -> None:
    (claim,) = coding(t.Tagging(events=(event(),))).claims
    assert (claim.type, claim.mode, claim.trigger.text) == ("ASSAULT", ("beat",), "beat")
    assert [(p.text, p.role) for p in claim.actor] == [("police officers", "police")]
    assert [s.text for s in claim.according_to] == ["Mara Vell"]
    assert claim.confidences["actor"] == 0.6
    assert claim.agency is not None
    assert claim.agency.agent == "clause"


def test_expected_but_missing_field_is_an_abstention() -> None:
    e = event()
    (claim,) = coding(
        t.Tagging(events=(event(expected={**e.expected, "recipient": 0.9, "place": 0.9}),))
    ).claims
    assert claim.abstained == ("recipient",)


def test_type_that_the_codebook_lacks_is_not_coded() -> None:
    assert coding(t.Tagging(events=(event("PICNIC"),))).claims == ()


def test_nested_attribution_names_the_one_around_it() -> None:
    source = t.Source(phrase("she"), t.Label("witness", 0.5))
    outer = t.Attribution(
        (phrase('"They told us that the mayor ordered it,"'),), phrase("said", 0.9), source, "direct"
    )
    inner = t.Attribution((phrase("the mayor ordered it"),), phrase("told"), None, "indirect")
    first, second = coding(t.Tagging(attributions=(inner, outer))).attributions
    assert (first.parent, first.kind) == (None, "direct")
    assert (second.parent, second.source) == (first.id, None)
