"""Near-duplicates between what trains and what is measured.

Word 8-gram fingerprints, so that no dev text trains.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

_N = 8


def fingerprints(text: str) -> set[int]:
    """Hashes of the text's runs of eight words, folded to lower case.

    Of all words together if there are fewer.
    """
    tokens = re.findall(r"\w+", text.lower())
    runs = [" ".join(tokens[i : i + _N]) for i in range(max(1, len(tokens) - _N + 1))]
    return {int.from_bytes(hashlib.blake2b(r.encode(), digest_size=8).digest(), "big") for r in runs}


class Held:
    """The measured texts, against which training texts are checked."""

    def __init__(self, texts: Iterable[str]):
        self._seen: set[int] = set()
        for text in texts:
            self._seen |= fingerprints(text)

    def share(self, text: str) -> float:
        """Share of the text's fingerprints that a measured text has too."""
        own = fingerprints(text)
        return len(own & self._seen) / len(own)
