"""Teaches the encoder's upper layers to read a claim against its evidence; for torch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from eval.training.fitting import SMOOTHED, Array, Featured, Scales
from rag.models.minilm_graph import HEADS
from rag.models.token_reader import WIDTH
from rag.support.cross_reader import LONGEST

UPPER = (3, 4, 5)  # layers, from 0, that are taught; those below read each text by itself
SEEN = 32  # values of a token that are pooled
HIDDEN = 32
BATCH = 48
SORTED = 40  # batches among which texts are sorted by length
EPOCHS = 3
RATE = 2e-4
HEAD_RATE = 1e-3
DECAY = 0.01
DROPPED = 0.1
OUT = -1e4

Weights = Mapping[str, Array]


@dataclass(frozen=True, slots=True)
class Paired:
    """Claims with their evidence, as the encoder's lower layers read them.

    Attributes:
        featured: Features, labels and weights.
        texts: Each claim, and the sentences that may carry it.
        vectors: What was read of each text: unit vectors, `[tokens, WIDTH]`.
    """

    featured: Featured
    texts: Sequence[tuple[str, ...]]
    vectors: Mapping[str, NDArray[np.float16]]

    def only(self, indexes: Sequence[int]) -> Paired:
        """Some of them."""
        texts = [self.texts[i] for i in indexes]
        vectors = {text: self.vectors[text] for row in texts for text in row}
        return Paired(self.featured.only(indexes), texts, vectors)

    def held(self, i: int) -> NDArray[np.float16]:
        """What was read of an example's evidence, side by side."""
        return np.concatenate([self.vectors[text] for text in self.texts[i][1:]])[:LONGEST]


def length(weights: Weights) -> float:
    """How long the vectors are that go into the first layer taught; its norm makes them alike."""
    norm = [weights[f"{UPPER[0] - 1}.output.LayerNorm.{part}"] for part in ("weight", "bias")]
    return float(np.sqrt(sum((part**2).sum() for part in norm)))


