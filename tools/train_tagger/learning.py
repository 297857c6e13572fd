"""How the network learns: soft answers, a rate that rises and falls, and an average of its last weights."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy
from torch.optim import AdamW
from torch.optim.lr_scheduler import LambdaLR

from tools.train_tagger.model import Tagger
from tools.train_tagger.windows import NO_LABEL, Batch


@dataclass(frozen=True)
class Course:
    """How long to learn and how fast.

    `warm`: the share of steps while the rate rises. `last`: the share of the rate that is left at the end.
    `average`: how much of the averaged weights each step leaves. `share`: of a window's pieces, how many the second
    half reads, between two bounds.
    """

    steps: int
    rate: float = 4e-4
    fresh_rate: float = 2e-3
    decay: float = 0.01
    warm: float = 0.06
    last: float = 0.02
    average: float = 0.995
    share: tuple[float, float] = (0.3, 0.6)


def learn(
    network: Tagger,
    batches: Iterator[Batch],
    *,
    course: Course,
    random: Random,
    say: Callable[[str], None],
    keep: Callable[[Tagger, int], None],
) -> Tagger:
    """Teach the network. Returns the average of its weights over the last steps; meanwhile it is kept now and then."""
    optimiser = _optimiser(network, course)
    rate = LambdaLR(optimiser, lambda step: _pace(step, course))
    averaged, losses, since = copy.deepcopy(network), [], time.monotonic()
    network.train()
    for step in range(1, course.steps + 1):
        loss = _loss(network, next(batches), share=random.uniform(*course.share))
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        rate.step()
        _average(averaged, network, min(course.average, step / (step + 10)))
        losses.append(float(loss.detach()))
        if step % 100 == 0:
            keep(averaged, step)
            say(f"step {step} of {course.steps}: loss {sum(losses[-100:]) / 100:.4f}, {time.monotonic() - since:.0f} s")
    return averaged.eval()


def _optimiser(network: Tagger, course: Course) -> AdamW:
    """What the encoder does not bring learns faster: both answers, and the cases of pieces."""
    fresh = [*network.first.answer.parameters(), *network.rest.answer.parameters(), network.first.cases.weight]
    numbers = {id(parameter) for parameter in fresh}
    known = [one for one in network.parameters() if one.requires_grad and id(one) not in numbers]
    groups = [{"params": known, "lr": course.rate}, {"params": fresh, "lr": course.fresh_rate}]
    return AdamW(groups, weight_decay=course.decay, betas=(0.9, 0.98))


def _pace(step: int, course: Course) -> float:
    """What share of its rate a course learns with at some step: rising, then falling to its `last`."""
    warm = max(1, int(course.steps * course.warm))
    fallen = (step - warm) / max(1, course.steps - warm)
    return min((step + 1) / warm, max(course.last, 1 - fallen * (1 - course.last)))


def _loss(network: Tagger, batch: Batch, *, share: float) -> Tensor:
    """How far the second half is from the annotators' shares, and, counted less, the first half and the labels."""
    most = max(16, int(batch.pieces.shape[1] * share))
    first, chosen, answers = network(batch.pieces, batch.cases, most=most)
    real = batch.cases > 0
    kept, count = real.gather(1, chosen), real.sum()
    shares, labels = batch.shares.gather(1, chosen)[kept], batch.labels.gather(1, chosen)[kept]
    masked, label = answers[..., 0][kept], answers[..., 1:][kept]
    early = binary_cross_entropy_with_logits(first[real], batch.shares[real], pos_weight=torch.tensor(3.0))
    late = binary_cross_entropy_with_logits(masked, shares, reduction="sum") / count
    kind = cross_entropy(label, labels, ignore_index=NO_LABEL, reduction="sum")
    return late + 0.3 * early + 0.1 * kind / count


@torch.no_grad()
def _average(averaged: Tagger, network: Tagger, share: float) -> None:
    for into, one in zip(averaged.parameters(), network.parameters(), strict=True):
        into.lerp_(one, 1 - share)
