"""What the server has done so far, counted for /metrics (Prometheus text, version 0.0.4)."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator, Mapping

from rag.domain import Answer
from rag.errors import DatelineError
from rag.events import Event, Finished


class Counts:
    """Counts answers; safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._outcomes: Counter[str] = Counter()
        self._retrieving = self._answering = 0.0
        self._open = 0

    @property
    def open(self) -> int:
        """How many questions are being answered now."""
        return self._open

    def counted(self, events: Iterator[Event]) -> Iterator[Event]:
        """The same events; what they come to is counted."""
        self._count_open(1)
        try:
            for event in events:
                if isinstance(event, Finished):
                    self.answered(event.answer)
                yield event
        except DatelineError:
            self.failed()
            raise
        finally:
            self._count_open(-1)

    def _count_open(self, more: int) -> None:
        with self._lock:
            self._open += more

    def answered(self, answer: Answer) -> None:
        """An answer or an abstention was given."""
        with self._lock:
            self._outcomes[answer.reason or "answered"] += 1
            self._retrieving += answer.seconds.retrieve
            self._answering += answer.seconds.total

    def failed(self) -> None:
        """A question came to an error."""
        with self._lock:
            self._outcomes["failed"] += 1

    def text(self, gauges: Mapping[str, float]) -> str:
        """The metrics; gauges are added as `dateline_NAME`."""
        with self._lock:
            lines = ["# TYPE dateline_questions_total counter"]
            for outcome, n in sorted(self._outcomes.items()):
                lines.append(f'dateline_questions_total{{outcome="{outcome}"}} {n}')
            for name, seconds in (("retrieve", self._retrieving), ("answer", self._answering)):
                lines.append(f"# TYPE dateline_{name}_seconds_total counter")
                lines.append(f"dateline_{name}_seconds_total {seconds:.6f}")
        for name, value in gauges.items():
            lines += [f"# TYPE dateline_{name} gauge", f"dateline_{name} {value}"]
        return "\n".join(lines) + "\n"
