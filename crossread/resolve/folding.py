"""Names of places made comparable: case, accents, hyphens, and words that are written short or in full."""

from __future__ import annotations

import functools
import re
import unicodedata

_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
_FULL = re.compile(r"\b(?:sainte?|mount|fort)\b")
_PLAIN = str.maketrans("-‑", "  ", ".'’‘ʻʼ`´")


@functools.lru_cache(maxsize=1 << 15)
def fold(name: str) -> str:
    """`name` without accents, case, dots, apostrophes, leading "the"; "Saint" short, hyphens as spaces."""
    bare = name.lower().translate(_PLAIN)
    if not bare.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    bare = " ".join(bare.split()).removeprefix("the ")
    return _FULL.sub(lambda word: _SHORT[word[0]], bare)
