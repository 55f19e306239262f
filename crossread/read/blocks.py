"""Blocks of plain text: what each line or paragraph of a pasted article is.

Nothing is moved or changed: blocks are ranges of the text as it stands, in order, without overlap, and every
character that is no white space belongs to exactly one. Wording comes from `data/debris.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crossread.read import posts
from crossread.read.dates import DATE, iso
from crossread.read.patterns import debris
from crossread.records import Block, BlockKind, Span, strip

_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]*\S[^\n\r\u2028\u2029\x0b\x0c\x85]*")
_BREAK = re.compile(r"\r\n|[\n\r\u2028\u2029\x0b\x0c\x85]")
_WRAP_AT = 100  # hard-wrapped lines are shorter
_HEAD = 4  # blocks that count as the head of an article

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_FULL_STOP = re.compile(r"[.…][\"'”’»)\]]*$")
_LIST = re.compile(r"(?:[•▪●◦‣·*]|[-–]|\d{1,2}[.)])\s+(?=\S)")
_NAME = r"(?:[A-ZÀ-Ý][\w.'’-]*|de|du|von|van|der|al|el|la|bin)"
_NAMES = rf"{_NAME}(?:\s+{_NAME}){{0,4}}"
_BYLINE = re.compile(
    r"(?:by|par|from|écrit par|written by)\s*:?\s+"
    rf"(?-i:{_NAMES}(?:(?:,| and| et| &)\s+{_NAMES})*)(?:\s*[,|·•–—-].*)?",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"(?P<who>[^\n]{0,80}?)[\s,|·•–—-]*\b"
    r"(?:(?:published|posted|updated|last updated|first published|publié|mis à jour)"
    r"(?:\s+(?:on|at|le))?\s*:?\s*)?"
    rf"(?P<date>{DATE})"
    r"[\s,|·•–—-]*(?:at |à )?(?:\d{1,2}[:h.]\d{2}(?::\d{2})?)?\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4})?\s*"
    r"(?:\|.{0,40})?",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"(?:updated?|published|posted)\b(?: at| on)?\s*:?\s+.{0,20}\d{1,2}[:.]\d{2}.{0,30}", re.IGNORECASE
)
_CAPITALISED = re.compile(rf"{_NAMES}(?:,?\s+(?:and|et|&)\s+{_NAMES})*,?")
_CREDIT_AT_END = re.compile(
    r"[(\[](?P<in>[^()\[\]]{3,80})[)\]]\s*$"
    r"|(?:Photo(?:graph)?(?: by)?|Crédit|Credit)\s*:?\s+(?P<after>[^:]{3,80})$",
    re.IGNORECASE,
)
# "ANA LEE/NEWS AGENCY": agencies that no list knows.
_CAPITALS_SLASHED = re.compile(
    r"[^\W\d_]{2,}(?:[ .'’-]+[^\W\d_]+){1,3}(?:/[^\W\d_]{2,}(?:[ .'’-]+[^\W\d_]+){0,3}){1,3}"
)
_CREDIT_WORD = re.compile(r"(?:photo|crédit|credit|image)\w*\s*(?:by|:)\s*", re.IGNORECASE)
_SMALL_IN_NAMES = frozenset(["via", "photo", "by", "for", "and", "de", "van", "von", "dpa"])


@dataclass(frozen=True, slots=True)
class Found:
    """Blocks of a text, and the date that its debris or byline gives (ISO), if any."""

    blocks: tuple[Block, ...]
    date: str | None


def blocks(text: str, *, title: str | None = None, outlet: str | None = None) -> Found:
    """The blocks of a plain text. `title` and `outlet`, where known, help to tell headline and byline."""
    pieces = list(_pieces(text, _paragraphs(text)))
    _join_posts(text, pieces)
    _name_bylines(text, pieces, outlet)
    _name_headline(text, pieces, title)
    _name_headings(text, pieces)
    date = next((p.date for p in pieces if p.date and p.kind in ("boilerplate", "dateline")), None)
    return Found(tuple(p.block() for p in pieces), date)


def judged(text: str, given: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks that ingestion found, with paragraphs that are prompts or page furniture named boilerplate."""
    return tuple(
        block.model_copy(update={"kind": "boilerplate"})
        if block.kind in ("paragraph", "list", "heading") and _is_boilerplate(block.span.of(text))
        else block
        for block in given
    )


