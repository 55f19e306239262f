"""The one error that users see: what it concerns, why, and what to do, in one line."""

from __future__ import annotations


class CrossreadError(Exception):
    """A failure a user can act on.

    `where` names the file, record or option; `reason` says what is wrong with it; `remedy` what to do.
    """

    def __init__(self, where: str, reason: str, remedy: str) -> None:
        self.where, self.reason, self.remedy = where, reason, remedy
        super().__init__(where, reason, remedy)  # all three, so that the error survives a process pool

    def __str__(self) -> str:
        return " ".join(f"{self.where}: {self.reason}; {self.remedy}".split())
