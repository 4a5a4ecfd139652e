"""Builds a MiniLM graph that computes in int8 from the packaged file; the one module for onnx.

The packaged file stores int8 but multiplies in fp32. Here its constants are folded to fp32, the
network is laid out again in onnxruntime's fused operators (one attention operator a layer, mean
pooling and normalisation inside the graph, no mask: it takes one unpadded text at a time), and its
matrices are quantised per output channel with activations quantised as they come. Network: Wang et
al. 2020 (MiniLM, 6 layers, 12 heads); quantisation: onnxruntime's dynamic QInt8.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

LAYERS = 6
HEADS = 12
EPSILON = 1e-12
FUSED = "com.microsoft"


def build(packaged: Path, target: Path, tokens_of: Sequence[int] = ()) -> None:
    """Write the int8 graph.

    Args:
        packaged: `model.onnx` of the model pack.
        target: Where it goes; it appears whole or not at all.
        tokens_of: Layers, from 1, whose unit vectors of each token are given, side by side, in
            place of one vector of the text.
    """
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        folded, laid_out, small = (Path(folder, name) for name in ("a.onnx", "b.onnx", "c.onnx"))
        _fold(packaged, folded)
        onnx.save(_lay_out(onnx.load(folded), tokens_of), laid_out)
        _quantise(laid_out, small)
        small.replace(target)


def taken_apart(packaged: Path) -> dict[str, NDArray[Any]]:
    """The fp32 numbers of the layers, to teach on.

    Named as in the file, by the layer's number from 0, and `.matrix` for what is multiplied with:
    `3.attention.self.query.matrix` is `[in, out]`.
    """
    with tempfile.TemporaryDirectory() as folder:
        folded = Path(folder, "a.onnx")
        _fold(packaged, folded)
        model = onnx.load(folded)
    found = {c.name: numpy_helper.to_array(c) for c in model.graph.initializer}
    found |= {f"{name}.matrix": array for name, array in _matrices(model, found).items()}
    start = "inner.encoder.layer."
    return {name.removeprefix(start): a for name, a in found.items() if name.startswith(start)}


def _fold(source: Path, target: Path) -> None:
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.optimized_model_filepath = str(target)
    onnxruntime.InferenceSession(str(source), options, providers=["CPUExecutionProvider"])


def _quantise(source: Path, target: Path) -> None:
    logging.getLogger().addFilter(_no_advice)
    try:
        quantize_dynamic(
            source,
            target,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Attention"],
            extra_options={"MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT},
        )
    finally:
        logging.getLogger().removeFilter(_no_advice)


def _no_advice(record: logging.LogRecord) -> bool:
    """Drop the advice to pre-process the graph: ours is laid out by hand."""
    return "pre-processing" not in record.getMessage()


def _lay_out(folded: Any, tokens_of: Sequence[int]) -> Any:
    constants = {c.name: numpy_helper.to_array(c) for c in folded.graph.initializer}
    matrices = _matrices(folded, constants)
    graph = _Graph()
    x = graph.embeddings(constants)
    units = []
    for layer in range(LAYERS):
        x = graph.layer(x, f"inner.encoder.layer.{layer}.", constants, matrices)
        if layer + 1 in tokens_of:
            units.append(graph.node("LpNormalization", [x], domain="", axis=-1, p=2))
    if tokens_of:
        graph.node("Concat", units, name="tokens", domain="", axis=-1)
        return graph.model("tokens", ["texts", "tokens", "dimensions"])
    axis = graph.constant("axis", np.array([1], np.int64))
    mean = graph.node("ReduceMean", [x, axis], domain="", keepdims=0)
    graph.node("LpNormalization", [mean], name="embedding", domain="", axis=-1, p=2)
    return graph.model("embedding", ["texts", "dimension"])


def _matrices(folded: Any, constants: dict[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """The matrix of each dense layer, found through the bias that is added to its product."""
    made_by = {output: node for node in folded.graph.node for output in node.output}
    found = {}
    for node in folded.graph.node:
        if node.op_type != "Add":
            continue
        for bias, product in (node.input, tuple(node.input)[::-1]):
            maker = made_by.get(product)
            if bias.endswith(".bias") and maker is not None and maker.op_type == "MatMul":
                found[bias.removesuffix(".bias")] = constants[maker.input[1]]
    return found


class _Graph:
    """Collects nodes and constants of the new graph."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, name: str, values: NDArray[Any]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(
        self, kind: str, inputs: list[str], *, name: str = "", domain: str = FUSED, **options: Any
    ) -> str:
        output = name or f"{kind}_{len(self.nodes)}"
        outputs = [output, f"{output}_mask"] if kind == "EmbedLayerNormalization" else [output]
        self.nodes.append(helper.make_node(kind, inputs, outputs, domain=domain, **options))
        return output

    def embeddings(self, constants: dict[str, NDArray[Any]]) -> str:
        at = "inner.embeddings."
        places = constants[f"{at}position_embeddings.weight"]
        kinds = constants[f"{at}token_type_embeddings.weight"]
        return self.node(
            "EmbedLayerNormalization",
            [
                "input_ids",
                "",
                self.constant("words", constants[f"{at}word_embeddings.weight"]),
                self.constant("places", places + kinds[0]),  # every token is of the first kind
                "",
                self.constant("scale", constants[f"{at}LayerNorm.weight"]),
                self.constant("shift", constants[f"{at}LayerNorm.bias"]),
            ],
            epsilon=EPSILON,
        )

    def layer(
        self,
        x: str,
        at: str,
        constants: dict[str, NDArray[Any]],
        matrices: dict[str, NDArray[Any]],
    ) -> str:
        three = [f"{at}attention.self.{part}" for part in ("query", "key", "value")]
        attended = self.node(
            "Attention",
            [
                x,
                self.constant(f"{at}qkv", np.concatenate([matrices[p] for p in three], axis=1)),
                self.constant(
                    f"{at}qkv.b", np.concatenate([constants[f"{p}.bias"] for p in three])
                ),
            ],
            num_heads=HEADS,
        )
        x = self._dense_norm(attended, x, f"{at}attention.output.", constants, matrices)
        inner = f"{at}intermediate.dense"
        wide = self.node("MatMul", [x, self.constant(f"{inner}.w", matrices[inner])], domain="")
        wide = self.node(
            "BiasGelu", [wide, self.constant(f"{inner}.b", constants[f"{inner}.bias"])]
        )
        return self._dense_norm(wide, x, f"{at}output.", constants, matrices)

    def _dense_norm(
        self,
        x: str,
        skipped: str,
        at: str,
        constants: dict[str, NDArray[Any]],
        matrices: dict[str, NDArray[Any]],
    ) -> str:
        product = self.node(
            "MatMul", [x, self.constant(f"{at}w", matrices[f"{at}dense"])], domain=""
        )
        rest = ("LayerNorm.weight", "LayerNorm.bias", "dense.bias")
        return self.node(
            "SkipLayerNormalization",
            [product, skipped, *(self.constant(at + name, constants[at + name]) for name in rest)],
            epsilon=EPSILON,
        )

    def model(self, output: str, shape: list[str]) -> Any:
        ids = helper.make_tensor_value_info("input_ids", TensorProto.INT32, ["texts", "tokens"])
        out = helper.make_tensor_value_info(output, TensorProto.FLOAT, shape)
        graph = helper.make_graph(self.nodes, "minilm", [ids], [out], self.constants)
        opsets = [helper.make_opsetid("", 18), helper.make_opsetid(FUSED, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=9)
