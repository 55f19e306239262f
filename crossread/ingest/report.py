"""What ingestion says besides the articles: notices, and the errors that it hands on as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from crossread.records import Article, CrossreadError


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a user should know that stopped nothing: `where` names file or record, `text` what."""

    where: str
    text: str

    def __str__(self) -> str:
        return f"{self.where}: {self.text}"


@dataclass(frozen=True, slots=True)
class Options:
    """What the user says of the input: `columns` maps a field of an article to the column that holds it."""

    columns: Mapping[str, str] = field(default_factory=dict)


Item = Article | Notice | CrossreadError
