"""What all records share: frozen, strict about unknown names, and written in the exchange format's names."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A frozen value. Change it with `record.model_copy(update={...})`."""

    model_config = ConfigDict(frozen=True, extra="ignore", ser_json_inf_nan="null")

    def exchange(self) -> dict[str, Any]:
        """The record as the exchange format writes it: JSON types, fields without a value left out."""
        return self.model_dump(mode="json", exclude_none=True)
