"""Cheap checks of the demo gold against the codebook's rules: they catch slips, not wrong readings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from crossread.codebook import builtin

CODEBOOK = builtin()
SPEECH = {"THREATEN", "ACCUSE", "REQUEST", "REJECT", "SUPPORT", "CONCEDE"}
LIGHT_VERBS = {
    "made",
    "make",
    "held",
    "hold",
    "file",
    "filed",
    "launched",
    "staged",
    "carried out",
    "went on",
}
VAGUE = {"dozens": 24, "a few dozen": 24, "scores": 40, "hundreds": 200, "thousands": 2000}


def problems(article: dict[str, Any]) -> Iterator[str]:
    """Everything in one coded article that a rule forbids, in words."""
    spoken = [
        span for a in article["attributions"] if a["kind"] != "indirect" for span in _ranges(a["content"])
    ]
    seen: set[tuple[str, int]] = set()
    for event in article["events"]:
        name = f"{event['type']} “{event['trigger']['text']}”"
        for complaint in _event_problems(event, spoken):
            yield f"{name}: {complaint}"
        key = (event["type"], event["trigger"]["span"][0])
        if key in seen:
            yield f"{name}: coded twice"
        seen.add(key)
    for attribution in article["attributions"]:
        if attribution["source_kind"] not in {*CODEBOOK.kinds, None}:
            yield f"attribution kind {attribution['source_kind']}"
    for label in article["labels"]:
        if label["of"] not in CODEBOOK.roles:
            yield f"label role {label['of']}"


def _ranges(content: Any) -> list[list[int]]:
    return content if isinstance(content[0], list) else [content]


def _event_problems(event: dict[str, Any], spoken: list[list[int]]) -> Iterator[str]:
    if not set(event["mode"]) <= CODEBOOK.types[event["type"]].modes.keys():
        yield f"mode {event['mode']}"
    for participant in event["actor"] + event["recipient"]:
        if participant["role"] not in CODEBOOK.roles:
            yield f"role {participant['role']}"
    for source in event["according_to"]:
        if source["kind"] not in CODEBOOK.kinds:
            yield f"kind {source['kind']}"
    if event["trigger"]["text"].lower() in LIGHT_VERBS:
        yield "a light verb as trigger (rule 10)"
    if event["form"] == "passive" and not event["actor"]:
        yield "passive without an agent is agentless"
    if event["form"] == "agentless" and event["actor"]:
        yield "agentless, but with an actor"
    if event["stance"] == "denies" and not (event["modality"] == "negated" and event["according_to"]):
        yield "a denial is negated and has a source (rule 16)"
    start = event["trigger"]["span"][0]
    quoted = any(low <= start < high for low, high in spoken)
    actors = {p["text"] for p in event["actor"]}
    own = any(s["text"] in actors for s in event["according_to"])
    if event["type"] in SPEECH and own and not quoted and event["modality"] == "actual":
        yield "speech act in the outlet's voice with its actor as source (rules 17, 25)"
    for count in event["counts"]:
        yield from _count_problems(count)


def _count_problems(count: dict[str, Any]) -> Iterator[str]:
    text, low, high = count["text"].lower(), count["low"], count["high"]
    for words, floor in VAGUE.items():
        if re.search(rf"\b{words}\b", text) and (low, high) != (floor, None):
            yield f"“{text}” is {floor} and open (rule 13)"
    if re.search(r"\b(more than|at least|over)\b", text) and high is not None:
        yield f"“{text}” has no upper bound (rule 13)"
    if re.search(r"\b(about|nearly|around)\b", text) and low != high:
        yield f"“{text}” is a point (rule 13)"
    digits = re.search(r"\d[\d,]*", text)
    if digits and float(digits[0].replace(",", "")) != low:
        yield f"“{text}” is not {low}"
    if re.match(r"(no|no one|nobody|a single)\b", text) and (low, high) != (0, 0):
        yield f"“{text}” is 0"
