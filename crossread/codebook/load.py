"""Loads a codebook: the built-in one, or the user's own; whatever is wrong with it is said in one line."""

from __future__ import annotations

import typing
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from crossread.codebook.check import problems
from crossread.codebook.model import Codebook, RefusedError, nearest
from crossread.codebook.source import parse, read
from crossread.records.errors import CrossreadError

DATA = Path(__file__).parent / "data"

# What a user's codebook may leave out, and then has from the built-in one. All else falls back to nothing.
BUILT_IN_IF_ABSENT = ("roles", "kinds", "counts", "modality", "stance", "form", "cues")


def load(path: Path | None = None) -> Codebook:
    """The codebook in `path`: a YAML file, or a folder laid out as the built-in one; None = the built-in.

    Sections named in `BUILT_IN_IF_ABSENT` may be left out, and are then the built-in ones. Types without
    triggers, modes or mappings have none. Raises CrossreadError that names the file, the place in it and the
    remedy.
    """
    return builtin() if path is None else _load(Path(path))


@cache
def builtin() -> Codebook:
    """The codebook that ships with Crossread."""
    return _load(DATA)


def loads(text: str, name: str) -> Codebook:
    """The codebook in one YAML document, as `dump` writes it. Raises CrossreadError about `name`."""
    document = parse(text, name)
    return _validated(document, Path(name), dict.fromkeys(document, name))


def _load(path: Path) -> Codebook:
    document, files = read(path)
    return _validated(document, path, files)


def _validated(document: dict[str, Any], path: Path, files: Mapping[str, str]) -> Codebook:
    try:
        codebook = Codebook.model_validate(_completed(document) if path != DATA else document)
    except ValidationError as error:
        raise _explained(error, path, files) from None
    found = list(problems(codebook, document))
    if found:
        place, reason, remedy = found[0]
        raise CrossreadError(_where(path, files, place.split(".")), reason, remedy + _more(len(found)))
    return codebook


def _completed(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document with the absent sections taken over, as records (which validation lets through)."""
    absent = [section for section in BUILT_IN_IF_ABSENT if section not in document]
    return {**document, **{section: getattr(builtin(), section) for section in absent}}


def _explained(error: ValidationError, path: Path, files: Mapping[str, str]) -> CrossreadError:
    """The first of pydantic's errors in our words, with the remedy."""
    errors = error.errors()
    # A misspelt key is both unknown and missing: the first says more.
    first = min(errors, key=lambda one: one["type"] != "extra_forbidden")
    loc, kind, given = first["loc"], first["type"], first["input"]
    place = loc
    if kind == "extra_forbidden":
        place, reason = loc[:-1], f"unknown key {loc[-1]!r}"
        remedy = nearest(loc[-1], [f for f in _fields(loc[:-1]) if f != "name" or not place])
    elif kind == "missing":
        place, reason = loc[:-1], f"{loc[-1]!r} is missing"
        remedy = "add it, in one or two sentences" if loc[-1] == "definition" else "add it"
    elif kind == "value_error" and isinstance(first["ctx"]["error"], RefusedError):
        reason, remedy = first["ctx"]["error"].reason, first["ctx"]["error"].remedy
    elif kind == "string_type":
        reason, remedy = f"{given!r} is not text", "write one text, in quotes if it is a number"
    elif kind == "string_pattern_mismatch" and loc[-1] == "cameo":
        reason, remedy = f"{given!r} is no CAMEO root code", "write '01' to '20', in quotes"
    else:
        reason, remedy = first["msg"], "write it as `crossread codebook` prints it"
    return CrossreadError(_where(path, files, place), reason, remedy + _more(len(errors)))


def _more(count: int) -> str:
    return f" ({count - 1} more like this)" if count > 1 else ""


def _where(path: Path, files: Mapping[str, str], place: Sequence[int | str]) -> str:
    steps = [str(step) for step in place]
    file = files.get(".".join(steps[:2])) or files.get(".".join(steps[:1])) or _main_file(path)
    return f"{file}: {'.'.join(steps)}" if steps else file


def _main_file(path: Path) -> str:
    return str(path / "codebook.yaml") if path.is_dir() else str(path)


def _fields(loc: Sequence[int | str]) -> list[str]:
    """The keys that the model at this place of the document knows."""
    model: type[BaseModel] = Codebook
    for step in loc:
        if step in model.model_fields:
            model = next(_models(model.model_fields[str(step)].annotation), model)
    return list(model.model_fields)


def _models(annotation: Any) -> typing.Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in typing.get_args(annotation):
        yield from _models(argument)
