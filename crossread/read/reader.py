"""`read`: an article to its blocks, sentences, tokens and quotations."""

from __future__ import annotations

from typing import Any

from crossread.read.blocks import blocks, judged
from crossread.read.posts import words_of
from crossread.read.quotes import quotations
from crossread.read.reading import Reading, Sentence
from crossread.read.sentences import sentences
from crossread.read.tokens import tokens
from crossread.records import Article, Span


def read(article: Article) -> Reading:
    """Read an article. Its text is never altered.

    Its blocks are kept if it has any (those of prompts and page furniture become boilerplate), else found. A
    date found in header debris or the byline of a plain text becomes `published` if that was None. The
    sentences of a quoted post leave out its signature. Any text can be read, in time linear in its length.
    """
    if article.blocks:
        article = article.model_copy(update={"blocks": judged(article.text, article.blocks)})
    elif article.text.strip():
        found = blocks(article.text, title=article.title, outlet=article.outlet)
        update: dict[str, Any] = {"blocks": found.blocks}
        if article.published is None and found.date:
            update["published"] = found.date
        article = article.model_copy(update=update)
    text = article.text
    coded: list[Span] = []
    out: list[Sentence] = []
    for number, block in enumerate(article.blocks):
        if block.kind == "boilerplate":
            continue
        span = words_of(text, block.span) if block.kind == "quoted_post" else block.span
        coded.append(span)
        out += [Sentence(s, number, tokens(text, *s)) for s in sentences(text, *span)]
    return Reading(article, tuple(out), tuple(quotations(text, coded)))
