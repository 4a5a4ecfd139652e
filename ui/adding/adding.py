"""All of a server that brings articles in: its jobs, the files for them, and its watching."""

from __future__ import annotations

from dataclasses import dataclass

from rag.index.library import Library
from ui.adding.jobs import Jobs
from ui.adding.uploads import Uploads
from ui.adding.watching import Watching
from ui.adding.work import Bringing


@dataclass(frozen=True, slots=True)
class Adding:
    """What the page Add and its API share.

    Attributes:
        library: What articles are brought into.
        jobs: The queue.
        uploads: Files that were sent up.
        watching: The thread that polls feeds, if it is on.
    """

    library: Library
    jobs: Jobs
    uploads: Uploads
    watching: Watching

    @classmethod
    def of(cls, library: Library) -> Adding:
        """For a library that is open and kept; nothing is started."""
        uploads = Uploads()
        return cls(library, Jobs(Bringing(library, uploads)), uploads, Watching(library))

    def stop(self) -> None:
        """End what goes on and delete what was sent up; before the library is closed."""
        self.watching.stop()
        self.jobs.stop()
        self.uploads.close()
