"""The shipped model: verbatim spans, the same tags alone or amid others, on one thread or two."""

from __future__ import annotations

import functools

import pytest

pytest.importorskip("onnxruntime", reason="the embedded model needs onnxruntime")
pytest.importorskip("tokenizers", reason="the embedded model needs tokenizers")

from crossread.extract.model.artefact import FILES
from crossread.extract.model.tagger import DATA, Tagger
from crossread.extract.model.tagging import Phrase
from crossread.extract.model.words import sentences

pytestmark = pytest.mark.skipif(
    not all((DATA / name).exists() for name in FILES),
    reason=f"no exported model in {DATA}: python -m training export",
)

MARCH = (
    "Riot police fired tear gas at protesters in Port Alder on Saturday, witnesses said.\n\n"
    "About 2,000 people had marched to the town hall. Twelve demonstrators were arrested, according "
    'to the prefecture. "They beat us with batons," said Mara Vell, a nurse. The interior ministry denied '
    "that officers had used batons."
)
BOATS = "At least seven migrants drowned off Calder Island on Friday, the coast guard said. Rescuers came."


@functools.cache
def tagger(threads: int = 1) -> Tagger:
    return Tagger.load(threads=threads)


def phrases(found: object) -> list[Phrase]:
    if isinstance(found, Phrase):
        return [found]
    if isinstance(found, dict):
        return [p for v in found.values() for p in phrases(v)]
    if isinstance(found, tuple):
        return [p for v in found for p in phrases(v)]
    return [p for v in vars(found).values() for p in phrases(v)] if hasattr(found, "__dict__") else []


def test_every_phrase_lies_in_the_text_with_a_probability() -> None:
    found = phrases(tagger().tag(MARCH, sentences(MARCH), with_syntax=True))
    assert len(found) > 10
    for p in found:
        assert 0 <= p.start < p.end <= len(MARCH)
        assert MARCH[p.start : p.end].strip() == MARCH[p.start : p.end]
        assert 0 <= p.p <= 1


def test_a_text_is_tagged_the_same_alone_and_amid_others() -> None:
    alone = Tagger.load().tag(MARCH, sentences(MARCH), with_syntax=True)
    other = tagger()
    other.tag(BOATS, sentences(BOATS))
    assert other.tag(MARCH, sentences(MARCH), with_syntax=True) == alone
    long = "\n\n".join([BOATS] * 12)
    other.tag(long, sentences(long))
    assert other.tag(MARCH, sentences(MARCH), with_syntax=True) == alone


def test_one_thread_and_two_agree() -> None:
    assert tagger(2).tag(MARCH, sentences(MARCH)) == tagger(1).tag(MARCH, sentences(MARCH))


def test_text_without_words_is_empty() -> None:
    assert tagger().tag("", []).events == ()
    assert tagger().tag(" \n ", [(0, 3)]).attributions == ()


def test_plain_report_is_read() -> None:
    found = tagger().tag(MARCH, sentences(MARCH))
    fired = next(e for e in found.events if MARCH[e.trigger.start : e.trigger.end] == "fired")
    assert fired.type.name == "ASSAULT"
    assert [MARCH[a.phrase.start : a.phrase.end] for a in fired.actor] == ["Riot police"]
    assert [a.role.name for a in fired.actor] == ["police"]
    assert any(
        a.source and "Mara Vell" in MARCH[a.source.phrase.start : a.source.phrase.end]
        for a in found.attributions
    )