@dataclass(slots=True)
class _Piece:
    """A block in the making; `kind` None: an ordinary paragraph so far."""

    span: Span
    kind: BlockKind | None = None
    author: str | None = None
    date: str | None = None
    post: posts.Post | None = None

    def block(self) -> Block:
        dated = self.date if self.kind == "quoted_post" else None
        return Block(span=self.span, kind=self.kind or "paragraph", author=self.author, date=dated)


def _paragraphs(text: str) -> list[Span]:
    """Lines, or the runs of lines between blank ones if the text is hard-wrapped."""
    lines = [Span(*m.span()) for m in _LINE.finditer(text)]
    lines = [s for s in (strip(text, line) for line in lines) if s]
    if not lines:
        return []
    runs: list[list[Span]] = [[lines[0]]]
    for before, line in pairwise(lines):
        if len(_BREAK.findall(text, before.end, line.start)) > 1:
            runs.append([])
        runs[-1].append(line)
    inner = [line.end - line.start for run in runs for line in run[:-1]]
    widest = max(inner, default=0)
    full = sum(width >= 0.6 * widest for width in inner)
    wrapped = len(inner) >= 3 and 40 <= widest <= _WRAP_AT and full >= 0.8 * len(inner)
    return [Span(run[0].start, run[-1].end) for run in runs] if wrapped else lines


def _pieces(text: str, paragraphs: Sequence[Span]) -> Iterator[_Piece]:
    for number, paragraph in enumerate(paragraphs):
        yield from _judge(text, paragraph, head=number < _HEAD)


def _judge(text: str, span: Span, *, head: bool, rest: BlockKind | None = None) -> Iterator[_Piece]:
    """One paragraph as pieces: debris run in at its beginning, posts, what is left."""
    for run_in in debris().run_in:
        if (run_in.head and not head) or not (match := run_in.pattern.match(text, span.start, span.end)):
            continue
        date = match["date"] if "date" in run_in.pattern.groupindex else None
        cut = strip(text, Span(match.start(), match.end()))
        if cut:
            yield _Piece(cut, "boilerplate", date=iso(date) if date else None)
        if left := strip(text, Span(match.end(), span.end)):
            yield from _judge(text, left, head=head, rest=run_in.rest or rest)
        return
    found = list(posts.posts(text, span))
    if found:
        at = span.start
        for post in found:
            yield _Piece(post.span, "quoted_post", post.author, post.date, post)
            at = post.span.end
        if left := strip(text, Span(at, span.end)):
            yield from _judge(text, left, head=False)
        return
    words = span.of(text)
    if rest == "caption":
        yield _Piece(span, "caption", _credit(words))
    elif _is_boilerplate(words):
        yield _Piece(span, "boilerplate")
    elif (credit := _caption(words)) is not None:
        yield _Piece(span, "caption", credit or None)
    elif _LIST.match(words):
        yield _Piece(span, "list")
    else:
        yield _Piece(span)


def _is_boilerplate(words: str) -> bool:
    patterns = debris()
    if len(words) <= 100 and patterns.line.fullmatch(words):
        return True
    if not patterns.prompt.match(words):
        return False
    return any(len(words) <= longest and prompt.match(words) for prompt, longest in patterns.prompts)


def _caption(words: str) -> str | None:
    """The credit of a caption ("" if it names none), or None if the line is no caption."""
    patterns = debris()
    if len(words) > 600:
        return None
    if starts := patterns.caption.match(words):
        return _credit(words[starts.end() :].strip()) or ""
    if _is_credit(words):
        return " ".join(words.strip("()").split())
    match = _CREDIT_AT_END.search(words)
    if match and len(words) <= 400 and match.start() > 0:
        named = match["in"] or match["after"]
        if patterns.agency.search(named) or _CREDIT_WORD.match(named):
            return _credit(words)
    return None


