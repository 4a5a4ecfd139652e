"""Lays taught readers out as one graph that computes in int8; for onnx and onnxruntime."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from eval.training.fitting import Array, Scales
from rag.models.minilm_graph import EPSILON, FUSED, HEADS
from rag.models.token_reader import WIDTH

Arrays = Mapping[str, Array]


def write(readers: Sequence[Arrays], scales: Scales, length: float, target: Path) -> None:
    """Write the int8 graph; it takes one claim at a time and gives a logit of each reader.

    Args:
        readers: Their arrays, named as in `eval.training.crossing`.
        scales: Of the features; they become part of the graph.
        length: What the encoder's unit vectors are multiplied by.
        target: Where it goes.
    """
    graph = _Graph()
    said, held = (graph.node("Mul", name, graph.constant(length)) for name in ("said", "held"))
    tokens = graph.scaled("features", scales.token_mean, scales.token_scale)
    claim = graph.scaled("claim", scales.claim_mean, scales.claim_scale)
    logits = [graph.reader(arrays, said, held, tokens, claim) for arrays in readers]
    graph.node("Concat", *logits, name="logits", axis=0)
    model = graph.model(len(scales.token_mean), len(scales.claim_mean), len(readers))
    with tempfile.TemporaryDirectory() as folder:
        exact = Path(folder, "exact.onnx")
        onnx.save(model, exact)
        quantize_dynamic(
            exact, target, weight_type=QuantType.QInt8, per_channel=True,
            op_types_to_quantize=["MatMul"],
            extra_options={"MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT},
        )  # fmt: skip


class _Graph:
    """Collects nodes and constants."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, values: Any, kind: type[np.generic] = np.float32) -> str:
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.array(values, kind, order="C"), name))
        return name

    def node(
        self, kind: str, *inputs: str, name: str = "", domain: str = "", **options: Any
    ) -> str:
        output = name or f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **options))
        return output

    def scaled(self, name: str, mean: Array, scale: Array) -> str:
        return self.node("Div", self.node("Sub", name, self.constant(mean)), self.constant(scale))

    def linear(self, x: str, weight: NDArray[Any], bias: NDArray[Any]) -> str:
        return self.node(
            "Add", self.node("MatMul", x, self.constant(weight.T)), self.constant(bias)
        )

    def relu(self, x: str, arrays: Arrays, name: str) -> str:
        return self.node("Relu", self._dense(x, arrays, name))

    def reader(self, arrays: Arrays, said: str, held: str, tokens: str, claim: str) -> str:
        """One reader's logit, of shape `[1]`."""
        x = self.node("Add", said, self._dense(tokens, arrays, "features"))
        held = self.node("Add", held, self.constant(arrays["held"]))
        layers = {name.split(".")[1] for name in arrays if name.startswith("layers.")}
        for layer in sorted(layers, key=int):
            x = self._layer(x, held, arrays, f"layers.{layer}.")
        x = self.relu(self.node("Concat", x, tokens, axis=-1), arrays, "token")
        axis = self.constant([0], np.int64)
        pooled = [self.node(f"Reduce{how}", x, axis, keepdims=0) for how in ("Mean", "Max", "Min")]
        hidden = self.relu(self.node("Concat", *pooled, claim, axis=0), arrays, "claim_1")
        return self._dense(hidden, arrays, "claim_2")

    def _dense(self, x: str, arrays: Arrays, name: str) -> str:
        return self.linear(x, arrays[f"{name}.weight"], arrays[f"{name}.bias"])

    def _layer(self, x: str, held: str, arrays: Arrays, at: str) -> str:
        both = self.node("Concat", x, held, axis=0)
        weight, bias = arrays[f"{at}answers.weight"], arrays[f"{at}answers.bias"]
        root = np.float32((WIDTH // HEADS) ** -0.5)
        asks = self.linear(x, arrays[f"{at}asks.weight"] * root, arrays[f"{at}asks.bias"] * root)
        keys = self.linear(both, weight[:WIDTH], bias[:WIDTH])
        values = self.linear(both, weight[WIDTH:], bias[WIDTH:])
        likes = self.node("MatMul", self._heads(asks, 1, 0, 2), self._heads(keys, 1, 2, 0))
        shares = self.node("Softmax", likes, axis=-1)
        met = self.node("MatMul", shares, self._heads(values, 1, 0, 2))
        met = self.node("Transpose", met, perm=[1, 0, 2])
        met = self.node("Reshape", met, self.constant([-1, WIDTH], np.int64))
        x = self._normed(x, self._dense(met, arrays, f"{at}out"), arrays, f"{at}out_norm")
        wide = self.node("Gelu", self._dense(x, arrays, f"{at}wide"), domain=FUSED)
        return self._normed(x, self._dense(wide, arrays, f"{at}narrow"), arrays, f"{at}norm")

    def _heads(self, x: str, *order: int) -> str:
        split = self.constant([-1, HEADS, WIDTH // HEADS], np.int64)
        return self.node("Transpose", self.node("Reshape", x, split), perm=list(order))

    def _normed(self, x: str, added: str, arrays: Arrays, name: str) -> str:
        scale, shift = (self.constant(arrays[f"{name}.{part}"]) for part in ("weight", "bias"))
        total = self.node("Add", x, added)
        return self.node("LayerNormalization", total, scale, shift, axis=-1, epsilon=EPSILON)

    def model(self, token: int, claim: int, readers: int) -> Any:
        shapes: dict[str, list[str | int]] = {"said": ["words", WIDTH], "held": ["others", WIDTH]}
        shapes |= {"features": ["words", token], "claim": [claim]}
        given = [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
            for name, shape in shapes.items()
        ]
        out = helper.make_tensor_value_info("logits", TensorProto.FLOAT, [readers])
        graph = helper.make_graph(self.nodes, "cross_reader", given, [out], self.constants)
        opsets = [helper.make_opsetid("", 18), helper.make_opsetid(FUSED, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=9)
