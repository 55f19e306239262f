"""Writes a codebook as one YAML document, which `load` reads back to an equal codebook."""

from __future__ import annotations

from typing import Any

import yaml

from crossread.codebook.model import Codebook

_HEAD = """\
# A Crossread codebook. Edit it, give it a name and version of its own, and pass it with --codebook FILE.
# roles, kinds, counts, modality, stance, form and cues may be left out: they are then the built-in ones.
"""


class _Dumper(yaml.SafeDumper):
    """Lists of plain words on one line; no aliases, as a reader would have to look them up."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - the signature is PyYAML's
        return True


class _Inline(dict[str, Any]):
    """A mapping that is written on one line, as an item of a list."""


def _list(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.Node:
    if items and all(isinstance(item, dict) for item in items):
        return dumper.represent_sequence("tag:yaml.org,2002:seq", map(_Inline, items), flow_style=False)
    sentences = any(isinstance(item, str) and len(item) > 40 for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=not sentences)


def _inline(dumper: yaml.SafeDumper, item: _Inline) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", item, flow_style=True)


_Dumper.add_representer(list, _list)
_Dumper.add_representer(_Inline, _inline)


def dump(codebook: Codebook) -> str:
    """The whole codebook as YAML text."""
    content = codebook.model_dump(mode="json", exclude_defaults=True)
    for section in ("types", "roles", "kinds", "modality", "stance", "form", "cues"):
        content[section] = _bodies(content[section])
    content["counts"]["of"] = _bodies(content["counts"]["of"])
    for body in content["types"].values():
        _shorten(body)
        if "modes" in body:
            body["modes"] = _bodies(body.pop("modes"))  # last, as in the built-in files
            for mode in body["modes"].values():
                _shorten(mode)
    text: str = yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
    return _HEAD + text


def _bodies(entries: dict[str, Any]) -> dict[str, Any]:
    """Named entries without their names, which are the keys."""
    return {name: {k: v for k, v in body.items() if k != "name"} for name, body in entries.items()}


def _shorten(body: dict[str, Any]) -> None:
    """Words without conditions as plain text."""
    for pos, words in body.get("triggers", {}).items():
        body["triggers"][pos] = [word if "needs" in word else word["word"] for word in words]