class _Layer(torch.nn.Module):
    """One layer of the encoder whose claim looks at the evidence, too."""

    def __init__(self, weights: Weights, at: int) -> None:
        super().__init__()

        def linear(*names: str) -> torch.nn.Linear:
            weight = np.concatenate([weights[f"{at}.{n}.matrix"] for n in names], axis=1)
            made = torch.nn.Linear(*weight.shape)
            made.weight.data = torch.tensor(weight.T.copy())
            made.bias.data = torch.tensor(
                np.concatenate([weights[f"{at}.{n}.bias"] for n in names])
            )
            return made

        def norm(name: str) -> torch.nn.LayerNorm:
            made = torch.nn.LayerNorm(WIDTH, eps=1e-12)
            for part in ("weight", "bias"):
                getattr(made, part).data = torch.tensor(weights[f"{at}.{name}.{part}"])
            return made

        self.asks = linear("attention.self.query")
        self.answers = linear("attention.self.key", "attention.self.value")
        self.out, self.out_norm = (
            linear("attention.output.dense"),
            norm("attention.output.LayerNorm"),
        )
        self.wide, self.narrow = linear("intermediate.dense"), linear("output.dense")
        self.norm = norm("output.LayerNorm")

    def forward(self, said: Any, held: Any, mask: Any) -> Any:
        both = torch.cat([said, held], 1)
        batch, tokens, width = said.shape
        asks = self.asks(said).view(batch, tokens, HEADS, -1).transpose(1, 2)
        answers = self.answers(both).view(batch, both.shape[1], 2, HEADS, -1)
        keys, values = answers.permute(2, 0, 3, 1, 4)
        likes = asks @ keys.transpose(-1, -2) * (width // HEADS) ** -0.5 + mask
        met = (likes.softmax(-1).to(values.dtype) @ values).transpose(1, 2)
        said = self.out_norm(said + self._drop(self.out(met.reshape(batch, tokens, width))))
        return self.norm(said + self._drop(self.narrow(functional.gelu(self.wide(said)))))

    def _drop(self, x: Any) -> Any:
        return functional.dropout(x, DROPPED, self.training)


class Crossing(torch.nn.Module):
    """The form that `eval.training.cross_graph` lays out for the product.

    Args:
        weights: Of the encoder's layers, from `taken_apart`.
        scales: Of the features.
    """

    def __init__(self, weights: Weights, scales: Scales) -> None:
        super().__init__()
        self.length = length(weights)
        token, claim = len(scales.token_mean), len(scales.claim_mean)
        self.layers = torch.nn.ModuleList(_Layer(weights, at) for at in UPPER)
        self.features = torch.nn.Linear(token, WIDTH)
        torch.nn.init.normal_(self.features.weight, std=0.05)
        torch.nn.init.zeros_(self.features.bias)
        self.held = torch.nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.token = torch.nn.Linear(WIDTH + token, SEEN)
        self.claim_1 = torch.nn.Linear(3 * SEEN + claim, HIDDEN)
        self.claim_2 = torch.nn.Linear(HIDDEN, 1)

    def forward(self, batch: dict[str, Any]) -> Any:
        """Logits `[batch]`."""
        words, held, features = batch["words"], batch["held"], batch["features"]
        mask = torch.cat([words, held], 1)[:, None, None, :]
        with torch.autocast("cpu", torch.bfloat16):
            far = torch.zeros(mask.shape, dtype=torch.bfloat16).masked_fill(~mask, OUT)
            x = batch["said"] * self.length + self.features(features)
            evidence = batch["evidence"] * self.length + self.held
            for layer in self.layers:
                x = layer(x, evidence, far)
        x = functional.dropout(x.float(), DROPPED, self.training)
        x = functional.relu(self.token(torch.cat([x, features], -1)))
        kept = words.unsqueeze(-1)
        pooled = [
            (x * kept).sum(1) / kept.sum(1),
            x.masked_fill(~kept, OUT).max(1).values,
            x.masked_fill(~kept, -OUT).min(1).values,
            batch["claims"],
        ]
        hidden = functional.relu(self.claim_1(torch.cat(pooled, -1)))
        return self.claim_2(functional.dropout(hidden, 0.2, self.training)).squeeze(-1)


def teach(paired: Paired, scales: Scales, weights: Weights, seed: int) -> dict[str, Array]:
    """One reader's arrays, named as in `Crossing`; on one core, so that several run beside it."""
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    chance = np.random.default_rng(seed)
    net = Crossing(weights, scales)
    inner = [p for name, p in net.named_parameters() if name.startswith("layers")]
    outer = [p for name, p in net.named_parameters() if not name.startswith("layers")]
    groups: list[dict[str, Any]] = [
        {"params": inner, "lr": RATE},
        {"params": outer, "lr": HEAD_RATE},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=DECAY)
    orders = [list(_batches(paired, chance)) for _ in range(EPOCHS)]
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, [RATE, HEAD_RATE], total_steps=sum(map(len, orders)) + 1,
        pct_start=0.1, anneal_strategy="linear",
    )  # fmt: skip
    net.train()
    for batch in (batch for order in orders for batch in order):
        labels = torch.tensor(paired.featured.carried[batch]) * (1 - 2 * SMOOTHED) + SMOOTHED
        counts = torch.tensor(paired.featured.weights[batch])
        logits = net(_padded(paired, scales, batch))
        losses = functional.binary_cross_entropy_with_logits(logits, labels, reduction="none")
        optimiser.zero_grad()
        ((losses * counts).sum() / counts.sum()).backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        schedule.step()
    return {name: tensor.detach().numpy() for name, tensor in net.state_dict().items()}


def _batches(paired: Paired, chance: np.random.Generator) -> Iterator[NDArray[np.int64]]:
    """Examples of like length together, in an order of chance."""
    lengths = np.array([3 * len(t) for t in paired.featured.tokens])
    lengths = lengths + [sum(len(paired.vectors[t]) for t in ts[1:]) for ts in paired.texts]
    order, found = chance.permutation(len(lengths)), []
    for start in range(0, len(order), BATCH * SORTED):
        part = order[start : start + BATCH * SORTED]
        part = part[np.argsort(lengths[part])]
        found += [part[i : i + BATCH] for i in range(0, len(part), BATCH)]
    for i in chance.permutation(len(found)):
        yield found[i]


def _padded(paired: Paired, scales: Scales, batch: NDArray[np.int64]) -> dict[str, Any]:
    featured = paired.featured
    said = [paired.vectors[paired.texts[i][0]] for i in batch]
    features = [(featured.tokens[i] - scales.token_mean) / scales.token_scale for i in batch]
    claims = (featured.claims[batch] - scales.claim_mean) / scales.claim_scale
    evidence, held = _stack([paired.held(i) for i in batch])
    tokens, words = _stack(said)
    return {
        "said": tokens, "words": words, "evidence": evidence, "held": held,
        "features": _stack(features)[0], "claims": torch.from_numpy(claims.astype(np.float32)),
    }  # fmt: skip


def _stack(rows: Sequence[NDArray[Any]]) -> tuple[Any, Any]:
    """Rows of unlike length side by side, and where they are not padding."""
    longest = max(map(len, rows))
    padded = np.zeros((len(rows), longest, rows[0].shape[1]), np.float32)
    mask = np.zeros((len(rows), longest), bool)
    for at, row in enumerate(rows):
        padded[at, : len(row)], mask[at, : len(row)] = row, True
    return torch.from_numpy(padded), torch.from_numpy(mask)
