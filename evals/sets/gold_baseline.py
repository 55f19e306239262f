"""The dumb baseline for gold: word forms that are triggers more often than not, with what is usual for them.

It knows no grammar, no names and no context: the outlet's own voice, nobody acts, the day of publication.
Whatever an engine scores below it, it has not learned.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from crossread.records import Article

NAME, VERSION = "baseline-lexicon", "1"
LEAST_SHARE, LEAST_SEEN = 0.5, 2
WORD = re.compile(r"[^\W\d_]+")
USUAL: dict[str, Any] = {"modality": "actual", "stance": "asserts"}


def fit(train: Sequence[tuple[Article, list[dict[str, Any]]]]) -> Callable[[Article], dict[str, Any]]:
    """Learn word forms from articles with their gold mentions; the result codes an article."""
    seen = Counter(w.lower() for article, _ in train for w in WORD.findall(article.text))
    kinds: dict[str, Counter[tuple[str, tuple[str, ...], str]]] = defaultdict(Counter)
    for _, events in train:
        for event in events:
            word = event["trigger"]["text"].lower()
            kinds[word][event["type"], tuple(event.get("mode") or ()), event.get("form") or "active"] += 1
    lexicon = {
        word: max(usual, key=lambda kind: (usual[kind], kind))
        for word, usual in kinds.items()
        if usual.total() >= max(LEAST_SEEN, LEAST_SHARE * seen[word])
    }

    def code(article: Article) -> dict[str, Any]:
        events = []
        for match in WORD.finditer(article.text):
            if kind := lexicon.get(match.group().lower()):
                trigger = {"span": list(match.span()), "text": match.group()}
                fields = {"type": kind[0], "mode": list(kind[1]), "form": kind[2]}
                day = (article.published or "")[:10] or None
                events.append({"trigger": trigger, **fields, "date": day, "according_to": [], **USUAL})
        return {"id": article.id, "text": article.text, "events": events, "attributions": [], "labels": []}

    return code
