"""The rows: which claims give which fields, and the verdict on each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from crossread.compare import relations
from crossread.compare.origins import first_source
from crossread.compare.settings import ActRow, NumberRow, is_act, settings
from crossread.compare.values import Maker
from crossread.compare.verdict import Given, Relate, judge
from crossread.records import Claim, CodedArticle, Days, Row, Value

BACKGROUND = 8  # days from which on a date is background ("this year"), not when it happened


@dataclass(frozen=True)
class Told:
    """A claim of the event with its article and the number of its column."""

    claim: Claim
    coded: CodedArticle
    report: int


def rows(told: Sequence[Told], others: Sequence[Sequence[Claim]], make: Maker, main: str) -> Iterator[Row]:
    """All rows that at least one report fills, in the order of `data/rows.yaml`.

    `others` holds for each report the claims of its article that belong to other events; `main` is the
    event's type.
    """
    reports = len(others)
    told_of_others = [_fields(claims, main) for claims in others]
    labels = settings().labels
    happened = [t for t in told if t.claim.modality != "habitual"]
    mainly = [t for t in happened if t.claim.type == main]
    acts = _by_act(happened)

    def row(group: str, field: str, label: str, given: Iterable[Given], relate: Relate) -> Iterator[Row]:
        values = _distinct(given)
        if values:
            found = judge(values, relate)
            shown = _once(values) if group == "event" else values
            cells = tuple(tuple(g.value for g in shown if g.report == n) for n in range(reports))
            yield Row(
                field=field, group=group, label=label, cells=cells,
                verdict=found.verdict, why=found.why, origins=found.origins,
                elsewhere=tuple(
                    n for n, fields in enumerate(told_of_others)
                    if not cells[n] and (field if group != "numbers" else field.partition(":")[0]) in fields
                ),
            )  # fmt: skip

    what = [make.summary(*_of(t), act) for act, group in acts for t in group if not act.talk and _done(t)]
    yield from row("event", "what", labels["what"], what, relations.items)
    who = [make.people(*_of(t), t.claim.actor) for t in mainly if t.claim.actor and _done(t)]
    yield from row("event", "who", labels["who"], who, relations.roles)
    people = [(t, [p for p in t.claim.recipient if p.role != "property"]) for t in mainly if _done(t)]
    whom = [make.people(*_of(t), recipients) for t, recipients in people if recipients]
    yield from row("event", "whom", labels["whom"], whom, relations.roles)
    where = [make.place(*_of(t)) for t in mainly if t.claim.where]
    yield from row("event", "where", labels["where"], where, relations.places)
    when = [make.date(*_of(t)) for t in mainly if _dated(t.claim) and _done(t)]
    yield from row("event", "when", labels["when"], when, relations.dates)
    means = [make.means(*_of(t), item) for t in happened for item in t.claim.instrument]
    yield from row("event", "means", labels["means"], means, relations.items)
    for number in settings().numbers:
        for field, label, given in _figures(number, happened, make):
            yield from row("numbers", field, label, given, relations.numbers)
    for act, group in acts:
        if not act.summary:
            by_agent = act.grammar and not act.counted
            relate = relations.force if by_agent else relations.talk if act.talk else relations.deeds
            part = "talk" if act.talk else "acts"
            yield from row(part, f"act:{act.field}", act.label, _acts(act, group, make), relate)
    yield from _voices(told, reports, make)


def _fields(claims: Sequence[Claim], main: str) -> frozenset[str]:
    """The fields that claims would fill, figures without their sides."""
    given, found = settings(), set[str]()
    for claim in claims:
        found |= {f"act:{given.act(claim).field}", "what"}
        found |= {
            row.field for row in given.numbers if row.takes(claim) for c in claim.counts if c.of == row.of
        }
        found |= {"means"} if claim.instrument else set()
        if claim.type == main:
            stated = {"who": claim.actor, "whom": claim.recipient, "where": claim.where, "when": claim.date}
            found |= {field for field, value in stated.items() if value}
    return frozenset(found)


def _of(told: Told) -> tuple[Claim, CodedArticle, int]:
    return told.claim, told.coded, told.report


def _done(told: Told) -> bool:
    return told.claim.modality in ("actual", "planned")


def _dated(claim: Claim) -> bool:
    days = Days.of(claim.date)
    return days is not None and days.length <= BACKGROUND


def _by_act(told: Sequence[Told]) -> list[tuple[ActRow, list[Told]]]:
    """Claims by class of act: the codebook's classes in their order, then the user's own by name."""
    groups, classes = defaultdict[str, list[Told]](list), dict[str, ActRow]()
    for t in told:
        act = settings().act(t.claim)
        classes.setdefault(act.field, act)
        groups[act.field].append(t)
    order = {act.field: n for n, act in enumerate(settings().acts)}
    return [(classes[f], groups[f]) for f in sorted(groups, key=lambda f: (order.get(f, len(order)), f))]


def _acts(act: ActRow, told: Sequence[Told], make: Maker) -> Iterator[Given]:
    reported = {t.report for t in told if t.claim.modality == "actual"}
    for t in told:
        given = make.act(*_of(t), act)
        partly = (
            act.counted and t.claim.modality == "negated" and t.report in reported and _of_nobody(t.claim)
        )
        yield _narrower(given) if partly or _of_degree(t) else given


def _figures(row: NumberRow, told: Sequence[Told], make: Maker) -> Iterator[tuple[str, str, list[Given]]]:
    """The row's figures, split by side where the row says so and the claim tells the side."""
    groups = defaultdict[str, list[Given]](list)
    figures = [
        (t, count) for t in told for count in t.claim.counts if count.of == row.of and row.takes(t.claim)
    ]
    some = {t.report for t, count in figures if count.high != 0}
    for t, count in figures:
        given = make.number(*_of(t), count)
        if given:
            # "No arrests were made over the fire" beside 23 arrests counts something else.
            partly = count.high == 0 and (t.report in some or _of_degree(t))
            groups[make.side(row, t.claim, count)].append(_narrower(given) if partly else given)
    for t in told:
        if row.zero and t.report not in {told.report for told, _ in figures} and _none(row.zero, t.claim):
            groups[make.side(row, t.claim)].append(make.zero(*_of(t)))
    for side in ("", *row.split):
        if side in groups:
            yield f"{row.field}:{side}".rstrip(":"), row.split.get(side, row.label), groups[side]


