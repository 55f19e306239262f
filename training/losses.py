"""Losses of every target that a batch has, over its words laid end to end."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

from crossread.extract.model.features import pair_features
from training import labels
from training.batch import Batch
from training.model import Network, take

ROLE = {r: i for i, r in enumerate(labels.PAIR_ROLES)}
REL = {r: i for i, r in enumerate(labels.RELS)}
Span = tuple[int, int]


def bio_loss(
    logits: Tensor, n: int, spans: Iterable[tuple[int, int, str]], names: list[str], known: Tensor
) -> Tensor:
    """Cross-entropy of one BIO layer over the `known` words.

    Summed and divided by the number of spans (at least 4).
    """
    index = {name: i for i, name in enumerate(names)}
    target = torch.zeros(n, dtype=torch.long)
    count = 0
    for a, b, label in spans:
        target[a] = index[f"B-{label}"]
        if b > a + 1:
            target[a + 1 : b] = index[f"I-{label}"]
        count += 1
    loss = F.cross_entropy(logits[known], target[known], reduction="sum")
    return loss / max(4, count)


def class_loss(logits: Tensor, spans: list[tuple[int, int, int]]) -> Tensor:
    """Mean cross-entropy of one class per span, read at each of the span's words."""
    if not spans:
        return logits.sum() * 0
    where = [w for a, b, _ in spans for w in range(a, b)]
    target = [c for a, b, c in spans for _ in range(a, b)]
    weight = torch.tensor([1 / (b - a) for a, b, _ in spans for _ in range(a, b)])
    loss = F.cross_entropy(logits[where], torch.tensor(target), reduction="none")
    return (loss * weight).sum() / len(spans)


def pair_loss(
    network: Network,
    batch: Batch,
    words: Tensor,
    anchors: list[tuple[int, Span, dict[str, list[Span]]]],
    roles: tuple[str, ...],
    reach: tuple[int, int] | None,
) -> Tensor:
    """Cross-entropy over O, B, I of each role and word around each anchor, summed over words, per anchor.

    `anchors`: (word, range of the row in the batch, role -> spans). `reach` limits the words before and after
    the anchor; None means its own sentence.
    """
    if not anchors:
        return words.sum() * 0
    rows, target_parts = [], []
    index = [ROLE[r] for r in roles]
    for k, (anchor, (low, high), fills) in enumerate(anchors):
        if reach is None:
            same = np.flatnonzero(batch.sentence[low:high] == batch.sentence[anchor]) + low
            a, b = int(same[0]), int(same[-1]) + 1
        else:
            a, b = max(low, anchor - reach[0]), min(high, anchor + reach[1] + 1)
        target = np.zeros((b - a, len(roles)), dtype=np.int64)
        for r, role in enumerate(roles):
            for s, e in fills.get(role, ()):
                s, e = max(s, a), min(e, b)
                if s < e:
                    target[s - a, r] = 1
                    target[s + 1 - a : e - a, r] = 2
        rows.append(np.stack([np.full(b - a, k), np.arange(a, b)], 1))
        target_parts.append(target)
    pair = np.concatenate(rows)
    at = np.array([a for a, _, _ in anchors])
    feats = pair_features(at[pair[:, 0]], pair[:, 1], batch.sentence, batch.paragraph, batch.quote)
    logits = network.pairs(
        take(words, torch.from_numpy(at)), words, torch.from_numpy(pair), torch.from_numpy(feats)
    )
    logits = logits[:, index]
    full = torch.cat([torch.zeros_like(logits[..., :1]), logits], -1)
    target_all = torch.from_numpy(np.concatenate(target_parts))
    loss = F.cross_entropy(full.flatten(0, 1), target_all.flatten(), reduction="none").view(-1, len(roles))
    # Contents are long, and the losses of their words all say the same: count them less.
    weight = torch.tensor([0.3 if r.endswith("content") else 1.0 for r in roles])
    return (loss * weight).sum() / max(2, len(anchors))


