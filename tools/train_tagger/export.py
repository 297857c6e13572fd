"""From a learned network to the two ONNX files of the package: eight-bit weights, float activations."""

from __future__ import annotations

import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from tools.train_tagger.model import First, Rest, Tagger

_OPSET = 17


def export(network: Tagger, folder: Path) -> None:
    """Write `first.onnx` and `rest.onnx`."""
    network.eval()
    folder.mkdir(parents=True, exist_ok=True)
    numbers = torch.ones(2, 16, dtype=torch.long)
    states = torch.zeros(2, 16, network.shape.width)
    first, rest = _UnpaddedFirst(network.first), _UnpaddedRest(network.rest)
    _write(first, (numbers, numbers), folder / "first.onnx", into=["pieces", "cases"], out=["states", "logits"])
    _write(rest, (states,), folder / "rest.onnx", into=["states"], out=["answers"])


class _UnpaddedFirst(nn.Module):
    """The first half over windows of one length, so that none is padded."""

    def __init__(self, first: First) -> None:
        super().__init__()
        self.first = first

    def forward(self, pieces: torch.Tensor, cases: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        states, logits = self.first(pieces, cases, padded=False)
        return states, logits


class _UnpaddedRest(nn.Module):
    """The second half, likewise."""

    def __init__(self, rest: Rest) -> None:
        super().__init__()
        self.rest = rest

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        answers: torch.Tensor = self.rest(states, None)
        return answers


def _write(part: nn.Module, example: tuple[torch.Tensor, ...], path: Path, *, into: list[str], out: list[str]) -> None:
    axes = {name: {0: "windows", 1: "pieces"} for name in [*into, *out]}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            part,
            example,
            str(whole),
            input_names=into,
            output_names=out,
            dynamic_axes=axes,
            opset_version=_OPSET,
            dynamo=False,
        )
        options = {"MatMulConstBOnly": True}
        quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True, extra_options=options)
    _say_nothing_of_the_maker(path)


def _say_nothing_of_the_maker(path: Path) -> None:
    """The same network gives the same file, whatever version of which program wrote it."""
    model = onnx.load(path)
    del model.metadata_props[:]
    model.producer_name, model.producer_version, model.doc_string = "safelight", "", ""
    onnx.save(model, path)
