"""Reading -> Claims and attributions. Engines find expressions; `resolve` says what they stand for."""

from crossread.extract.protocol import Extractor
from crossread.extract.rules import Rules

__all__ = ["Extractor", "Rules"]
