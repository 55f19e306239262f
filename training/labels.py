"""The label inventories of every head, in the order of the logits.

They ship as labels.json beside the model.
"""

from __future__ import annotations


def _names(text: str) -> list[str]:
    return text.split()


TYPES = _names("""
PROTEST ASSAULT COERCE MOBILIZE SANCTION THREATEN ACCUSE REQUEST REJECT SUPPORT CONCEDE AGREE CONSULT
COOPERATE AID RETREAT INVESTIGATE MIGRATE HARM
""")
MODES = _names("""
demo riot strike hunger boycott obstruct vandalize occupy beat crowd-control primitive firearms explosives
vehicle abduct torture sexual targeted destroy heavy-weapons aerial drone suicide-attack unconventional
arrest deport seize restrict curfew martial-law censor withhold surveil cyber misinformation troops police
militia weapons convict expel withdraw discontinue discipline disapprove allege sue change assist policy
meet deny refuse visit phone release return disarm ceasefire access resign cross flee arrive camp die injure
""")
MODALITY = _names("""
actual planned hypothetical negated habitual
""")
STANCE = _names("""
asserts alleges denies doubts
""")
FORM = _names("""
active passive agentless nominal intransitive
""")
ROLES = _names("""
police military intelligence government politician party court protesters rioters migrants union workers
students health-workers far-right far-left religious ethnic-group armed-group ngo media international
company medical residents victims suspect individual property other
""")
KINDS = _names("""
official police politician party union ngo expert witness victim protester migrant media document video
social-media anonymous court company other
""")
COUNT_OF = _names("""
participants arrested injured killed deported evicted police other
""")
NER = _names("""
PER ORG LOC MISC DATE TIME NUMBER MONEY
""")
NAME = _names("""
PER ORG LOC
""")
MENTION = _names("""
PER ORG LOC MISC WEAPON VEHICLE DATE NUMBER MONEY
""")
WNUT = _names("""
corporation creative-work group location person product
""")
UPOS = _names("""
ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X
""")
RELS = _names("""
acl acl:relcl advcl advcl:relcl advmod amod appos aux aux:pass case cc cc:preconj ccomp compound
compound:prt conj cop csubj csubj:outer csubj:pass dep det det:predet discourse dislocated expl fixed flat
goeswith iobj list mark nmod nmod:desc nmod:poss nmod:unmarked nsubj nsubj:outer nsubj:pass nummod obj obl
obl:agent obl:unmarked orphan parataxis punct reparandum root vocative xcomp
""")
ROOTS = _names("""
AGREE CONSULT SUPPORT COOPERATE AID YIELD ACCUSE REQUEST COERCE REJECT THREATEN PROTEST MOBILIZE SANCTION
ASSAULT
""")
INDIA = _names("""
KILL ARREST FAIL FORCE ANY_ACTION
""")

EVENT_ROLES = ("actor", "recipient", "instrument", "place", "time", "count", "source")
# Roles of the pair scorer: of event triggers, of cues (our gold nests, PolNeAR does not), of verbs and nouns.
PAIR_ROLES = (
    *EVENT_ROLES,
    "gold_source",
    "gold_content",
    "polnear_source",
    "polnear_content",
    "agent",
    "patient",
)


def bio(labels: list[str]) -> list[str]:
    """O, then B and I of each label."""
    return ["O", *(f"{p}-{label}" for label in labels for p in "BI")]


CUE = ["O", "B-CUE", "I-CUE", "B-NOCUE"]  # NOCUE: first word of a content that has no cue

# Every token head with its labels, in the order of the columns of the graph's `logits`.
HEADS: dict[str, list[str]] = {
    "trigger": bio(TYPES),
    "modes": MODES,
    "modality": MODALITY,
    "stance": STANCE,
    "form": FORM,
    "has": list(EVENT_ROLES),
    "gold_cue": CUE,
    "polnear_cue": CUE,
    "role": ROLES,
    "kind": KINDS,
    "count_of": COUNT_OF,
    "ner": bio(NER),
    "name": bio(NAME),
    "mention": bio(MENTION),
    "wnut": bio(WNUT),
    "label": bio(["label"]),
    "wording": bio(["wording"]),
    "upos": UPOS,
    "event_noun": ["event"],
    "root_source": ROOTS,
    "root_target": ROOTS,
    "root_pooled": ROOTS,
    "root_attention": ["weight"],
    "india": INDIA,
    "india_attention": ["weight"],
}


def columns() -> dict[str, tuple[int, int]]:
    """Where each head's columns lie."""
    out, at = {}, 0
    for name, labels in HEADS.items():
        out[name] = (at, at + len(labels))
        at += len(labels)
    return out
