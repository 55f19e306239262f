"""Reads codebook YAML: one document, or a folder laid out as the built-in one. Content only, no meaning."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

try:  # libyaml's parser is ten times as fast, which a command line's start feels
    from yaml import CSafeLoader as _SafeLoader
except ImportError:
    from yaml import SafeLoader as _SafeLoader  # type: ignore[assignment]

from crossread.codebook.model import nearest
from crossread.records.errors import CrossreadError

# Which file of a folder holds which sections.
FILES: Mapping[str, tuple[str, ...]] = {
    "codebook.yaml": ("name", "version", "languages"),
    "roles.yaml": ("roles",),
    "kinds.yaml": ("kinds",),
    "counts.yaml": ("counts",),
    "values.yaml": ("modality", "stance", "form"),
    "attribution_cues.yaml": ("cues",),
}


class _Loader(_SafeLoader):
    """YAML with only `true` and `false` as booleans ("no" and "on" are words here), and no key twice."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":bool", ":timestamp"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[Any] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node, deep=True)
        if isinstance(key, (dict, list)):
            raise yaml.constructor.ConstructorError(None, None, "a key must be one word", key_node.start_mark)
        if key in seen:
            raise yaml.constructor.ConstructorError(None, None, f"{key!r} stands twice", key_node.start_mark)
        seen.add(key)
    return loader.construct_mapping(node, deep=True)


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def read(path: Path) -> tuple[dict[str, Any], Mapping[str, str]]:
    """The document in `path`, and the file in which each section stands ("types.PROTEST" has its own).

    Raises CrossreadError for a path that is not there, not YAML, or not laid out as a codebook.
    """
    if path.is_dir():
        return _folder(path)
    document = _file(path)
    return document, dict.fromkeys(document, str(path))


def _file(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        raise CrossreadError(str(path), "no such codebook", "name a YAML file or a folder of them") from None
    except UnicodeDecodeError:
        raise CrossreadError(str(path), "is not UTF-8 text", "save it as UTF-8") from None
    except OSError as error:
        raise CrossreadError(str(path), error.strerror or "cannot be read", "check its permissions") from None
    return parse(text, str(path))


def parse(text: str, name: str) -> dict[str, Any]:
    """The keys of one YAML document. Raises CrossreadError about `name`."""
    try:
        content = yaml.load(text, _Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        remedy = "keep one of the two" if "stands twice" in (error.problem or "") else "correct that line"
        raise CrossreadError(f"{name}, line {line}", error.problem or "is not YAML", remedy) from None
    except yaml.YAMLError as error:
        raise CrossreadError(name, f"is not YAML ({error})", "save it as plain UTF-8 text") from None
    if not isinstance(content, dict):
        raise CrossreadError(
            name, "holds no keys", "write `key: value` lines, as `crossread codebook` prints them"
        )
    return content


def _folder(folder: Path) -> tuple[dict[str, Any], Mapping[str, str]]:
    for path in sorted(folder.glob("*.y*ml")):
        if path.name not in FILES:
            raise CrossreadError(str(path), "is not a file of a codebook", nearest(path.name, FILES))
    if not (folder / "codebook.yaml").is_file():
        raise CrossreadError(str(folder), "has no codebook.yaml", "add one with `name` and `version`")
    document: dict[str, Any] = {}
    places: dict[str, str] = {}
    order: object = None
    for name, sections in FILES.items():
        path = folder / name
        if not path.is_file():
            continue
        content = _file(path)
        if name == "codebook.yaml":
            order = content.pop("types", None)
        # The other files hold their one section without its name, as there is nothing else in them.
        content = {sections[0]: content} if len(sections) == 1 else content
        for key in content:
            if key not in sections:
                raise CrossreadError(f"{path}: {key}", "unknown key", nearest(key, sections))
        document |= content
        places |= dict.fromkeys(content, str(path))
    document["types"] = {}
    places["types"] = str(folder / "types")
    for name in _type_names(folder, order):
        document["types"][name] = _file(folder / "types" / f"{name}.yaml")
        places[f"types.{name}"] = str(folder / "types" / f"{name}.yaml")
    return document, places


def _type_names(folder: Path, order: object) -> list[str]:
    """The types in the order that codebook.yaml states, or else of the alphabet."""
    there = sorted(path.stem for path in (folder / "types").glob("*.yaml"))
    if order is None:
        return there
    where = f"{folder / 'codebook.yaml'}: types"
    if not isinstance(order, list):
        raise CrossreadError(where, "is not a list", "list the names of the files in types/, or leave it out")
    for name in order:
        if name not in there:
            raise CrossreadError(where, f"{name!r} has no file types/{name}.yaml", nearest(name, there))
        if order.count(name) > 1:
            raise CrossreadError(where, f"{name!r} stands twice", "keep one of the two")
    for name in there:
        if name not in order:
            raise CrossreadError(where, f"does not list {name!r}", f"add it, or remove types/{name}.yaml")
    return list(order)
