"""Quotations: what stands between quotation marks, paragraph by paragraph.

Double marks (“ ” " « » „) and single ones (‘ ’ ') that are no apostrophes. A quotation that never closes ends
with its paragraph; if the next paragraph opens with the same mark, both belong to one chain (the typographic
habit of reopening a quotation at each of its paragraphs). Marks that close nothing are ignored, and so are
single marks that never close. Quotations of a paragraph are disjoint or nested, never crossing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crossread.read.reading import Quotation
from crossread.records import Span, strip

_MARK = re.compile("[\"“”„‟«»‘’']|``|''")
_CLOSER = {"“": "”", "„": "“", "‟": "”", "«": "»", '"': '"', "‘": "’", "'": "'", "``": "''"}
_SINGLE = frozenset("‘’'")
# Elisions that begin with the mark itself: the '90s, 'em, 'til.
_ELIDED = re.compile(r"['‘’](?:\d\d|em\b|til\b|tis\b|twas\b|cause\b|n['’]\b)", re.IGNORECASE)
_OPENS_AFTER = "([{—–-“‘'\"«/"
_REOPENS = re.compile(r"\s*([\"“„«‘'])")


@dataclass(slots=True)
class _Open:
    mark: str
    at: int


def quotations(text: str, paragraphs: Iterable[Span]) -> Iterator[Quotation]:
    """The quotations of the paragraphs (given in text order), a nested one after the one around it."""
    chain = 0
    carried: tuple[str, int] | None = None  # the mark that the paragraph before left open, and its chain
    for paragraph in paragraphs:
        reopened = _REOPENS.match(text, paragraph.start, paragraph.end)
        continued = carried[1] if carried and reopened and reopened[1] == carried[0] else None
        scan = _Scan(text, paragraph)
        carried = None
        for span, inside in scan.spans():
            if continued is not None and reopened and span.start == reopened.start(1):
                number = continued
            else:
                chain += 1
                number = chain
            if scan.unclosed and span.start == scan.unclosed.at:
                carried = (scan.unclosed.mark, number)
            yield Quotation(span, inside, number)


class _Scan:
    """One paragraph, mark by mark. `unclosed` is the outermost quotation still open at its end."""

    def __init__(self, text: str, paragraph: Span) -> None:
        self.text, self.paragraph = text, paragraph
        self.unclosed: _Open | None = None
        self._pairs: list[tuple[int, int, int, int]] = []
        self._open: list[_Open] = []
        self._marks = list(_MARK.finditer(text, paragraph.start, paragraph.end))
        # Where a single mark could still close something: asked for every apostrophe, so counted once.
        self._closers_after = _suffix_counts([self._may_close_single(m) for m in self._marks])
        for number, match in enumerate(self._marks):
            (self._single if match.group() in _SINGLE else self._double)(match, number)
        for opened in self._open:
            if opened.mark not in _SINGLE or opened.at == paragraph.start:
                self._pairs.append((opened.at, paragraph.end, opened.at + len(opened.mark), paragraph.end))
                self.unclosed = self.unclosed or opened

    def spans(self) -> list[tuple[Span, Span]]:
        """With and without marks, in text order, an outer quotation before those inside it."""
        out = []
        for start, end, inside_start, inside_end in sorted(self._pairs, key=lambda p: (p[0], -p[1])):
            inside = strip(self.text, Span(inside_start, inside_end))
            span = strip(self.text, Span(start, end))
            if inside and span:
                out.append((span, inside))
        return out

    def _around(self, match: re.Match[str]) -> tuple[str, str]:
        before = self.text[match.start() - 1] if match.start() > self.paragraph.start else " "
        after = self.text[match.end()] if match.end() < self.paragraph.end else " "
        return before, after

    def _close(self, depth: int, inside_end: int, end: int) -> None:
        """Close the quotation at `depth` of the stack; what was opened inside and never closed is dropped."""
        opened = self._open[depth]
        self._pairs.append((opened.at, end, opened.at + len(opened.mark), inside_end))
        del self._open[depth:]

    def _depth(self, mark: str) -> int | None:
        """Where the quotation that `mark` would close stands on the stack."""
        for depth in range(len(self._open) - 1, -1, -1):
            if _CLOSER[self._open[depth].mark] == mark:
                return depth
        return None

    def _double(self, match: re.Match[str], _number: int) -> None:
        mark, at = match.group(), match.start()
        before, after = self._around(match)
        depth = self._depth(mark)
        if mark == '"':
            opens = not after.isspace() and (before.isspace() or before in _OPENS_AFTER)
            closes = depth is not None and not opens
        else:
            closes = depth is not None
            opens = not closes and mark in _CLOSER
        if closes and depth is not None:
            self._close(depth, at, match.end())
        elif opens:
            # The same mark while one is open: the first was never closed, so it ends here.
            for n, other in enumerate(self._open):
                if other.mark == mark:
                    self._close(n, at, at)
                    break
            self._open.append(_Open(mark, at))

    def _single(self, match: re.Match[str], number: int) -> None:
        mark, at = match.group(), match.start()
        before, after = self._around(match)
        depth = self._depth(mark)
        if depth is not None and self._may_close_single(match):
            possessive = before in "sS" and after == " " and self.text[at + 2 : at + 3].islower()
            if not (possessive and self._closers_after[number + 1] and self._no_opener_next(number)):
                self._close(depth, at, match.end())
            return
        opens = mark == "‘" or (mark == "'" and (before.isspace() or before in _OPENS_AFTER))
        if depth is None and opens and not after.isspace() and not _ELIDED.match(self.text, at):
            self._open = [o for o in self._open if o.mark != mark]
            self._open.append(_Open(mark, at))

    def _may_close_single(self, match: re.Match[str]) -> bool:
        before, after = self._around(match)
        return match.group() in "’'" and not before.isspace() and not after.isalnum()

    def _no_opener_next(self, number: int) -> bool:
        """Whether the next mark that is no apostrophe within a word is one that may close."""
        for match in self._marks[number + 1 : number + 4]:
            if match.group() not in _SINGLE:
                continue
            if self._may_close_single(match):
                return True
            if match.group() == "‘" or self._around(match)[0].isspace():
                return False
        return False


def _suffix_counts(flags: list[bool]) -> list[int]:
    counts = [0]
    for flag in reversed(flags):
        counts.append(counts[-1] + flag)
    return counts[::-1]
