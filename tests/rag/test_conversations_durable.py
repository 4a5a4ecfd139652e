"""Conversations outlive restarts and kills, and grow by many hands at once."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading

from sqlalchemy import text

from rag.index.archive import Archive
from tests.rag.making import draft, store
from tests.rag.talking import WHOLE, answered
from tests.rag.talking import url as url
from tests.rag.test_servers import postgres_url as postgres_url


def test_conversations_survive_closing_and_opening(url: str) -> None:
    first = Archive(url)
    begun = first.conversations.create("", WHOLE)
    first.close()
    again = Archive(url)
    assert again.conversations.read("", begun.id) == begun
    again.close()


def test_a_library_made_before_there_were_conversations_gets_their_tables(url: str) -> None:
    older = Archive(url)
    store(older, draft(id="older"))
    with older._writes.begin() as connection:
        for table in ("shares", "conversation_turns", "conversations"):
            connection.execute(text(f"drop table {table}"))
    older.close()
    opened = Archive(url)
    assert opened.conversations.create("", WHOLE).title == "Who won?"
    assert opened.article("older").id == "older"
    opened.close()


def test_conversations_are_no_change_that_an_index_would_follow(url: str) -> None:
    archive = Archive(url)
    before = archive.log.newest()
    archive.conversations.create("", WHOLE)
    assert archive.log.newest() == before
    archive.close()


def test_two_browsers_that_ask_at_once_lose_nothing(url: str) -> None:
    first, second = Archive(url), Archive(url)
    name = first.conversations.create("").id

    def ask(archive: Archive, who: str) -> None:
        for n in range(25):
            archive.conversations.append("", name, answered(f"{who} {n}"))

    threads = [threading.Thread(target=ask, args=a) for a in ((first, "a"), (second, "b"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    said = [(t.n, t.question) for t in first.conversations.read("", name).turns]
    assert [n for n, _ in said] == list(range(1, 51))
    for who in "ab":
        assert [q for _, q in said if q[0] == who] == [f"{who} {n}" for n in range(25)]
    first.close()
    second.close()


ASKER = """
import sys
from rag.index.archive import Archive
from tests.rag.talking import answered

kept = Archive(sys.argv[1]).conversations
name = kept.create("").id
sys.stdout.write(name + "\\n")
while True:
    turn = kept.append("", name, answered())
    sys.stdout.write(f"{turn.n}\\n")
    sys.stdout.flush()
"""


def test_a_killed_server_loses_no_turn_that_it_had_stored(url: str) -> None:
    asker = subprocess.Popen([sys.executable, "-c", ASKER, url], stdout=subprocess.PIPE, text=True)
    assert asker.stdout is not None
    name = asker.stdout.readline().strip()
    for _ in range(20):
        asker.stdout.readline()
    asker.send_signal(signal.SIGKILL)
    rest = [line for line in asker.stdout.read().splitlines() if line.strip()]
    asker.stdout.close()
    asker.wait()
    told = 20 + len(rest)
    archive = Archive(url)
    numbers = [turn.n for turn in archive.conversations.read("", name).turns]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= told - 1  # the last line may have been cut
    assert archive.conversations.append("", name, answered()).n == len(numbers) + 1
    archive.close()
