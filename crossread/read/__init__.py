"""Article -> Reading: blocks, sentences, tokens, quotation marks; no knowledge of events."""

from crossread.read.reader import read
from crossread.read.reading import Quotation, Reading, Sentence

__all__ = ["Quotation", "Reading", "Sentence", "read"]
