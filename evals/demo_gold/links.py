"""Happenings merged across the demo's articles, in the form of the gold's link files.

In the YAML coding an equal happening key in two articles of one group means the same happening;
`links.yaml` adds titles, relations and the verdicts on fields.
"""

from __future__ import annotations

from typing import Any

from evals.demo_gold.quotes import locate


def group_lines(linked: dict[str, Any], by_stem: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """One line a group: events with their members, relations, field verdicts."""
    return [_line(name, spec, by_stem) for name, spec in linked.items()]


def _line(group: str, spec: dict[str, Any], by_stem: dict[str, dict[str, Any]]) -> dict[str, Any]:
    members: dict[str, list[list[str]]] = {}
    types: dict[str, str] = {}
    for article in (a for a in by_stem.values() if a["group"] == group):
        for event in article["events"]:
            types.setdefault(event["happening"], event["type"])
            member = [article["id"], event["happening"]]
            if member not in members.setdefault(event["happening"], []):
                members[event["happening"]].append(member)
    named = [*spec["titles"], *(k for r in spec["related"] for k in r[:2]), *(f[0] for f in spec["fields"])]
    if wrong := sorted({k for k in named if k not in members} | (members.keys() - spec["titles"].keys())):
        raise SystemExit(f"links.yaml, {group}: not coded, or without a title: {', '.join(wrong)}")
    number = {key: f"{group}-{n}" for n, key in enumerate(spec["titles"], 1)}
    return {
        "group": group,
        "events": [
            {"id": number[key], "title": title, "type": types[key], "members": members[key]}
            for key, title in spec["titles"].items()
        ],
        "related": [[number[a], number[b], relation] for a, b, relation in spec["related"]],
        "fields": [
            {
                "event": number[key],
                "field": field,
                "values": [_value(value, by_stem) for value in values],
                "verdict": verdict,
            }
            for key, field, verdict, values in spec["fields"]
        ],
    }


def _value(value: list[Any], by_stem: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """`[value, article or articles, verbatim quote of the first]`."""
    what, stems, quote = value
    stems = [stems] if isinstance(stems, str) else stems
    for stem in stems:
        locate(by_stem[stem]["text"], quote, 0)
    return {"value": str(what), "articles": [by_stem[stem]["id"] for stem in stems], "quote": quote}