def _is_credit(words: str) -> bool:
    """Whether a line is nothing but photographers and agencies: "NAME/AFP/Getty Images"."""
    if len(words) > 140 or " - " in words or _SENTENCE_END.search(words.rstrip(")")):
        return False
    bare = words.startswith("(") and words.endswith(")")
    if words.isupper() and _CAPITALS_SLASHED.fullmatch(words):
        return True
    if not (bare or "/" in words or " via " in words) or not debris().agency.search(words):
        return False
    # Names and agencies are capitalised; prose is not.
    return all(not w.islower() or w in _SMALL_IN_NAMES for w in re.findall(r"[^\W\d_]+", words))


def _credit(words: str) -> str | None:
    if match := _CREDIT_AT_END.search(words):
        return _CREDIT_WORD.sub("", (match["in"] or match["after"]).strip()) or None
    return " ".join(words.strip("()").split()) if _is_credit(words) else None


def _join_posts(text: str, pieces: list[_Piece]) -> None:
    """Join to each signed post the paragraphs before it that are its first lines."""
    number = 0
    while number < len(pieces):
        piece = pieces[number]
        if piece.post:
            first = number
            while first > max(0, number - 4) and pieces[first - 1].kind is None:
                first -= 1
            first = max(first, 1)  # the first line of an article is its headline or lead
            count = posts.joined(text, [p.span for p in pieces[first:number]], piece.post)
            if count:
                piece.span = Span(pieces[number - count].span.start, piece.span.end)
                del pieces[number - count : number]
                number -= count
            elif piece.post.words is None:
                # A signature whose post is lost says nothing.
                piece.kind, piece.author, piece.date = "boilerplate", None, None
        number += 1


def _name_bylines(text: str, pieces: list[_Piece], outlet: str | None) -> None:
    for number, piece in enumerate(pieces[: _HEAD + 2]):
        words = piece.span.of(text)
        if piece.kind is not None or len(words) > 140 or _FULL_STOP.search(words):
            continue
        stamp = _STAMP.fullmatch(words)
        who = stamp["who"] if stamp else ""
        if stamp and (not who or _BYLINE.fullmatch(who) or _CAPITALISED.fullmatch(who)):
            piece.kind, piece.date = "dateline", iso(stamp["date"])
        elif (number or len(words.split()) <= 5) and (_BYLINE.fullmatch(words) or _UPDATED.fullmatch(words)):
            piece.kind = "dateline"
        elif outlet and words.casefold() == outlet.casefold():
            piece.kind = "dateline"
            before = pieces[number - 1] if number else None
            if before and before.kind is None and _CAPITALISED.fullmatch(before.span.of(text)) and number < 3:
                before.kind = "dateline"


def _name_headline(text: str, pieces: list[_Piece], title: str | None) -> None:
    first = next((n for n, p in enumerate(pieces) if p.kind not in ("boilerplate", "caption")), None)
    if first is None or pieces[first].kind is not None or len(pieces) == 1:
        return
    piece = pieces[first]
    words = piece.span.of(text)
    if title and _squeeze(words) == _squeeze(title):
        piece.kind = "headline"
        return
    after = next((p for p in pieces[first + 1 :] if p.kind != "boilerplate"), None)
    if after is None or len(words) > 200 or _FULL_STOP.search(words) or words.endswith((":", ",", ";")):
        return
    gap = text[piece.span.end : after.span.start]
    if len(_BREAK.findall(gap)) > 1 and not text[after.span.start].islower():
        piece.kind = "headline"


def _name_headings(text: str, pieces: list[_Piece]) -> None:
    for piece, after in pairwise(pieces):
        words = piece.span.of(text)
        if piece.kind is not None or len(words) > 90 or text[after.span.start].islower():
            continue
        if words[:1].islower() or _FULL_STOP.search(words) or words.endswith((",", ";", "”", '"')):
            continue
        if words.endswith(":") and not words.isupper():
            continue
        if words.isupper() or not _SENTENCE_END.search(words):
            piece.kind = "heading"


def _squeeze(words: str) -> str:
    return re.sub(r"\W+", " ", words).strip().casefold()
