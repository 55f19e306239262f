"""English word classes and verb forms, read once from data/english.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from crossread.extract.rules.wordlists import load

VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class English:
    """Closed classes by name, and for every known verb form its lemma and what forms it can be.

    Forms are "base", "s", "ing", "past", "part"; a regular -ed form is both past and part.
    """

    classes: dict[str, frozenset[str]]
    verbs: dict[str, tuple[str, frozenset[str]]]

    def lemma(self, low: str) -> str:
        """The verb that `low` is a form of; `low` itself if no known verb has that form."""
        return self.verbs[low][0] if low in self.verbs else low

    def with_verbs(self, forms: dict[str, tuple[str, frozenset[str]]]) -> English:
        """The same English, knowing more verb forms."""
        return English(self.classes, forms | self.verbs)


def inflect(lemma: str, past: str | None = None, part: str | None = None) -> dict[str, set[str]]:
    """Every form of a verb, with the names of what it can be. A final consonant is doubled both ways."""
    out: dict[str, set[str]] = {}

    def add(form: str, name: str) -> None:
        out.setdefault(form, set()).add(name)

    add(lemma, "base")
    stem = lemma[:-1] if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")) else lemma
    y = lemma.endswith("y") and lemma[-2:-1] not in VOWELS
    add(
        lemma[:-1] + "ies"
        if y
        else lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s"),
        "s",
    )
    stems = [stem]
    if len(lemma) > 2 and lemma[-1] not in VOWELS + "wxy" and lemma[-2] in VOWELS and lemma[-3] not in VOWELS:
        stems.append(lemma + lemma[-1])
    if lemma.endswith("ie"):
        stems = [lemma[:-2] + "y"]
    for s in stems:
        add(s + "ing", "ing")
    if past is None or lemma == "burn":
        for s in [lemma[:-1] + "i" if y else stem, *stems[1:]]:
            add(s + "ed", "past")
            add(s + "ed", "part")
    if past and part:
        add(past, "past")
        add(part, "part")
    return out


@cache
def english() -> English:
    """The word lists of the package."""
    data = dict(load("english"))
    irregular: dict[str, list[str]] = data.pop("irregular")
    lemmas = [*dict.fromkeys([*irregular, *data.pop("verbs").split()])]
    forms: dict[str, tuple[str, frozenset[str]]] = {}
    for lemma in lemmas:
        for form, names in inflect(lemma, *irregular.get(lemma, [])).items():
            known = forms.get(form)
            forms[form] = (
                known[0] if known else lemma,
                frozenset(names | (known[1] if known else frozenset())),
            )
    return English({name: frozenset(words.split()) for name, words in data.items()}, forms)
