"""Bytes -> Article: text, web pages, JSON lines and tables, and folders of them; with notices and errors."""

from crossread.ingest.intake import ingest
from crossread.ingest.report import Item, Notice

__all__ = ["Item", "Notice", "ingest"]
