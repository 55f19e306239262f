"""Training end to end on a tiny random encoder.

Any Hugging Face encoder, resuming, export, the same tags after export.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch", reason="training needs torch")
transformers = pytest.importorskip("transformers", reason="training on a named encoder needs transformers")
pytest.importorskip("onnxruntime", reason="export needs onnxruntime")

from crossread.extract.model.tagger import Tagger  # noqa: E402
from crossread.extract.model.words import sentences  # noqa: E402
from training import batch, export, rows, settings, train  # noqa: E402
from training.sources import templates  # noqa: E402
from training.torchgraph import torch_tagger  # noqa: E402

TEXT = "Riot police fired tear gas at marchers in Lyon. Witnesses said two people were hurt."


def tiny_encoder(folder: Path, kind: str) -> str:
    """A random two-layer encoder with a word tokenizer, saved as a Hugging Face folder."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    known = [
        "riot",
        "police",
        "fired",
        "tear",
        "gas",
        "at",
        "marchers",
        "in",
        "lyon",
        "witnesses",
        "said",
        "two",
        "people",
        "were",
        "hurt",
        ".",
        "the",
        "by",
        "of",
    ]
    vocabulary = {w: i for i, w in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", *known])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    fast = transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]", pad_token="[PAD]"
    )
    fast.save_pretrained(folder)
    shape: dict[str, Any] = {
        "vocab_size": len(vocabulary),
        "hidden_size": 16,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "intermediate_size": 32,
        "max_position_embeddings": 300,
        "pad_token_id": 0,
    }
    torch.manual_seed(0)
    if kind == "bert":
        transformers.BertModel(transformers.BertConfig(**shape)).save_pretrained(folder)
    else:  # an encoder without token types, like many on the hub
        config = transformers.DebertaV2Config(
            **shape, type_vocab_size=0, relative_attention=True, pos_att_type=["p2c"]
        )
        transformers.DebertaV2Model(config).save_pretrained(folder)
    return str(folder)


@pytest.fixture
def small(tmp_path: Path) -> settings.Settings:
    """Settings for a minute part of the templates, both stages."""
    values = settings.load().values
    stage = {"passes": {"templates": 2}, "lr": 1e-3, "head_lr": 1e-2, "warmup": 0.1, "floor": 0.1}
    values = values | {"stages": {"silver": stage, "train": stage}, "pieces": 160, "bfloat16": False}
    found = replace(settings.load(work=tmp_path / "work", artefact=tmp_path / "artefact"), values=values)
    rows.write_rows(found.work / "rows" / "templates.train.jsonl", list(templates.rows(1))[:6])
    return found


@pytest.mark.parametrize("kind", ["bert", "deberta"])
def test_any_encoder_trains(tmp_path: Path, small: settings.Settings, kind: str) -> None:
    name = tiny_encoder(tmp_path / kind, kind)
    weights = train.run(small, "train", name)
    found = torch_tagger(small, weights, name).tag(TEXT, sentences(TEXT), with_syntax=True)
    assert len(found.words) == len(TEXT.replace(".", " .").split())


def test_resumed_run_equals_an_unbroken_one(tmp_path: Path, small: settings.Settings) -> None:
    name = tiny_encoder(tmp_path / "bert", "bert")
    whole = torch.load(train.run(small, "train", name), weights_only=True)["network"]
    (small.work / "train.pt").unlink()
    assert train.run(small, "train", name, max_steps=3).name == "train.part.pt"
    again = torch.load(train.run(small, "train", name), weights_only=True)["network"]
    assert all(torch.equal(whole[k], again[k]) for k in whole)


def test_training_lowers_the_loss(tmp_path: Path, small: settings.Settings) -> None:
    name = tiny_encoder(tmp_path / "bert", "bert")
    weights = train.run(small, "train", name)

    def loss(trained: bool) -> float:
        from training.losses import losses

        network, reader = train.new_network(small, name)
        if trained:
            network.load_state_dict(torch.load(weights, weights_only=True)["network"])
        items = train.load_items(small, ["templates"], reader)["templates"]
        made = batch.collate([(i, batch.cut_item(i, reader, small["windows"])) for i in items], reader.pad)
        with torch.no_grad():
            return float(sum(losses(network.eval(), made, small.values).values()))

    assert loss(trained=True) < 0.7 * loss(trained=False)


def test_exported_model_reads_like_the_trained_one(tmp_path: Path, small: settings.Settings) -> None:
    name = tiny_encoder(tmp_path / "bert", "bert")
    weights = train.run(small, "train", name)
    export.export(small, weights, name)
    from_torch = torch_tagger(small, weights, name)
    full = Tagger.load(small.work / "export")
    a = from_torch.scores(TEXT, sentences(TEXT))[0].logits
    b = full.scores(TEXT, sentences(TEXT))[0].logits
    assert abs(a - b).max() < 1e-3
    quantised = Tagger.load(small.artefact)
    assert abs(a - quantised.scores(TEXT, sentences(TEXT))[0].logits).mean() < 0.5
    assert (small.artefact / "model.onnx").stat().st_size < (
        small.work / "export" / "model.onnx"
    ).stat().st_size


def test_batches_are_the_same_for_the_same_seed() -> None:
    sizes = {"a": [30, 40, 50, 60], "b": [20, 20]}
    plan = batch.schedule(sizes, {"a": 2, "b": 0.5}, 100, 7)
    assert plan == batch.schedule(sizes, {"a": 2, "b": 0.5}, 100, 7)
    assert sorted(i for task, numbers in plan for i in numbers if task == "a") == [0, 0, 1, 1, 2, 2, 3, 3]
    assert sum(len(numbers) for task, numbers in plan if task == "b") == 1
    assert all(sum(sizes[t][i] for i in numbers) <= 100 for t, numbers in plan)
