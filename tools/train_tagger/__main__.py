"""`python -m tools.train_tagger --tab FOLDER --encoder FOLDER`: teach the tagger, and write it into the package.

`make tagger` makes an environment for it (requirements/train.in). On two cores it takes about two hours; the same seed
gives the same texts in the same order.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

import torch

from tools.train_tagger.export import export
from tools.train_tagger.learning import Course, learn
from tools.train_tagger.lessons import Material, everything, judgments_alone, read_material
from tools.train_tagger.model import Tagger, average, load, load_encoder, save

PACKAGE: Final = Path(__file__).parents[2] / "src/safelight/core/anonymise/data/tagger"
LAYERS: Final = (0, 1, 2, 3, 4)
"""The layers of the encoder that the tagger keeps."""


@dataclass(frozen=True)
class Stage:
    """One course of learning: what it is taught, on which checkpoints it begins (averaged), and how."""

    name: str
    begins: tuple[str, ...]
    course: Course
    judgments_alone: bool = False


STAGES: Final = (
    Stage("judgments", (), Course(steps=900, rate=4e-4, fresh_rate=2e-3), judgments_alone=True),
    Stage("everything", ("judgments",), Course(steps=1800, rate=3e-4, fresh_rate=6e-4, warm=0.087, last=0.33)),
    Stage("settling", ("everything",), Course(steps=300, rate=1e-4, fresh_rate=2e-4)),
)
"""What the weights in the package went through. A checkpoint with a number was kept after so many steps."""

AVERAGED: Final = ("everything-400", "settling")
"""The checkpoints whose average ships: it carries further than either (docs/tagger.md)."""

RECORDS: Final = 1500
"""How many invented records are new in each round of everything."""


def main() -> None:
    """Teach all stages, or those from a named one on, average what was kept, and export."""
    options = _options()
    options.keep.mkdir(parents=True, exist_ok=True)
    material = read_material(options.tab)
    names = [stage.name for stage in STAGES]
    for number, stage in enumerate(STAGES[names.index(options.start) :], names.index(options.start)):
        torch.manual_seed(options.seed + number)
        random = Random(options.seed + number)
        network = (
            _averaged(stage.begins, options.keep) if stage.begins else load_encoder(options.encoder, layers=LAYERS)
        )
        _teach(network, stage, material, random=random, folder=options.keep)
    export(_averaged(AVERAGED, options.keep), options.output)


def _averaged(names: Sequence[str], folder: Path) -> Tagger:
    return average([load(folder / f"{name}.pt") for name in names])


def _teach(network: Tagger, stage: Stage, material: Material, *, random: Random, folder: Path) -> None:
    """Teach one stage and keep the network, also now and then meanwhile. The vectors of words stay as they are."""
    network.first.words.weight.requires_grad_(False)
    if stage.judgments_alone:
        lessons = judgments_alone(material, random=random)
    else:
        lessons = everything(material, records_a_round=RECORDS, random=random)

    def keep(averaged: Tagger, step: int) -> None:
        save(averaged, folder / f"{stage.name}-{step}.pt")

    taught = learn(network, lessons, course=stage.course, random=random, say=_say, keep=keep)
    save(taught, folder / f"{stage.name}.pt")


def _say(line: str) -> None:
    print(line, flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.train_tagger", description=__doc__)
    add = parser.add_argument
    files = "tab_train92.json, tab_dev.json, presidio_synth_v2.json"
    add("--tab", type=Path, required=True, help=f"the folder with {files}")
    add("--encoder", type=Path, required=True, help="the folder of all-MiniLM-L6-v2 with model.safetensors")
    add("--keep", type=Path, default=Path("var/tagger"), help="where checkpoints go")
    names = [stage.name for stage in STAGES]
    add("--start", choices=names, default=names[0], help="the stage to begin with; those before it must have been kept")
    add("--output", type=Path, default=PACKAGE, help="where the two ONNX files go")
    add("--seed", type=int, default=7)
    return parser.parse_args()


if __name__ == "__main__":
    main()
