"""Turn the YAML coding of the demo corpus into `gold.jsonl` and `links.jsonl`.

    python -m evals.demo_gold.build           # check and write
    python -m evals.demo_gold.build --check   # check only; fails if the written files are stale

README.md beside this file explains the YAML. Stops with every slip it finds: a quote that is not in the
text, a line that breaks the schema or a rule of the codebook.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import jsonschema
import yaml

from crossread.records import Article
from evals.demo_gold.checks import problems
from evals.demo_gold.links import group_lines
from evals.demo_gold.quotes import QuoteError, locate, phrase, sentence_of, stretch
from evals.demo_gold.texts import file_name, sources

HERE = Path(__file__).parent
DEMO = HERE.parents[1] / "crossread" / "demo"
SCHEMA = DEMO.parent / "records" / "coded-article.schema.json"
CODER = {"engine": "human:crossread", "version": "1", "codebook": "crossread/1"}
VIOLENT = {"ASSAULT", "COERCE"}


def coding(folder: Path) -> dict[str, dict[str, Any]]:
    """The YAML files by stem; a file with `base` starts from another one's coding."""
    raw = {p.stem: yaml.safe_load(p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.yaml"))}
    raw.pop("links", None)
    done = {}
    for stem, doc in raw.items():
        base = raw.get(doc.get("base"), {})
        drop = set(doc.get("drop", ()))
        done[stem] = base | doc
        done[stem]["events"] = [e for e in base.get("events", ()) if e[1] not in drop] + doc["events"]
        done[stem]["attributions"] = [a for a in base.get("attributions", ()) if a[2] not in drop] + doc[
            "attributions"
        ]
    return done


def participant(text: str, spec: str, near: int) -> dict[str, Any]:
    """`words|role`."""
    words, role = spec.split("|")
    return {**phrase(text, locate(text, words, near)), "role": role}


def source(text: str, spec: str, near: int) -> dict[str, Any]:
    """`words|kind|step|anonymous`; the step is 0 unless given."""
    words, kind, step, hidden, *_ = [*spec.split("|"), "", ""]
    found = {**phrase(text, locate(text, words, near)), "kind": kind, "step": int(step or 0)}
    return found | ({"anonymous": True} if hidden else {})


def count(text: str, spec: str, near: int) -> dict[str, Any]:
    """`words|of|low|high|by|approximate`; high `-` is open, the last two may be left out."""
    words, of, low, high, by, approximate, *_ = [*spec.split("|"), "", ""]
    found = {
        **phrase(text, locate(text, words, near)),
        "of": of,
        "low": int(low),
        "high": None if high == "-" else int(high),
    }
    found["by"] = by or None
    found["by_span"] = list(locate(text, by, near)) if by else None
    return found | ({"approximate": approximate} if approximate else {})


def event(text: str, spec: list[Any], happenings: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """One event mention: `[TYPE/mode+mode, trigger in its context, happening, fields]`."""
    kind, quote, key, fields = spec
    given = happenings.get(key, {}) | fields
    name, _, modes = kind.partition("/")
    span = locate(text, quote)
    near = span[0]
    found: dict[str, Any] = {
        "type": name,
        "mode": modes.split("+") if modes else [],
        "trigger": phrase(text, span),
        "happening": key,
        "actor": [participant(text, p, near) for p in given.get("actor", ())],
        "recipient": [participant(text, p, near) for p in given.get("to", ())],
        "instrument": [phrase(text, locate(text, w, near)) for w in given.get("with", ())],
        "place": [phrase(text, locate(text, w, near)) for w in given.get("at", ())],
        "where": given.get("where"),
        "time": [phrase(text, locate(text, w, near)) for w in given.get("time", ())],
        "date": given.get("date"),
        "counts": [count(text, c, near) for c in given.get("count", ())],
        "modality": given.get("mod", "actual"),
        "stance": given.get("stance", "asserts"),
        "form": given.get("form", "active"),
        "according_to": [source(text, s, near) for s in given.get("by", ())],
    }
    if name in VIOLENT:
        found["agency"] = agency(text, found, given)
    found["inferred"] = [
        field for field, words in (("where", "place"), ("date", "time")) if found[field] and not found[words]
    ]
    return found


def agency(text: str, found: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """Where the text names the agent of a violent act, and with which words.

    `agent: clause|sentence|article|nowhere`, with the words after a colon where they are not the actor's.
    """
    stated, _, words = str(given.get("agent", "")).partition(": ")
    spans = [tuple(a["span"]) for a in found["actor"]]
    near = found["trigger"]["span"][0]
    if words:
        spans = [locate(text, words, near)]
    if not stated:
        low, high = sentence_of(text, near)
        inside = any(low <= start < high for start, _ in spans)
        close = "clause" if found["form"] in ("active", "passive") else "sentence"
        stated = close if inside else "article" if spans else "nowhere"
    result: dict[str, Any] = {"agent": stated}
    for flag in ("reciprocal", "instrument_subject"):
        if given.get(flag):
            result[flag] = True
    if spans:
        result["words"] = [phrase(text, (s, e)) for s, e in spans]
    return result


def attribution(text: str, number: int, spec: list[Any]) -> dict[str, Any]:
    """`[source, cue, content, kind, source kind, own name, name of the one it is nested in]`."""
    who, cue, content, kind, source_kind, *nesting = spec
    parts = content if isinstance(content, list) else [content]
    first = stretch(text, parts[0])
    ranges = [list(first)] + [list(stretch(text, part, first[1])) for part in parts[1:]]
    return {
        "id": nesting[0] if nesting else f"a{number}",
        "content": ranges[0] if len(ranges) == 1 else ranges,
        "source": list(locate(text, who, first[0])) if who else None,
        "cue": list(locate(text, cue, first[0])) if cue else None,
        "kind": kind,
        "source_kind": source_kind,
        "parent": nesting[1] if len(nesting) > 1 else None,
    }


def label(text: str, words: str, of: str, tone: str, kind: str, voice: str | None = None) -> dict[str, Any]:
    """A label; `voice` is who says it, none for the outlet."""
    return {**phrase(text, locate(text, words)), "of": of, "class": kind, "voice": voice, "tone": tone}


def article(origin: Article, doc: dict[str, Any]) -> dict[str, Any]:
    """One line of gold.jsonl."""
    text, slips = origin.text, []

    def each(build: Any, specs: list[Any]) -> list[Any]:
        built = []
        for number, spec in enumerate(specs, 1):
            try:
                built.append(build(number, spec))
            except (QuoteError, ValueError) as error:
                slips.append(f"{spec}: {error}")
        return built

    events = each(lambda _, s: event(text, s, doc.get("happenings", {})), doc["events"])
    events.sort(key=lambda e: (e["trigger"]["span"], e["type"]))
    coded = {
        "schema": "crossread.article/1",
        "id": origin.id,
        "file": file_name(origin),
        "group": doc["group"],
        "outlet": origin.outlet,
        "url": origin.url,
        "title": origin.title,
        "published": origin.published,
        "language": "en",
        "text": text,
        "events": [{"id": f"e{n}", **e} for n, e in enumerate(events, 1)],
        "attributions": each(lambda n, s: attribution(text, n, s), doc["attributions"]),
        "labels": each(lambda _, s: label(text, *s), doc.get("labels") or []),
        "wording": each(
            lambda _, s: {**phrase(text, locate(text, s[0])), "category": s[1], "why": s[2]},
            doc.get("wording") or [],
        ),
        "coder": CODER,
        "copy_of": None,
    }
    if slips:
        raise SystemExit("\n".join(f"{file_name(origin)}: {slip}" for slip in slips))
    return coded


def build() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """All coded articles and all link groups, checked."""
    docs = coding(HERE)
    found = sources(DEMO / "articles")
    by_stem = {}
    for stem, doc in docs.items():
        wanted = [s for s in found if file_name(s) == doc["file"] and doc.get("line_id", s.id) == s.id]
        if len(wanted) != 1:
            raise SystemExit(f"{stem}.yaml: {doc['file']} is not one article of the demo")
        by_stem[stem] = article(wanted[0], doc)
    for stem, doc in docs.items():
        if "copy_of" in doc:
            by_stem[stem]["copy_of"] = by_stem[doc["copy_of"]]["id"]
    if left := {s.id for s in found} - {a["id"] for a in by_stem.values()}:
        raise SystemExit(f"not coded: {sorted(left)}")
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    slips = [f"{s}: {e.json_path}: {e.message}" for s, a in by_stem.items() for e in validator.iter_errors(a)]
    slips += [f"{stem}: {problem}" for stem, a in by_stem.items() for problem in problems(a)]
    if slips:
        raise SystemExit("\n".join(slips))
    linked = yaml.safe_load((HERE / "links.yaml").read_text(encoding="utf-8"))
    return list(by_stem.values()), group_lines(linked, by_stem)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="write nothing; fail if the files are stale")
    check = parser.parse_args().check
    for name, rows in zip(("gold.jsonl", "links.jsonl"), build(), strict=True):
        fresh = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        path = DEMO / name
        if check and (not path.exists() or path.read_text(encoding="utf-8") != fresh):
            sys.exit(f"{name} is stale: run python -m evals.demo_gold.build")
        if not check:
            path.write_text(fresh, encoding="utf-8")
            print(f"{path.name}: {len(rows)} lines")


if __name__ == "__main__":
    main()
