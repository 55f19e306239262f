"""Expressions to things: engines find times, places, counts and actors, this normalises them."""

from crossread.resolve.resolver import resolve

__all__ = ["resolve"]
