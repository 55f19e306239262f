"""Coding over many cores (and, later, many machines), all through `ArticleCoder.code_batch`."""

from crossread.scale.local import code_all

__all__ = ["code_all"]
