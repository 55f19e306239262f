"""Words without a coder's role or kind, looked up in the codebook: sources of figures, people counted."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from crossread.codebook import Codebook, kind_index, role_index


def source_kind(text: str, codebook: Codebook) -> str:
    """The kind of a source of which only the words are known, "other" if the codebook knows none of them."""
    return _head(text, _indices(_ByDigest(codebook))[0]) or "other"


def head_role(text: str, codebook: Codebook) -> str | None:
    """The role that the head noun of "11 officers" names, if the codebook knows it."""
    return _head(text, _indices(_ByDigest(codebook))[1])


class _ByDigest:
    """A codebook as a cache key."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook

    def __hash__(self) -> int:
        return hash(self.codebook.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByDigest) and self.codebook.digest == other.codebook.digest


@lru_cache(maxsize=4)  # inflecting the whole lexicon takes a while, and every comparison needs it
def _indices(key: _ByDigest) -> tuple[Mapping[str, str], Mapping[str, str]]:
    return kind_index(key.codebook), role_index(key.codebook)


def _head(text: str, index: Mapping[str, str]) -> str | None:
    """What the index has for the longest known ending of the text, else for its last known word."""
    words = text.split()
    endings = [" ".join(words[n:]) for n in range(len(words))] + words[::-1]
    return next((index[form] for end in endings for form in (end, end.lower()) if form in index), None)
