"""The transparent baseline engine: lexicons, word classes and clause patterns; no model."""

from crossread.extract.rules.engine import Rules

__all__ = ["Rules"]