def _events(network: Network, batch: Batch, words: Tensor, logits: Tensor, config: Any) -> dict[str, Tensor]:
    known = torch.zeros(batch.n, dtype=torch.bool)
    spans: list[tuple[int, int, str]] = []
    anchors: list[tuple[int, Span, dict[str, list[Span]]]] = []
    kept: list[dict[str, Any]] = []
    for part in batch.parts:
        if "events" not in part.item.row.targets:
            continue
        end = part.at + part.high - part.low
        known[part.at : end] = True
        for e in part.item.row.targets["events"]:
            s = part.span(e["trigger"])
            if s is None:
                continue
            if e.get("type"):
                spans.append((*s, e["type"]))
            fills = {r: [x for p in ps if (x := part.span(p))] for r, ps in e["roles"].items()}
            anchors.append((s[0], (part.at, end), fills))
            kept.append(e)
    if not known.any():
        return {}
    out = {
        "trigger": bio_loss(network.head(logits, "trigger"), batch.n, spans, labels.HEADS["trigger"], known)
        * 3
    }
    if kept:
        at = torch.tensor([a for a, _, _ in anchors])
        multi = torch.zeros(len(kept), len(labels.MODES))
        has = torch.zeros(len(kept), len(labels.EVENT_ROLES))
        for i, e in enumerate(kept):
            for m in e["modes"]:
                multi[i, labels.MODES.index(m)] = 1
            for r, role in enumerate(labels.EVENT_ROLES):
                has[i, r] = float(e["attributed"] if role == "source" else bool(e["roles"].get(role)))
        bce = F.binary_cross_entropy_with_logits
        out["modes"] = bce(network.head(logits, "modes")[at], multi, reduction="sum") / len(kept)
        out["has"] = bce(network.head(logits, "has")[at], has, reduction="sum") / len(kept) * 0.5
        for name, names in (("modality", labels.MODALITY), ("stance", labels.STANCE), ("form", labels.FORM)):
            want = torch.tensor([names.index(e[name]) for e in kept])
            out[name] = F.cross_entropy(network.head(logits, name)[at], want) * 0.7
        reach = (config["windows"]["anchor_left"], config["windows"]["anchor_right"])
        out["roles"] = pair_loss(network, batch, words, anchors, labels.EVENT_ROLES, reach)
    return out


def _attributions(
    network: Network, batch: Batch, words: Tensor, logits: Tensor, config: Any
) -> dict[str, Tensor]:
    out = {}
    for style in ("gold", "polnear"):
        known = torch.zeros(batch.n, dtype=torch.bool)
        spans: list[tuple[int, int, str]] = []
        anchors: list[tuple[int, Span, dict[str, list[Span]]]] = []
        for part in batch.parts:
            targets = part.item.row.targets
            if targets.get("style") != style:
                continue
            end = part.at + part.high - part.low
            known[part.at : end] = True
            for a in targets["attributions"]:
                cue = [s for c in a["cue"] if (s := part.span(c))]
                content = [s for c in a["content"] if (s := part.span(c))]
                if a["cue"]:
                    if not cue:
                        continue
                    spans += [(*s, "CUE") for s in cue]
                    anchor = cue[0][0]
                elif content:
                    anchor = content[0][0]
                    spans.append((anchor, anchor + 1, "NOCUE"))
                else:
                    continue
                source = [s for c in a["source"] if (s := part.span(c))]
                fills = {f"{style}_source": source, f"{style}_content": content}
                anchors.append((anchor, (part.at, end), fills))
        if known.any():
            name = f"{style}_cue"
            out[name] = bio_loss(network.head(logits, name), batch.n, spans, labels.CUE, known)
            reach = (config["windows"]["cue_left"], config["windows"]["cue_right"])
            roles = (f"{style}_source", f"{style}_content")
            out[f"{style}_spans"] = pair_loss(network, batch, words, anchors, roles, reach) * 0.5
    return out


def _phrases(network: Network, batch: Batch, logits: Tensor) -> dict[str, Tensor]:
    layers: dict[str, list[tuple[int, int, str]]] = {}
    known: dict[str, Tensor] = {}
    for part in batch.parts:
        for name, spans in part.item.row.targets.get("phrases", {}).items():
            known.setdefault(name, torch.zeros(batch.n, dtype=torch.bool))
            known[name][part.at : part.at + part.high - part.low] = True
            found = [(*s, x[2]) for x in spans if (s := part.span(x[:2]))]
            layers.setdefault(name, []).extend(found)
    out = {}
    for name, spans in layers.items():
        names = labels.HEADS[name]
        if names[0] == "O":
            out[name] = bio_loss(network.head(logits, name), batch.n, spans, names, known[name]) * 0.5
        else:
            classed = [(a, b, names.index(c)) for a, b, c in spans if c in names]
            out[name] = class_loss(network.head(logits, name), classed) * 0.5
    return out


