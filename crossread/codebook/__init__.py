"""The event ontology as data: types, modes, roles, source kinds, counts, cues, and what they fold back to."""

from crossread.codebook.dump import dump
from crossread.codebook.lexicon import (
    CueEntry,
    TriggerEntry,
    cue_index,
    kind_index,
    role_index,
    trigger_index,
)
from crossread.codebook.load import builtin, load, loads
from crossread.codebook.mapping import Acled, Plover, acled, cameo, plover
from crossread.codebook.model import Codebook, Counts, Cue, EventType, Kind, Mode, Role

__all__ = [
    "Acled",
    "Codebook",
    "Counts",
    "Cue",
    "CueEntry",
    "EventType",
    "Kind",
    "Mode",
    "Plover",
    "Role",
    "TriggerEntry",
    "acled",
    "builtin",
    "cameo",
    "cue_index",
    "dump",
    "kind_index",
    "load",
    "loads",
    "plover",
    "role_index",
    "trigger_index",
]
