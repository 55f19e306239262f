"""`python -m training build|silver|train|finish|calibrate|export|evaluate`.

Each step resumes or is skipped when its output stands.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from training import settings as conf


def main() -> None:
    """Parse the command line and run one step."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument(
        "step", choices=["build", "silver", "train", "finish", "calibrate", "export", "evaluate"]
    )
    parser.add_argument("--config", type=Path, help="default: training/config.yaml")
    parser.add_argument(
        "--data", type=Path, help="folder with data/ and gold/; default $CROSSREAD_DATA or ../shared"
    )
    parser.add_argument("--work", type=Path, help="rows, checkpoints, figures; default build/training")
    parser.add_argument(
        "--artefact", type=Path, help="where export writes; default crossread/extract/model/data"
    )
    parser.add_argument(
        "--encoder", help="any Hugging Face encoder name or folder instead of the pinned MiniLM"
    )
    parser.add_argument(
        "--weights", type=Path, help="export, evaluate: another .pt than that of the release stage"
    )
    args = parser.parse_args()
    settings = conf.load(args.config, args.data, args.work, args.artefact)
    if args.step == "build":
        from training.build import build

        build(settings)
    elif args.step in ("silver", "train", "finish"):
        from training.train import run

        run(settings, args.step, args.encoder)
    elif args.step == "calibrate":
        from training.calibrate import calibrate
        from training.torchgraph import torch_tagger

        weights = args.weights or settings.work / f"{settings['release']}.pt"
        calibrate(settings, torch_tagger(settings, weights, args.encoder), settings.work / "calibration.json")
    elif args.step == "export":
        from training.export import export

        export(settings, args.weights, args.encoder)
    else:
        from training.evaluate import evaluate

        evaluate(settings, args.weights, args.encoder)


if __name__ == "__main__":
    main()