def _of_nobody(claim: Claim) -> bool:
    """Whether the claim names nobody, as whom it befell or as a figure."""
    return any(settings().is_nobody(p.text) for p in (*claim.recipient, *claim.counts))


def _of_degree(told: Told) -> bool:
    """Whether only the degree is denied: nobody was *seriously* hurt."""
    before = told.coded.article.text[: told.claim.trigger.span.start]
    return told.claim.modality == "negated" and settings().is_of_degree(before)


def _narrower(given: Given) -> Given:
    """The value as a part of what another says: shown, and not compared."""
    tags = (*given.value.tags, settings().tags.narrower)
    value = given.value.model_copy(update={"tags": tags, "low": None, "high": None})
    return replace(given, value=value, narrower=True)


def _none(act: str, claim: Claim) -> bool:
    """Whether the claim says that such an act happened to nobody at all."""
    if claim.modality != "negated" or not is_act(claim, act):
        return False
    return all(p.text.lower() in settings().nobody for p in claim.recipient)


def _distinct(values: Iterable[Given]) -> list[Given]:
    """One value for each report, origin, key and standing: the first, with the number of its mentions.

    Of two that differ only in what is left unsaid ("→ marchers", "police → marchers"), the fuller is kept.
    """
    groups = defaultdict[tuple[object, ...], list[Given]](list)
    for given in values:
        value = given.value
        groups[given.report, value.origin, value.key, given.status, given.claim.stance].append(given)
    kept = []
    for group in groups.values():
        best = group[0]
        value = best.value.model_copy(update={"mentions": len(group)}) if len(group) > 1 else best.value
        kept.append(replace(best, value=value))
    return [g for g in kept if not any(_fuller(other, g) for other in kept)]


def _fuller(one: Given, other: Given) -> bool:
    """Whether `one` says all that `other` says of who did it to whom, and more."""
    alike = (one.report, one.value.origin, one.status) == (other.report, other.value.origin, other.status)
    if not alike or one is other or "→" not in one.value.key or one.value.key == other.value.key:
        return False
    mine, theirs = one.value.key.split("→"), other.value.key.split("→")
    return all(not b or a == b for a, b in zip(mine, theirs, strict=True))


def _once(values: Sequence[Given]) -> list[Given]:
    """For the eye: each thing once in a report, in the outlet's own voice if it has one, mentions summed."""
    groups = defaultdict[tuple[int, str], list[Given]](list)
    for given in values:
        groups[given.report, given.value.key].append(given)
    made = []
    for group in groups.values():
        best = min(group, key=lambda g: bool(g.value.by))
        mentions = sum(g.value.mentions for g in group)
        made.append(replace(best, value=best.value.model_copy(update={"mentions": mentions})))
    return made


def _voices(told: Sequence[Told], reports: int, make: Maker) -> Iterator[Row]:
    """Each report's first speakers, those with most claims first. Nobody can contest who speaks."""
    groups = defaultdict[tuple[int, str], list[Given]](list)
    for t in told:
        first = first_source(t.claim)
        if first:
            given = make.voice(*_of(t), first)
            groups[t.report, given.value.origin].append(given)
    if not groups:
        return
    cells: list[list[Value]] = [[] for _ in range(reports)]
    for (report, _), group in sorted(groups.items(), key=lambda item: -len(item[1])):
        fullest = max(group, key=lambda g: len(g.value.show)).value
        cells[report].append(fullest.model_copy(update={"mentions": len(group)}))
    heard = Counter(origin for _, origin in groups)
    names = {origin: max((g.value.show for g in group), key=len) for (_, origin), group in groups.items()}
    several = [origin for origin, n in heard.most_common() if n > 1]
    shown = "; ".join(f"{names[origin]} in {heard[origin]} of {reports} reports" for origin in several[:3])
    yield Row(
        field="voices",
        group="voices",
        label=settings().labels["voices"],
        verdict="agreed" if several else "sole",
        why=shown or "nobody is heard in more than one report",
        origins=len(heard),
        cells=tuple(map(tuple, cells)),
    )
