"""English inflection of lexicon entries: regular rules, and tables of what they get wrong.

It generates the forms of known base forms; it never guesses the base of an unknown form.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

Form = Literal["base", "third", "ing", "past", "participle", "singular", "plural", "fixed"]
Forms = Mapping[str, frozenset[Form]]

REFERENCE = Path(__file__).parent / "data" / "reference"
# "use of force": the noun that takes the plural stands before one of these.
_AFTER_HEAD = re.compile(r" (?:of|for|from|to|in|by|at|against) ")
_ONE_SYLLABLE_CVC = re.compile(r"(?:[^aeiou]|qu)*[aeiouy][^aeiouwxy]")
_VOWEL_L = re.compile(r".*[aeiouy].*[^aeiou][aeiou]l")


@cache
def _verb_tables() -> tuple[dict[str, list[str]], frozenset[str]]:
    content = yaml.safe_load((REFERENCE / "irregular_verbs.yaml").read_text("utf-8"))
    return content["forms"], frozenset(content["doubling"])


@cache
def _noun_table() -> dict[str, str]:
    table: dict[str, str] = yaml.safe_load((REFERENCE / "irregular_nouns.yaml").read_text("utf-8"))
    return table


def verb_forms(base: str) -> Forms:
    """Surface forms of a verb, each with the forms it can be: `hurled` is past and participle.

    A verb of several words inflects its first one ("set on fire"), past adverbs in -ly ("fatally shoot").
    British and American spellings are both given ("mobilise", "travelled").
    """
    words = base.split()
    at = 0
    while at < len(words) - 1 and words[at].endswith("ly"):
        at += 1
    found: defaultdict[str, set[Form]] = defaultdict(set)
    for spelling in _spellings(words[at]):
        for surface, form in _one_verb(spelling):
            found[" ".join([*words[:at], surface, *words[at + 1 :]])].add(form)
    return {surface: frozenset(forms) for surface, forms in found.items()}


def noun_forms(singular: str) -> Forms:
    """Singular and plural of a noun or compound ("use of force", "uses of force").

    A word that already looks plural ("talks", "emergency powers") stays as it is.
    """
    table = _noun_table()
    boundary = _AFTER_HEAD.search(singular)
    head, rest = (
        (singular, "") if boundary is None else (singular[: boundary.start()], singular[boundary.start() :])
    )
    before, last = _split_last(head)
    if head.lower() in table:
        plural = table[head.lower()]
    elif last.lower() in table:
        plural = before + table[last.lower()]
    elif last.endswith("s") and not last.endswith(("ss", "us", "is")):
        return {singular: frozenset({"singular", "plural"})}
    elif last.endswith("man") and last.lower() not in {"human", "german", "roman", "talisman"}:
        plural = before + last[:-3] + "men"
    else:
        plural = before + _add_s(last)
    forms: dict[str, frozenset[Form]] = {singular: frozenset({"singular"})}
    forms[plural + rest] = frozenset({"plural"})
    return forms


def _split_last(words: str) -> tuple[str, str]:
    """Everything up to the last word or hyphenated part, and that part."""
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    return words[:cut], words[cut:]


def _spellings(verb: str) -> tuple[str, ...]:
    if verb.endswith("ize") and len(verb) > 6:  # not "seize"
        return verb, verb[:-3] + "ise"
    return (verb,)


def _one_verb(base: str) -> Iterable[tuple[str, Form]]:
    irregular, _ = _verb_tables()
    prefix, last = _split_last(base)
    yield base, "base"
    yield prefix + _add_s(last), "third"
    for stem in _stems(last):
        yield prefix + _add_ing(stem), "ing"
    if last in irregular:
        past, participle = irregular[last]
        yield from ((prefix + form, "past") for form in past.split("/"))
        yield from ((prefix + form, "participle") for form in participle.split("/"))
        return
    for stem in _stems(last):
        yield prefix + _add_ed(stem), "past"
        yield prefix + _add_ed(stem), "participle"


def _stems(base: str) -> tuple[str, ...]:
    """The base before -ing and -ed: with its last consonant doubled where English does so."""
    _, doubling = _verb_tables()
    doubled = base + ("k" if base.endswith("ic") else base[-1:])
    if _ONE_SYLLABLE_CVC.fullmatch(base) or base in doubling or base.endswith("ic"):
        return (doubled,)
    if _VOWEL_L.fullmatch(base):  # labelled in Britain, labeled in America
        return base, doubled
    return (base,)


def _add_s(word: str) -> str:
    if word.endswith("quy") or re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "z", "ch", "sh")) or re.search(r"[^aeiou]o$", word):
        return word + "es"
    return word + "s"


def _add_ing(stem: str) -> str:
    if stem.endswith("ie"):
        return stem[:-2] + "ying"
    if stem.endswith("e") and not stem.endswith(("ee", "ye", "oe")) and len(stem) > 2:
        return stem[:-1] + "ing"
    return stem + "ing"


def _add_ed(stem: str) -> str:
    if stem.endswith("e"):
        return stem + "d"
    if re.search(r"[^aeiou]y$", stem):
        return stem[:-1] + "ied"
    return stem + "ed"
