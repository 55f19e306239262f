"""One event, every account: the reports of a linked event side by side. docs/verdicts.md explains how."""

from __future__ import annotations

from collections.abc import Mapping

from crossread.codebook import Codebook
from crossread.compare.origins import Origins, called, columns
from crossread.compare.rows import Told, rows
from crossread.compare.values import Maker
from crossread.records import CodedArticle, Comparison, Event, Report


def compare(
    event: Event,
    coded: Mapping[str, CodedArticle],
    codebook: Codebook,
    copies: Mapping[str, str] | None = None,
) -> Comparison:
    """Lay the reports of an event side by side.

    `coded` holds the event's articles by id (missing ones are left out), `copies` copy id -> original id.
    Copies are folded under their originals and add neither values nor origins. Reports stand in order of
    publication, then by outlet.
    """
    columned = columns(event, coded, copies or {})
    reports = [coded[article] for article in columned]
    shares = {m.article: m.share for m in event.members}
    claims = {(c.article.id, claim.id): claim for c in reports for claim in c.coding.claims}
    number = {article: n for n, article in enumerate(columned)}
    told = [
        Told(claims[m.article, m.claim], coded[m.article], number[m.article])
        for m in event.members
        if (m.article, m.claim) in claims
    ]
    told.sort(key=lambda t: (t.report, t.claim.trigger.span, t.claim.id))
    here = {(m.article, m.claim) for m in event.members}
    others = [
        [
            claim
            for claim in c.coding.claims
            if (c.article.id, claim.id) not in here and claim.modality != "habitual"
        ]
        for c in reports
    ]
    make = Maker(Origins(event, reports, codebook), codebook)
    return Comparison(
        event=event,
        reports=tuple(
            Report(
                article=c.article.id,
                outlet=called(c),
                title=c.article.title,
                published=c.article.published,
                url=c.article.url,
                copies=tuple(columned[c.article.id]),
                shares=tuple(shares.get(copy) or 0.0 for copy in columned[c.article.id]),
            )
            for c in reports
        ),
        rows=tuple(rows(told, others, make, event.type)),
    )