def _syntax(network: Network, batch: Batch, words: Tensor, logits: Tensor) -> dict[str, Tensor]:
    upos_at: list[int] = []
    upos: list[int] = []
    sents: list[tuple[int, int, list[int], list[int]]] = []
    for part in batch.parts:
        t = part.item.row.targets
        if "upos" not in t:
            continue
        for a, b in part.item.row.sents:
            if a < part.low or b > part.high or b - a > 120:
                continue
            shift = part.at - part.low
            upos_at += range(a + shift, b + shift)
            upos += [
                labels.UPOS.index(u) if u in labels.UPOS else labels.UPOS.index("X") for u in t["upos"][a:b]
            ]
            heads = [0 if h < 0 else h - a + 1 for h in t["heads"][a:b]]
            sents.append((a + shift, b + shift, heads, [REL.get(r, REL["dep"]) for r in t["rels"][a:b]]))
    if not sents:
        return {}
    out = {"upos": F.cross_entropy(network.head(logits, "upos")[upos_at], torch.tensor(upos))}
    length = max(b - a for a, b, _, _ in sents)
    x = words.new_zeros(len(sents), length, words.shape[1])
    target = torch.full((len(sents), length), -100)
    mask = torch.zeros(len(sents), length + 1, dtype=torch.bool)
    for i, (a, b, heads, _) in enumerate(sents):
        x[i, : b - a] = words[a:b]
        target[i, : b - a] = torch.tensor(heads)
        mask[i, : b - a + 1] = True
    arcs = network.arcs.arcs(x).masked_fill(~mask[:, None], -1e4)
    out["arcs"] = F.cross_entropy(arcs.flatten(0, 1), target.flatten(), ignore_index=-100)
    dep = torch.cat([words[a:b] for a, b, _, _ in sents])
    rooted = torch.cat([network.arcs.root[None], words])
    head = take(rooted, torch.tensor([0 if h == 0 else a + h for a, _, heads, _ in sents for h in heads]))
    want = torch.tensor([r for *_, rels in sents for r in rels])
    out["rels"] = F.cross_entropy(network.arcs.rels(dep, head), want)
    return out


def _predicates(network: Network, batch: Batch, words: Tensor, logits: Tensor) -> dict[str, Tensor]:
    nouns: list[tuple[int, float]] = []
    anchors: list[tuple[int, Span, dict[str, list[Span]]]] = []
    for part in batch.parts:
        end = part.at + part.high - part.low
        for p in part.item.row.targets.get("predicates", ()):
            at = part.word(p["p"])
            if at is None:
                continue
            if p["kind"] == "noun":
                nouns.append((at, float(p["event"])))
            if p["event"]:
                fills = {r: [s for x in p[r] if (s := part.span(x))] for r in ("agent", "patient")}
                anchors.append((at, (part.at, end), fills))
    out = {}
    if nouns:
        at = [a for a, _ in nouns]
        want = torch.tensor([v for _, v in nouns])
        out["event_noun"] = (
            F.binary_cross_entropy_with_logits(network.head(logits, "event_noun")[at, 0], want) * 0.5
        )
    if anchors:
        out["predicates"] = pair_loss(network, batch, words, anchors, ("agent", "patient"), None) * 0.5
    return out


def pooled(scores: Tensor, values: Tensor) -> Tensor:
    """Values averaged by the softmax of the words' scores."""
    return (torch.softmax(scores, 0)[:, None] * values).sum(0)


def _sentences(network: Network, batch: Batch, logits: Tensor) -> dict[str, Tensor]:
    rows, want, pairs, roots = [], [], [], []
    head = network.head
    for part in batch.parts:
        t = part.item.row.targets
        shift = part.at - part.low
        for k, names in enumerate(t.get("sentence_labels", ())):
            a, b = part.item.row.sents[k]
            if part.low <= a and b <= part.high:
                s = slice(a + shift, b + shift)
                rows.append(pooled(head(logits, "india_attention")[s, 0], head(logits, "india")[s]))
                want.append([float(x in names) for x in labels.INDIA])
        for p in t.get("pairs", ()):
            s, e = slice(part.at, part.at + part.high - part.low), part.span(p["src"])
            g = part.span(p["tgt"])
            if e and g:
                pairs.append(
                    head(logits, "root_source")[e[0] : e[1]].mean(0)
                    + head(logits, "root_target")[g[0] : g[1]].mean(0)
                    + pooled(head(logits, "root_attention")[s, 0], head(logits, "root_pooled")[s])
                )
                roots.append(labels.ROOTS.index(p["root"]))
    out = {}
    if rows:
        loss = F.binary_cross_entropy_with_logits(torch.stack(rows), torch.tensor(want), reduction="sum")
        out["india"] = loss / len(rows)
    if pairs:
        out["plover"] = F.cross_entropy(torch.stack(pairs), torch.tensor(roots))
    return out


def losses(network: Network, batch: Batch, config: Any) -> dict[str, Tensor]:
    """Every loss the batch has targets for, by name, weighted; their sum is what trains.

    The encoder runs in bfloat16, the heads in float32.
    """
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=config.get("bfloat16", True)):
        hidden = network.encode(batch.ids, batch.mask, batch.case)
    flat = batch.where[0] * hidden.shape[1] + batch.where[1]
    words = network.drop(take(hidden.flatten(0, 1), flat).float())
    logits = network.heads(words)
    return {
        **_events(network, batch, words, logits, config),
        **_attributions(network, batch, words, logits, config),
        **_phrases(network, batch, logits),
        **_syntax(network, batch, words, logits),
        **_predicates(network, batch, words, logits),
        **_sentences(network, batch, logits),
    }
