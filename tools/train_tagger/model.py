"""The tagger as a network: a small encoder that reads word pieces and says of each how surely an anonymiser masks it.

The encoder is MiniLM (six layers, width 384; Wang et al. 2020) with the weights of `all-MiniLM-L6-v2` (Apache-2.0), of
which the first layers are kept. It knows no capitals, so the case of each piece is added to it as an embedding.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from safelight.core.anonymise.tagger.pieces import BEGIN, END


@dataclass(frozen=True)
class Shape:
    """The measures of a network."""

    vocabulary: int = 30522
    width: int = 384
    layers: int = 6
    first: int = 1
    heads: int = 12
    inner: int = 1536
    longest: int = 512
    cases: int = 16
    labels: int = 8
    dropout: float = 0.1


class Layer(nn.Module):
    """One layer of the encoder: attention, then two dense layers, each with its shortcut and norm."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.into = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)
        self.norm_after = nn.LayerNorm(shape.width, eps=1e-12)
        self.drop = nn.Dropout(shape.dropout)

    def forward(self, x: Tensor, unseen: Tensor | None) -> Tensor:
        """`x`: (windows, pieces, width). `unseen`: (windows, 1, 1, pieces), added to the attention's scores."""
        windows, pieces, width = x.shape
        by_head = self.into(x).view(windows, pieces, 3, self.heads, width // self.heads)
        query, key, value = by_head.permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=unseen)
        x = self.norm(x + self.out(seen.transpose(1, 2).reshape(windows, pieces, width)))
        out: Tensor = self.norm_after(x + self.drop(self.down(functional.gelu(self.up(x)))))
        return out


class First(nn.Module):
    """The first layers, which read every piece: what they made of it, and a first answer."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.places = nn.Embedding(shape.longest, shape.width)
        self.cases = nn.Embedding(shape.cases, shape.width)
        self.kind = nn.Parameter(torch.zeros(shape.width))
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.drop = nn.Dropout(shape.dropout)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.first))
        self.answer = nn.Linear(shape.width, 1)
        nn.init.zeros_(self.cases.weight)

    def forward(self, pieces: Tensor, cases: Tensor, *, padded: bool = True) -> tuple[Tensor, Tensor]:
        """`pieces`, `cases`: (windows, pieces), nought where padded. Returns states and logits (windows, pieces)."""
        unseen = torch.where(pieces == 0, -1e4, 0.0)[:, None, None, :] if padded else None
        x = self.words(pieces) + self.cases(cases) + self.places.weight[: pieces.shape[1]] + self.kind
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, unseen)
        return x, self.answer(x).squeeze(-1)


class Rest(nn.Module):
    """The other layers, which read only the pieces that the first could not rule out: masked or not, and as what."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers - shape.first))
        self.answer = nn.Linear(shape.width, 1 + shape.labels)

    def forward(self, states: Tensor, padded: Tensor | None) -> Tensor:
        """`states`: (windows, pieces, width); `padded`: (windows, pieces), 1.0 where there is none. Returns (.., 9)."""
        unseen = None if padded is None else (padded * -1e4)[:, None, None, :]
        for layer in self.layers:
            states = layer(states, unseen)
        answers: Tensor = self.answer(states)
        return answers


class Tagger(nn.Module):
    """Both halves. The order of pieces does not matter to the second: their places are in their states already."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.first = First(shape)
        self.rest = Rest(shape)

    def forward(self, pieces: Tensor, cases: Tensor, *, most: int) -> tuple[Tensor, Tensor, Tensor]:
        """First logits (windows, pieces), pieces read on (windows, most), and their answers (windows, most, 9)."""
        states, logits = self.first(pieces, cases)
        most = min(most, pieces.shape[1])
        ends = (pieces == BEGIN) | (pieces == END)
        worth = logits.detach().masked_fill(pieces == 0, -1e3).masked_fill(ends, 1e3)
        chosen = worth.topk(most, dim=1).indices
        padded = (pieces.gather(1, chosen) == 0).to(states.dtype)
        kept = states.gather(1, chosen[:, :, None].expand(-1, -1, states.shape[-1]))
        return logits, chosen, self.rest(kept, padded)


def load_encoder(folder: Path, *, layers: tuple[int, ...], first: int = 1) -> Tagger:
    """A tagger whose encoder has these layers of a published BERT model's folder, and whose answers are untrained."""
    weights = load_file(folder / "model.safetensors")
    network = Tagger(Shape(layers=len(layers), first=first))
    begin = network.first
    with torch.no_grad():
        begin.words.weight.copy_(weights["embeddings.word_embeddings.weight"])
        begin.places.weight.copy_(weights["embeddings.position_embeddings.weight"])
        begin.kind.copy_(weights["embeddings.token_type_embeddings.weight"][0])
        _copy(begin.norm, weights, "embeddings.LayerNorm")
        for layer, number in zip([*begin.layers, *network.rest.layers], layers, strict=True):
            _copy_layer(layer, weights, f"encoder.layer.{number}.")
    return network


def _copy_layer(layer: Layer, weights: dict[str, Tensor], at: str) -> None:
    attention = [at + f"attention.self.{part}" for part in ("query", "key", "value")]
    layer.into.weight.copy_(torch.cat([weights[part + ".weight"] for part in attention]))
    layer.into.bias.copy_(torch.cat([weights[part + ".bias"] for part in attention]))
    _copy(layer.out, weights, at + "attention.output.dense")
    _copy(layer.norm, weights, at + "attention.output.LayerNorm")
    _copy(layer.up, weights, at + "intermediate.dense")
    _copy(layer.down, weights, at + "output.dense")
    _copy(layer.norm_after, weights, at + "output.LayerNorm")


def _copy(into: nn.Linear | nn.LayerNorm, weights: dict[str, Tensor], name: str) -> None:
    into.weight.copy_(weights[name + ".weight"])
    into.bias.copy_(weights[name + ".bias"])


def save(network: Tagger, path: Path) -> None:
    """Keep a network's weights and measures."""
    torch.save({"shape": json.dumps(asdict(network.shape)), "weights": network.state_dict()}, path)


def load(path: Path) -> Tagger:
    """A network as it was kept."""
    kept = torch.load(path, weights_only=True)
    network = Tagger(Shape(**json.loads(kept["shape"])))
    network.load_state_dict(kept["weights"])
    return network


def average(networks: Sequence[Tagger]) -> Tagger:
    """A network whose weights are the mean of several that went the same way for a while."""
    weights = [network.state_dict() for network in networks]
    mean = {name: torch.stack([some[name] for some in weights]).mean(dim=0) for name in weights[0]}
    network = Tagger(networks[0].shape)
    network.load_state_dict(mean)
    return network
