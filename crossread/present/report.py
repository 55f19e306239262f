"""The report: one self-contained HTML page, without any outside request. docs/report.md explains it."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from crossread.present.view import Views
from crossread.records import CodedArticle, Comparison


def report_html(
    comparisons: Sequence[Comparison],
    coded: Mapping[str, CodedArticle],
    *,
    title: str = "Crossread",
    acknowledged: Sequence[str] = (),
    left_out: int = 0,
) -> str:
    """The page for these comparisons, in their order, those of several reports first.

    `coded` holds the articles by id; those that the events need are printed in full at the end.
    `acknowledged` are lines for the foot, for example what a licence asks to be named; `left_out` is how many
    events of the project the page does not show.
    """
    views = Views(coded)
    several = [c for c in comparisons if len(c.reports) > 1]
    single = [c for c in comparisons if len(c.reports) == 1]
    events = [views.event(comparison, n) for n, comparison in enumerate(several + single, 1)]
    copies = {copy: r.article for c in comparisons for r in c.reports for copy in r.copies}
    needed = {
        m.article for c in comparisons for m in c.event.members if m.article in coded
    } | copies.keys() & coded.keys()
    articles = [views.article(coded[key], copies.get(key)) for key in views.anchors if key in needed]
    coders = Counter(
        f"{c.coder.engine} {c.coder.version}, codebook {c.coder.codebook}" for c in coded.values()
    )
    style, script = _file("report.css"), _file("report.js")
    page = _environment().get_template("report.html.j2")
    return page.render(
        title=title,
        several=events[: len(several)],
        single=events[len(several) :],
        left_out=left_out,
        articles=articles,
        outlets=sorted({name for event in events for name in event.outlets}, key=str.casefold),
        coded=len(coded),
        coders=sorted(coders.items()),
        acknowledged=acknowledged,
        style=Markup(style),
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
    )


def _environment() -> Environment:
    """Everything is escaped: titles, outlets, sentences and ids are strangers' words."""
    return Environment(
        loader=PackageLoader("crossread.present"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _file(name: str) -> str:
    return (resources.files("crossread.present") / "templates" / name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    """What the page's content security policy allows: these very styles and this very script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")
