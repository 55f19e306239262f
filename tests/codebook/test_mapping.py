"""Folding to PLOVER, CAMEO and ACLED."""

from __future__ import annotations

import pytest

from crossread.codebook import acled, cameo, load, plover
from crossread.records.errors import CrossreadError

BOOK = load()


@pytest.mark.parametrize(
    ("type_name", "modes", "alongside", "folded"),
    [
        ("PROTEST", ("demo",), (), ("PROTEST", ("demo",))),
        ("PROTEST", ("occupy", "obstruct"), (), ("PROTEST", ("obstruct",))),
        ("ASSAULT", ("vehicle",), (), ("ASSAULT", ("primitive",))),
        ("COERCE", ("surveil",), (), ("COERCE", ())),
        ("INVESTIGATE", (), (), None),
        ("MIGRATE", ("flee",), (), None),
        ("HARM", ("die",), (), None),
        ("HARM", ("die",), ("ASSAULT",), ("ASSAULT", ())),
        ("PROTEST", (), ("ASSAULT",), ("PROTEST", ())),
    ],
)
def test_plover(type_name, modes, alongside, folded) -> None:
    assert plover(BOOK, type_name, modes, alongside) == folded


def test_all_types_but_our_three_keep_their_plover_name() -> None:
    assert {t for t in BOOK.types if plover(BOOK, t) is None} == {"INVESTIGATE", "MIGRATE", "HARM"}
    assert all(plover(BOOK, t) == (t, ()) for t in BOOK.types if plover(BOOK, t) is not None)


def test_cameo_roots() -> None:
    assert {t: cameo(BOOK, t) for t in ("PROTEST", "ASSAULT", "COERCE", "INVESTIGATE", "MIGRATE")} == {
        "PROTEST": "14",
        "ASSAULT": "18",
        "COERCE": "17",
        "INVESTIGATE": "09",
        "MIGRATE": None,
    }


@pytest.mark.parametrize(
    ("type_name", "modes", "actors", "recipients", "alongside", "sub_event_type"),
    [
        ("PROTEST", ["demo"], ["protesters"], [], [], "Peaceful protest"),
        ("PROTEST", ["demo"], ["protesters"], [], ["COERCE.arrest"], "Protest with intervention"),
        ("PROTEST", ["demo"], ["protesters"], [], ["ASSAULT.firearms"], "Excessive force against protesters"),
        ("PROTEST", ["demo", "riot"], ["protesters"], [], [], "Violent demonstration"),
        ("PROTEST", ["strike"], ["workers"], [], [], None),
        ("PROTEST", ["strike", "demo"], ["workers"], [], [], "Peaceful protest"),
        ("ASSAULT", ["beat"], ["police", "protesters"], [], ["PROTEST"], "Violent demonstration"),
        ("ASSAULT", ["beat"], ["protesters"], ["migrants"], [], "Mob violence"),
        ("ASSAULT", ["firearms"], ["military"], ["armed-group"], [], "Armed clash"),
        ("ASSAULT", ["firearms"], ["military", "armed-group"], [], [], "Armed clash"),
        ("ASSAULT", ["firearms"], ["armed-group"], [], [], "Attack"),
        ("ASSAULT", ["beat"], ["police"], ["individual"], [], "Attack"),
        ("ASSAULT", ["sexual"], [], [], [], "Sexual violence"),
        ("ASSAULT", ["crowd-control"], ["police"], ["protesters"], [], "Protest with intervention"),
        ("ASSAULT", ["beat"], ["police"], ["protesters"], [], "Protest with intervention"),
        ("ASSAULT", ["firearms"], ["police"], ["protesters"], [], "Excessive force against protesters"),
        ("COERCE", ["arrest"], ["police"], ["protesters"], [], "Protest with intervention"),
        ("COERCE", ["arrest"], ["police"], ["suspect"], [], "Arrests"),
        ("COERCE", ["curfew"], ["government"], [], [], None),
        ("ACCUSE", [], ["ngo"], ["police"], [], None),
    ],
)
def test_acled(type_name, modes, actors, recipients, alongside, sub_event_type) -> None:
    folded = acled(BOOK, type_name, modes, actors, recipients, alongside)
    assert (folded.sub_event_type if folded else None) == sub_event_type


def test_unknown_names_are_refused() -> None:
    with pytest.raises(CrossreadError):
        plover(BOOK, "PROTEST", ("marching",))
    with pytest.raises(CrossreadError):
        acled(BOOK, "PROTEST", ("marching",))
    with pytest.raises(CrossreadError):
        cameo(BOOK, "PARADE")
