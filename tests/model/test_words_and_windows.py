"""Words, case classes and windows: what the encoder is given."""

from __future__ import annotations

import pytest

np = pytest.importorskip("numpy", reason="the model's tests need numpy")

from hypothesis import given  # noqa: E402
from hypothesis import strategies as st  # noqa: E402

from crossread.extract.model import features, windows, words  # noqa: E402


def forms(text: str) -> list[str]:
    return [text[a:b] for a, b in words.words(text)]


def test_clitics_stand_alone_and_numbers_stay_whole() -> None:
    assert forms("Police didn't fire 1,500 rounds; the U.S. can't say.") == [
        *("Police", "did", "n't", "fire", "1,500", "rounds", ";", "the", "U.S.", "ca", "n't", "say", "."),
    ]
    assert forms("anti-police marchers’ route") == ["anti", "-", "police", "marchers", "’", "route"]


def test_sentences_end_at_paragraphs_but_not_after_titles() -> None:
    text = "Gov. Ada Flint met Dr. Moss. They left.\nA march began"
    assert [text[a:b].strip() for a, b in words.sentences(text)] == [
        "Gov. Ada Flint met Dr. Moss.",
        "They left.",
        "A march began",
    ]


@given(st.text(max_size=200))
def test_words_are_in_order_and_never_overlap(text: str) -> None:
    at = 0
    for a, b in words.words(text):
        assert at <= a < b <= len(text)
        assert text[a:b].strip() == text[a:b]
        at = b


def test_quotation_marks_close_with_their_paragraph() -> None:
    text = 'He said "we march\nNobody came'
    tokens = words.words(text)
    inside = dict(zip((text[a:b] for a, b in tokens), words.inside_quotes(text, tokens), strict=True))
    assert inside["march"]
    assert not inside["Nobody"]
    assert not inside["said"]


@pytest.mark.parametrize(
    ("word", "case"),
    [("police", 0), ("Police", 1), ("CRS", 2), ("McBride", 3), ("G20", 4), ("—", 5), ("I", 1)],
)
def test_case_class(word: str, case: int) -> None:
    assert words.case_class(word) == case


def pieces(lengths: list[int]) -> windows.Pieces:
    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    return windows.Pieces(np.arange(100, 100 + offsets[-1]), offsets, np.zeros(len(lengths), dtype=np.int64))


@given(
    st.lists(st.lists(st.integers(1, 4), min_size=1, max_size=30), min_size=1, max_size=12),
    st.integers(10, 40),
    st.integers(0, 15),
)
def test_windows_tag_every_word_once_within_their_size(
    sents: list[list[int]], core: int, context: int
) -> None:
    p = pieces([n for s in sents for n in s])
    ends = np.cumsum([len(s) for s in sents])
    ranges = [(int(e) - len(s), int(e)) for e, s in zip(ends, sents, strict=True)]
    found = windows.cut(p, ranges, core=core, context=context, cls=1, sep=2)
    tagged = [w for x in found for w in range(x.low, x.high)]
    assert tagged == list(range(sum(map(len, sents))))
    for x in found:
        assert len(x.ids) <= core + context + 2
        assert list(x.ids[x.first]) == [100 + int(p.offsets[w]) for w in range(x.low, x.high)]
        assert len(x.ids) == len(x.case)


def test_context_is_whole_sentences_before_the_window() -> None:
    p = pieces([1] * 30)
    found = windows.cut(p, [(0, 10), (10, 20), (20, 30)], core=10, context=12, cls=1, sep=2)
    assert [(x.low, x.high, len(x.ids)) for x in found] == [(0, 10, 12), (10, 20, 22), (20, 30, 22)]


def test_pair_features_tell_before_from_after_and_stay_in_the_table() -> None:
    n = 900
    place = (np.arange(n) // 20, np.arange(n) // 60, (np.arange(n) // 7) % 3)
    anchor, word = np.full(n, 450), np.arange(n)
    found = features.pair_features(anchor, word, *place)
    assert found.min() >= 0
    assert found.max() < features.N_FEATURES
    assert found[440, 0] != found[460, 0]
    assert len({tuple(r) for r in found[:, :1]}) == features.N_DISTANCE
