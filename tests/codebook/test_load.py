"""Own codebooks: what loads, what falls back to the built-in, and what each mistake is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crossread.codebook import dump, load, trigger_index
from crossread.codebook.load import DATA
from crossread.records.errors import CrossreadError

MINIMAL = """\
name: own
version: "3"
types:
  PROTEST:
    definition: Dissent.
    plover: PROTEST
    modes:
      demo:
        definition: A march.
"""
DOCS = Path(__file__).parents[2] / "docs" / "codebook.md"


def write(folder: Path, text: str) -> Path:
    path = folder / "my.yaml"
    path.write_text(text, "utf-8")
    return path


def test_dump_and_load_give_an_equal_codebook_with_the_same_digest(tmp_path) -> None:
    book = load()
    again = load(write(tmp_path, dump(book)))
    assert again == book
    assert again.digest == book.digest
    assert dump(again) == dump(book)


def test_a_folder_and_one_document_are_the_same(tmp_path) -> None:
    assert load(DATA).digest == load(write(tmp_path, dump(load()))).digest


def test_the_example_of_the_docs_loads_and_its_words_are_found(tmp_path) -> None:
    examples = re.findall(r"```yaml\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    assert len(examples) == 1
    book = load(write(tmp_path, examples[0]))
    assert set(book.types) == {"ARRIVAL", "PROTEST"}
    assert trigger_index(book)["docked"][0].type == "ARRIVAL"


def test_the_error_of_the_docs_is_the_error_that_is_raised(tmp_path) -> None:
    example = re.findall(r"```yaml\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)[0]
    broken = re.sub(r" +definition: Standing guard[^\n]*\n", "", example)
    assert broken != example
    with pytest.raises(CrossreadError) as caught:
        load(write(tmp_path, broken))
    shown = str(caught.value).replace(f"{tmp_path}/", "")
    assert shown in DOCS.read_text("utf-8")


def test_absent_sections_are_the_built_in_ones_and_absent_lexicons_are_empty(tmp_path) -> None:
    book = load(write(tmp_path, MINIMAL))
    assert (book.roles, book.kinds, book.counts, book.cues) == tuple(
        getattr(load(), section) for section in ("roles", "kinds", "counts", "cues")
    )
    assert trigger_index(book) == {}
    assert book.type("PROTEST").acled is None


def test_own_roles_need_no_own_kinds(tmp_path) -> None:
    book = load(write(tmp_path, MINIMAL + "roles: {crew: {definition: Seafarers., words: [sailor]}}\n"))
    assert list(book.roles) == ["crew"]
    assert list(book.kinds) == list(load().kinds)


def test_words_that_yaml_takes_for_booleans_or_dates_stay_words(tmp_path) -> None:
    text = MINIMAL + "    triggers: {phrases: [no, off, on, 2015-05-05]}\n"
    words = load(write(tmp_path, text)).type("PROTEST").triggers.phrases
    assert [word.word for word in words] == ["no", "off", "on", "2015-05-05"]


def test_any_edit_changes_the_digest_and_the_order_of_modes_is_content(tmp_path) -> None:
    start, demo = MINIMAL.split("      demo:")
    riot = "      riot: {definition: Disorder.}\n"
    texts = [
        MINIMAL,
        MINIMAL.replace("A march.", "A walk."),
        start + "      demo:" + demo + riot,
        start + riot + "      demo:" + demo,
    ]
    assert len({load(write(tmp_path, text)).digest for text in texts}) == len(texts)


PLOVER = "    plover: PROTEST"
ERRORS = [
    ("name: own", "nam: own", "unknown key 'nam'", "did you mean 'name'?", None),
    (
        "        definition: A march.",
        "        examples: []",
        "'definition' is missing",
        "add it",
        "types.PROTEST.modes.demo",
    ),
    ("        definition: A march.\n", "", "'definition' is missing", "add it", "types.PROTEST.modes.demo"),
    (
        "definition: A march.",
        "defnition: A march.",
        "unknown key 'defnition'",
        "did you mean 'definition'?",
        "types.PROTEST.modes.demo",
    ),
    (
        "    plover: PROTEST",
        "    plover: PROTESTS",
        "no such PLOVER type 'PROTESTS'",
        "did you mean 'PROTEST'?",
        "types.PROTEST.plover",
    ),
    (
        "definition: A march.",
        "{definition: A march., plover_mode: dem}",
        "no such PLOVER mode 'dem'",
        "did you mean 'demo'?",
        "types.PROTEST.modes.demo.plover_mode",
    ),
    (
        PLOVER,
        PLOVER + "\n    cameo: '21'",
        "'21' is no CAMEO root code",
        "'01' to '20'",
        "types.PROTEST.cameo",
    ),
    (
        PLOVER,
        PLOVER + "\n    examples: [They marched.]",
        "does not mark one trigger",
        "[brackets]",
        "types.PROTEST.examples.0",
    ),
    (PLOVER, PLOVER + "\n    name: X", "has a key 'name'", "remove it", "types"),
    ("  PROTEST:", "  PRO.TEST:", "'PRO.TEST' cannot be a name", "use letters", "types"),
    ('version: "3"', "version: 3", "3 is not text", "in quotes", "version"),
    ('version: "3"\n', "", "'version' is missing", "add it", None),
    (
        PLOVER,
        PLOVER + "\n    acled: [{event_type: Protest, sub_event_type: x}]",
        "no such ACLED event type 'Protest'",
        "did you mean 'Protests'?",
        "types.PROTEST.acled",
    ),
    (
        PLOVER,
        PLOVER + "\n    acled: [{event_type: Protests, sub_event_type: Peaceful}]",
        "no such ACLED sub-event type 'Peaceful'",
        "Peaceful protest",
        "types.PROTEST.acled",
    ),
    (
        PLOVER,
        PLOVER + "\n    acled: [{actor: [polices], event_type: Protests, sub_event_type: Peaceful protest}]",
        "no such role 'polices'",
        "did you mean 'police'?",
        "types.PROTEST.acled",
    ),
    (
        PLOVER,
        PLOVER + "\n    triggers: {verbs: [march, march]}",
        "'march' stands twice",
        "keep one",
        "types.PROTEST.triggers.verbs",
    ),
    (
        PLOVER,
        PLOVER + "\n    triggers: {verb: [march]}",
        "unknown key 'verb'",
        "did you mean 'verbs'?",
        "types.PROTEST.triggers",
    ),
    (
        "name: own",
        "name: own\nstance: {says: {definition: So.}}",
        "the exchange format has no such value 'says'",
        "use one of asserts",
        "stance",
    ),
    (
        "name: own",
        "name: own\nroles: {a: {definition: A., words: [x]}, b: {definition: B., words: [x]}}",
        "'x' stands under roles.a too",
        "keep one",
        "roles.b",
    ),
    (
        "name: own",
        "name: own\nkinds: {a: {definition: A., roles: [polise]}}",
        "no such role 'polise'",
        "did you mean 'police'?",
        "kinds.a.roles",
    ),
]


@pytest.mark.parametrize(("old", "new", "reason", "remedy", "place"), ERRORS, ids=[e[1][:40] for e in ERRORS])
def test_a_mistake_names_file_place_reason_and_remedy(tmp_path, old, new, reason, remedy, place) -> None:
    assert old in MINIMAL
    path = write(tmp_path, MINIMAL.replace(old, new, 1))
    with pytest.raises(CrossreadError) as caught:
        load(path)
    error = caught.value
    assert error.where == (f"{path}: {place}" if place else str(path))
    assert reason in error.reason
    assert remedy in error.remedy
    assert "\n" not in str(error)


def test_a_mode_that_plover_lacks_is_named_with_the_nearest(tmp_path) -> None:
    path = write(tmp_path, MINIMAL + "        plover_mode: boycot\n")
    with pytest.raises(
        CrossreadError, match=r"plover_mode: no such PLOVER mode 'boycot'; did you mean 'boycott'"
    ):
        load(path)


def test_a_mode_folded_without_its_type_is_refused(tmp_path) -> None:
    text = MINIMAL.replace("    plover: PROTEST\n", "") + "        plover_mode: demo\n"
    with pytest.raises(CrossreadError, match="its type folds to no PLOVER type; remove it"):
        load(write(tmp_path, text))


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("name: own\ntypes: [a\nversion: 1\n", 3, "expected"),
        ("name: own\nversion: x\nname: other\n", 3, "'name' stands twice"),
        (MINIMAL + "      demo:\n        definition: Again.\n", 10, "'demo' stands twice"),
        ("name: !!python/object:os.system x\n", 1, "could not determine a constructor"),
    ],
)
def test_what_is_wrong_with_the_yaml_is_told_with_its_line(tmp_path, text, line, reason) -> None:
    path = write(tmp_path, text)
    with pytest.raises(CrossreadError) as caught:
        load(path)
    assert caught.value.where == f"{path}, line {line}"
    assert reason in caught.value.reason


def test_files_that_cannot_be_a_codebook_are_told_so(tmp_path) -> None:
    with pytest.raises(CrossreadError, match="no such codebook"):
        load(tmp_path / "none.yaml")
    with pytest.raises(CrossreadError, match="holds no keys"):
        load(write(tmp_path, "just text\n"))
    (tmp_path / "latin.yaml").write_bytes(b"name: caf\xe9\n")
    with pytest.raises(CrossreadError, match="not UTF-8"):
        load(tmp_path / "latin.yaml")


def folder(root: Path, **files: str) -> Path:
    (root / "types").mkdir()
    (root / "codebook.yaml").write_text('name: own\nversion: "1"\n')
    (root / "types" / "PROTEST.yaml").write_text("definition: Dissent.\n")
    for name, text in files.items():
        (root / f"{name.replace('__', '/')}.yaml").write_text(text)
    return root


def test_a_folder_may_leave_out_the_order_of_its_types(tmp_path) -> None:
    assert list(load(folder(tmp_path, types__AID="definition: Help.\n")).types) == ["AID", "PROTEST"]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"role": "{}"}, r"role\.yaml: is not a file of a codebook; did you mean 'roles.yaml'"),
        ({"codebook": "name: a\nversion: b\ntypes: [PROTEST, AID]\n"}, "'AID' has no file types/AID.yaml"),
        ({"codebook": "name: a\nversion: b\ntypes: []\n"}, "does not list 'PROTEST'; add it"),
        ({"codebook": "name: a\nversion: b\ntypes: [PROTEST, PROTEST]\n"}, "'PROTEST' stands twice"),
        ({"codebook": "name: a\nversion: b\ntypes: PROTEST\n"}, "is not a list"),
        ({"values": "modalty: {}\n"}, r"values\.yaml: modalty: unknown key; did you mean 'modality'"),
        ({"types__PROTEST": "modes: {}\n"}, r"PROTEST\.yaml: types\.PROTEST: 'definition' is missing"),
        ({"roles": "police: {}\n"}, r"roles\.yaml: roles\.police: 'definition' is missing"),
    ],
)
def test_a_mistake_in_a_folder_names_the_file_it_stands_in(tmp_path, files, message) -> None:
    with pytest.raises(CrossreadError, match=message):
        load(folder(tmp_path, **files))


def test_a_folder_without_codebook_yaml_is_told_so(tmp_path) -> None:
    with pytest.raises(CrossreadError, match=r"has no codebook\.yaml; add one"):
        load(tmp_path)


def test_looking_up_what_is_not_there_suggests_the_nearest() -> None:
    with pytest.raises(CrossreadError, match="no event type 'PROTST'; did you mean 'PROTEST'"):
        load().type("PROTST")
    with pytest.raises(CrossreadError, match="no mode of PROTEST 'demos'; did you mean 'demo'"):
        load().mode_of("PROTEST", "demos")
    with pytest.raises(CrossreadError, match="no role 'polic'"):
        load().role("polic")
    with pytest.raises(CrossreadError, match="no kind of source 'vidio'"):
        load().kind("vidio")
