"""What every engine must do: turn a Reading into claims and attributions whose every field has its words."""

from __future__ import annotations

from typing import Protocol

from crossread.read import Reading
from crossread.records import Coding


class Extractor(Protocol):
    """An engine. Pure: the same reading always gives the same coding, whatever else is in the run.

    Engines find expressions; `resolve` normalises them. So an engine leaves `date`, `where`, the bounds of
    counts and the gazetteer fields of places empty. `name` and `version` go into the coder's signature: raise
    `version` whenever the output can differ. `model` is the sha256 of the model file, if there is one.
    """

    name: str
    version: str
    model: str | None

    def extract(self, reading: Reading) -> Coding:
        """Everything the engine finds in one article."""
        ...
