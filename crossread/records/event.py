"""An event: the claims of one or more articles that report the same happening, and why they were linked."""

from __future__ import annotations

from typing import Literal

from crossread.records.base import Record

Verdict = Literal["agreed", "contested", "sole", "absent"]


class Member(Record):
    """A claim's place in an event: article id, claim id, and the reason it was linked, in words."""

    article: str
    claim: str
    reason: str


class Event(Record):
    """Linked claims.

    `type`, `mode`, `date` and `where` are what most members carry: a heading, never a finding.
    """

    id: str
    title: str
    type: str
    mode: tuple[str, ...] = ()
    date: str | None = None
    where: str | None = None
    members: tuple[Member, ...]

    @property
    def articles(self) -> tuple[str, ...]:
        """Ids of the articles that report it, in the order of the members."""
        return tuple(dict.fromkeys(m.article for m in self.members))
