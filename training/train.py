"""`silver`, `train`, `finish`: the stages. Each resumes from its last checkpoint, step for step the same."""

from __future__ import annotations

import hashlib
import json
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import torch

from training import batch as b
from training import encoders
from training.losses import losses
from training.model import Network
from training.rows import Row, read_rows
from training.settings import Settings


def held_out(row: Row, share: float) -> bool:
    """Whether a gold row belongs to the story groups kept for model selection."""
    return int(hashlib.sha256((row.group or row.id).encode()).hexdigest()[:8], 16) / 2**32 < share


def load_items(settings: Settings, tasks: list[str], reader: encoders.Reader) -> dict[str, list[b.Item]]:
    """Training items of each task, gold without what is held out."""
    out = {}
    for task in tasks:
        rows = read_rows(settings.work / "rows" / f"{task}.train.jsonl")
        if task == "gold":
            rows = (r for r in rows if not held_out(r, settings["holdout"]))
        out[task] = [b.prepare(r, reader) for r in rows]
    return out


def _rate(step: int, total: int, stage: dict[str, Any]) -> float:
    warm = max(1, int(stage["warmup"] * total))
    if step < warm:
        return (step + 1) / warm
    floor: float = stage["floor"]
    return floor + (1 - floor) * (total - step) / max(1, total - warm)


def _groups(network: Network, stage: dict[str, Any], decay: float) -> list[dict[str, Any]]:
    encoder = list(network.encoder.parameters())
    for name, p in network.encoder.named_parameters():
        if (
            "word_embeddings" in name
        ):  # half of all weights: frozen they cost no update, and no F1 that we could see
            p.requires_grad_(False)
    ids = {id(p) for p in encoder}
    heads = [p for p in network.parameters() if id(p) not in ids]
    return [
        {"params": [p for p in encoder if p.requires_grad], "lr": stage["lr"], "weight_decay": decay},
        {"params": heads, "lr": stage["head_lr"], "weight_decay": decay},
    ]


def new_network(settings: Settings, encoder: str | None = None) -> tuple[Network, encoders.Reader]:
    """Network with fresh heads on the configured encoder, or on `encoder`."""
    torch.manual_seed(settings["seed"])
    own = settings["encoder"]
    name = encoder or own["name"]
    sha = own.get("sha256") if name == encoders.PACKAGE else None
    body, reader = encoders.load(name, case_rows=own["case_rows"], sha256=sha)
    return Network(body, settings.values), reader


def run(
    settings: Settings, stage_name: str, encoder: str | None = None, max_steps: int | None = None
) -> Path:
    """Train one stage and return the path of its weights; it starts from those of its `start` stage.

    `max_steps` stops before that step with a checkpoint, as if the run had been cut off there.
    """
    torch.set_num_threads(settings["threads"])
    stage = settings["stages"][stage_name]
    final, part = settings.work / f"{stage_name}.pt", settings.work / f"{stage_name}.part.pt"
    if final.exists():
        print(f"{final}: done already")
        return final
    network, reader = new_network(settings, encoder)
    before = settings.work / f"{stage.get('start')}.pt"
    if before.exists():
        network.load_state_dict(torch.load(before, weights_only=True)["network"])
        if stage["start"] == "silver":
            network.inherit()
    passes = {
        k: v
        for k, v in stage["passes"].items()
        if (settings.work / "rows" / f"{k}.train.jsonl").stat().st_size
    }
    items = load_items(settings, list(passes), reader)
    plan = b.schedule(
        {t: [i.size for i in v] for t, v in items.items()}, passes, settings["pieces"], settings["seed"]
    )
    plan = plan[: stage.get("steps", len(plan))]
    total = len(plan)
    optimiser = torch.optim.AdamW(_groups(network, stage, settings["weight_decay"]), fused=True)
    start = 0
    if part.exists():
        state = torch.load(part, weights_only=True)
        if state["total"] != total:
            raise SystemExit(
                f"{part}: made with {state['total']} steps, now {total}; delete it to start afresh"
            )
        network.load_state_dict(state["network"])
        optimiser.load_state_dict(state["optimiser"])
        start = state["step"]
        print(f"resumed at step {start} of {total}")
    rates = [g["lr"] for g in optimiser.param_groups] if not start else [stage["lr"], stage["head_lr"]]
    pieces = {t: sum(i.size for i in v) for t, v in items.items()}
    print(
        json.dumps(
            {
                "stage": stage_name,
                "steps": total,
                "rows": {t: len(v) for t, v in items.items()},
                "pieces": pieces,
            }
        )
    )
    means: dict[str, list[float]] = defaultdict(list)
    network.train()
    clock = saved = time.time()
    seen = 0
    for step, task, batch in b.train_batches(items, plan, reader, settings.values, start):
        if max_steps is not None and step >= max_steps:
            _save(part, network, optimiser, step, total)
            return part
        torch.manual_seed(
            settings["seed"] * 7_919 + step
        )  # dropout of a resumed run is that of an unbroken one
        for group, rate in zip(optimiser.param_groups, rates, strict=True):
            group["lr"] = rate * _rate(step, total, stage)
        parts = losses(network, batch, settings.values)
        if not parts:
            continue
        loss = torch.stack(list(parts.values())).sum()
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(
            [p for p in network.parameters() if p.grad is not None], settings["clip"]
        )
        optimiser.step()
        seen += int(batch.mask.sum())
        for name, value in parts.items():
            means[f"{task}.{name}" if task in ("qanom", "gum") else name].append(value.item())
        if (step + 1) % 50 == 0:
            line = {k: round(sum(v) / len(v), 3) for k, v in sorted(means.items())}
            print(
                step + 1, total, f"{seen / (time.time() - clock):.0f} pieces/s", json.dumps(line), flush=True
            )
            means.clear()
        if time.time() - saved > settings["checkpoint_seconds"]:
            _save(part, network, optimiser, step + 1, total)
            saved = time.time()
    torch.save({"network": network.state_dict()}, final)
    part.unlink(missing_ok=True)
    return final


def _save(path: Path, network: Network, optimiser: torch.optim.Optimizer, step: int, total: int) -> None:
    fresh = path.with_suffix(".new")
    state = {
        "network": network.state_dict(),
        "optimiser": optimiser.state_dict(),
        "step": step,
        "total": total,
    }
    torch.save(state, fresh)
    fresh.replace(path)
