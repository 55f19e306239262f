"""Expressions to things: engines find times, places, counts and actors, this normalises them."""

from crossread.resolve.gazetteer import own_digest
from crossread.resolve.gazetteer_build import build_gazetteer
from crossread.resolve.resolver import resolve

__all__ = ["build_gazetteer", "own_digest", "resolve"]
