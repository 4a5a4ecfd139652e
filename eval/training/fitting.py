"""Fits the small networks of the score of support; the one module for torch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

SEEN = 48  # values that the first layer makes of a token
NEAR = 3  # tokens that are looked at together
POOLED = 16  # values of a token that are pooled
HIDDEN = 32
BATCH = 64
EPOCHS = 16
RATE = 2e-3
DECAY = 0.03
SMOOTHED = 0.02  # a label is as far from 0 and 1

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Featured:
    """Examples as numbers.

    Attributes:
        tokens: For each, features of its tokens, `[tokens, features]`.
        claims: Features of each claim, `[examples, features]`.
        carried: Labels.
        weights: How much each counts.
    """

    tokens: Sequence[Array]
    claims: Array
    carried: Array
    weights: Array

    def only(self, indexes: Sequence[int]) -> Featured:
        """Some of them."""
        return Featured(
            [self.tokens[i] for i in indexes],
            self.claims[list(indexes)],
            self.carried[list(indexes)],
            self.weights[list(indexes)],
        )


@dataclass(frozen=True, slots=True)
class Scales:
    """Means and deviations by which features are brought to one scale."""

    token_mean: Array
    token_scale: Array
    claim_mean: Array
    claim_scale: Array

    @classmethod
    def of(cls, featured: Featured) -> Scales:
        """Those of some examples."""
        tokens = np.concatenate(list(featured.tokens))
        return cls(
            tokens.mean(0), tokens.std(0) + 1e-6,
            featured.claims.mean(0), featured.claims.std(0) + 1e-6,
        )  # fmt: skip


class _Net(torch.nn.Module):
    """The form that `rag.support.network` runs."""

    def __init__(self, token: int, claim: int) -> None:
        super().__init__()
        self.token_1, self.token_2 = torch.nn.Linear(token, SEEN), torch.nn.Linear(SEEN, POOLED)
        self.token_near = torch.nn.Conv1d(SEEN, SEEN, NEAR, padding=NEAR // 2)
        self.claim_1 = torch.nn.Linear(3 * POOLED + claim, HIDDEN)
        self.claim_2 = torch.nn.Linear(HIDDEN, 1)

    def forward(self, tokens: Any, mask: Any, claims: Any) -> Any:
        """Logits `[batch]` of padded tokens `[batch, longest, features]`."""
        drop = functional.dropout
        seen = drop(functional.relu(self.token_1(tokens)), 0.1, self.training)
        kept = mask.unsqueeze(-1)
        near = self.token_near((seen * kept).transpose(1, 2)).transpose(1, 2)
        seen = functional.relu(self.token_2(seen + functional.relu(near)))
        pooled = [
            (seen * kept).sum(1) / kept.sum(1),
            seen.masked_fill(kept == 0, -1e4).max(1).values,
            seen.masked_fill(kept == 0, 1e4).min(1).values,
        ]
        hidden = functional.relu(self.claim_1(torch.cat([*pooled, claims], -1)))
        return self.claim_2(drop(hidden, 0.2, self.training)).squeeze(-1)


def fit(featured: Featured, scales: Scales, seed: int) -> dict[str, Array]:
    """One network's arrays, named as `rag.support.network` wants them (without its number)."""
    torch.manual_seed(seed)
    chance = np.random.default_rng(seed)
    net = _Net(len(scales.token_mean), len(scales.claim_mean))
    optimiser = torch.optim.AdamW(net.parameters(), RATE, weight_decay=DECAY)
    steps = EPOCHS * -(-len(featured.tokens) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps)
    tokens = [(t - scales.token_mean) / scales.token_scale for t in featured.tokens]
    claims = (featured.claims - scales.claim_mean) / scales.claim_scale
    net.train()
    for _ in range(EPOCHS):
        order = chance.permutation(len(tokens))
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            logits = net(*_padded([tokens[i] for i in batch]), torch.tensor(claims[batch]))
            labels = torch.tensor(featured.carried[batch]) * (1 - 2 * SMOOTHED) + SMOOTHED
            losses = functional.binary_cross_entropy_with_logits(logits, labels, reduction="none")
            weights = torch.tensor(featured.weights[batch])
            optimiser.zero_grad()
            ((losses * weights).sum() / weights.sum()).backward()
            optimiser.step()
            schedule.step()
    return {name: tensor.detach().numpy() for name, tensor in net.state_dict().items()}


def _padded(tokens: Sequence[Array]) -> tuple[Any, Any]:
    longest = max(len(t) for t in tokens)
    padded = np.zeros((len(tokens), longest, tokens[0].shape[1]), np.float32)
    mask = np.zeros((len(tokens), longest), np.float32)
    for row, token in enumerate(tokens):
        padded[row, : len(token)], mask[row, : len(token)] = token, 1.0
    return torch.from_numpy(padded), torch.from_numpy(mask)
