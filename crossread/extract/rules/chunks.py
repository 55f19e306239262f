"""Noun phrases and verb groups of a tagged sentence: what stands together, before asking who does what.

A noun phrase holds no relative clause; "of" joins only quantities and groups ("hundreds of protesters",
"members of the union"). A verb group is auxiliaries, negation and one main verb ("had not been told").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crossread.extract.rules.english import English
from crossread.extract.rules.wordlists import words as listed
from crossread.extract.rules.words import AUXILIARY, NOMINAL, Word

# Determiners that can stand for people by themselves: "those injured", "both said".
_BOUNDS = frozenset(
    {
        "at least",
        "at most",
        "more than",
        "fewer than",
        "less than",
        "up to",
        "as many as",
        "no more than",
        "close to",
    }
)
_BODIES = listed("names", "organisations")
_STANDALONE = frozenset({"those", "these", "both", "all", "some", "this", "that"})


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """Words `start` to `end` (exclusive) of a sentence; `head` is the word that says what it is."""

    start: int
    end: int
    head: int


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """Words `start` to `end` of a sentence with the main verb at `head` and its grammar.

    `finite` is False for infinitives and bare participles. `modal` is the modal verb, if any.
    """

    start: int
    end: int
    head: int
    passive: bool = False
    finite: bool = True
    infinitive: bool = False
    ing: bool = False
    negated: bool = False
    modal: str = ""


def noun_phrases(words: Sequence[Word], english: English) -> tuple[NounPhrase, ...]:
    """All noun phrases, in order, none inside another (a possessor belongs to its phrase)."""
    quantities, bodies = english.classes["quantities"], english.classes["bodies"]
    out: list[NounPhrase] = []
    i = 0
    while i < len(words):
        end, head = _phrase(words, i)
        if head < 0:
            i += 1
            continue
        while (
            end < len(words)
            and words[end].low == "of"
            and (words[head].low in quantities | bodies or words[head].tag == "NUM")
        ):
            inner_end, inner_head = _phrase(words, end + 1)
            if inner_head < 0 or words[inner_head].tag == "PRON":
                break
            counted = words[head].low in quantities or words[head].tag == "NUM"
            end, head = inner_end, inner_head if counted else head
        out.append(NounPhrase(i, end, head))
        i = max(end, i + 1)
    return tuple(out)


def _phrase(words: Sequence[Word], i: int) -> tuple[int, int]:
    """End and head of the noun phrase that starts at word `i`; head -1 if none does."""
    if i >= len(words):
        return i, -1
    if words[i].tag == "PRON":
        return i + 1, i
    j, head, fallback = _bound(words, i), -1, -1
    if j >= len(words):
        return i, -1
    if words[j].tag == "DET":
        if words[j].low in _STANDALONE:
            fallback = j
        j += 1
        if j < len(words) and words[j].tag == "DET" and words[j - 1].low in {"all", "both", "such", "half"}:
            j += 1
    while j < len(words):
        word = words[j]
        if word.tag in {"NOUN", "PROPN"}:
            head = j
        elif word.tag == "NUM":
            if head >= 0 and words[head].tag == "NOUN" and words[j - 1].tag != "POS":
                break  # "gave the army 20 tanks"
            head = j if head < 0 or words[head].tag not in {"NOUN", "PROPN"} else head
        elif word.tag == "POS":
            if head < 0:
                break
        elif word.tag == "ADJ":
            inside_name = (
                head >= 0 and words[head].tag == "PROPN" and words[min(j + 1, len(words) - 1)].tag == "NOUN"
            )
            counted = head >= 0 and words[head].tag == "NUM" and j + 1 < len(words)
            if counted and words[j + 1].tag in {"NOUN", "PROPN"}:
                j += 1
                continue  # "two parked cars"
            dated = inside_name and word.low in {"last", "next", "late", "early"}
            if head >= 0 and words[j - 1].tag != "POS" and (dated or not inside_name):
                break
        elif word.tag == "ADV" and word.low.endswith("ly"):
            if not (j + 1 < len(words) and words[j + 1].tag == "ADJ"):
                break
        elif word.tag == "ADV" and word.low in {
            "about",
            "around",
            "nearly",
            "almost",
            "more",
            "most",
            "least",
            "over",
            "under",
        }:
            if not (j + 1 < len(words) and words[j + 1].tag in {"NUM", "ADJ", "NOUN"}) or head >= 0:
                break
        elif word.text == ".":
            initial = head >= 0 and words[j - 1].tag == "PROPN" and len(words[j - 1].text) == 1
            if not (initial and j + 1 < len(words) and words[j + 1].tag == "PROPN"):
                break  # only the full stop of an initial stands inside a name
        elif word.low == "and" and _joins_name(words, i, j):
            pass
        elif word.text != "&" or head < 0:
            break
        j += 1
    end = j
    while end > i and words[end - 1].tag in {"POS", "PUNCT", "ADV", "VERB"}:
        end -= 1
    if head >= end:
        head = next((k for k in range(end - 1, i - 1, -1) if words[k].tag in NOMINAL), -1)
    if head < 0 and fallback >= 0:
        end, head = fallback + 1, fallback
    return (end, head) if head >= 0 else (i, -1)


def _joins_name(words: Sequence[Word], i: int, j: int) -> bool:
    """Whether "and" at word `j` stands inside the name of a body: "the Road and Depot Union"."""
    if words[i].low != "the" or j != i + 2 or words[j - 1].tag != "PROPN":
        return False
    k = j + 1
    while k < len(words) and words[k].tag == "PROPN":
        k += 1
    return k > j + 2 and words[k - 1].low in _BODIES


def _bound(words: Sequence[Word], i: int) -> int:
    """The number that "at least", "more than", "as many as", "up to" at word `i` bound; else `i` itself."""
    for size in (3, 2):
        number = i + size < len(words) and words[i + size].tag == "NUM"
        if number and " ".join(w.low for w in words[i : i + size]) in _BOUNDS:
            return i + size
    return i


def verb_groups(words: Sequence[Word], negations: frozenset[str]) -> tuple[VerbGroup, ...]:
    """All verb groups, in order."""
    out: list[VerbGroup] = []
    i = 0
    while i < len(words):
        group = _group(words, i, negations)
        if group is None:
            i += 1
        else:
            out.append(group)
            i = group.end
    return tuple(out)


def _group(words: Sequence[Word], i: int, negations: frozenset[str]) -> VerbGroup | None:
    first = words[i]
    if first.tag not in AUXILIARY | {"VERB", "TO", "NEG"}:
        return None
    j, negated, modal, chain = i, False, "", []
    infinitive = first.tag == "TO"
    if infinitive:
        j += 1
    while j < len(words):
        word = words[j]
        if word.tag in AUXILIARY or (
            word.low in {"get", "got", "gets", "getting"} and _participle(words, j + 1)
        ):
            chain.append(word)
            modal = modal or (word.low if word.tag == "MODAL" else "")
        elif word.tag == "NEG":
            negated = True
        elif word.tag == "ADV":
            negated = negated or word.low in negations
        else:
            break
        j += 1
    if j >= len(words) or words[j].tag != "VERB":
        # Auxiliaries alone: a copula ("is a protest"); a lone "not" or "to" is no verb group.
        if not chain:
            return None
        head = next(k for k in range(j - 1, i - 1, -1) if words[k].tag in AUXILIARY or words[k] is chain[-1])
        return VerbGroup(
            i, head + 1, head, finite=not infinitive, infinitive=infinitive, negated=negated, modal=modal
        )
    if infinitive and not chain and "base" not in words[j].forms:
        return None
    main = words[j]
    last = chain[-1].tag if chain else ""
    passive = "part" in main.forms and (last == "BE" or (bool(chain) and chain[-1].low.startswith("g")))
    bare_ing = not chain and "ing" in main.forms
    start = i if chain or infinitive or first.tag in {"NEG", "VERB"} else j
    return VerbGroup(
        start,
        j + 1,
        j,
        passive,
        not infinitive and not bare_ing,
        infinitive,
        "ing" in main.forms,
        negated,
        modal,
    )


def _participle(words: Sequence[Word], i: int) -> bool:
    return i < len(words) and words[i].tag == "VERB" and "part" in words[i].forms
