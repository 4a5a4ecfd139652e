"""A conversation on the page and what is stored of it, kept in step while it goes on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from rag.errors import ConversationNotFound
from rag.index.conversations import Conversations
from ui.page_chat import Chat
from ui.page_kept import UNFINISHED, chat_of
from ui.page_noting import Place, note_asked, note_over

GONE = (
    "There is no such conversation here. It may have been deleted, or belong to someone else. "
    "Ask something to begin a new one."
)


@dataclass(slots=True)
class Picked:
    """The conversation that was picked or begun last: one object for each page that is open.

    A late picture of an answer may bring back the desk it belongs to, but not what is noted here.

    Attributes:
        conversation: Its id; empty for a new one, None where the server began anew since.
        pick: The number of the newest pick that came.
    """

    conversation: str | None = None
    pick: int = 0

    def newest(self, pick: int) -> bool:
        """Whether no later pick came before this one, which it would undo."""
        self.pick = max(self.pick, pick)
        return pick == self.pick


@dataclass(frozen=True, slots=True)
class Desk:
    """Which conversation lies on the table.

    Attributes:
        conversation: Its id; empty before its first question.
        place: Where the turn is stored that is being answered.
        missing: The id that was asked for where there is no such conversation.
        picked: What was picked last on this page.
    """

    conversation: str = ""
    place: Place | None = None
    missing: str = ""
    picked: Picked = field(default_factory=Picked, compare=False)

    @property
    def address(self) -> str:
        """The id that the page's address should name."""
        return self.conversation or self.missing


@dataclass(frozen=True, slots=True)
class Drawer:
    """An owner's conversations.

    Args:
        store: Where they are kept.
        owner: Whose; empty where there is no sign-in.
    """

    store: Conversations
    owner: str

    def noted(
        self, desk: Desk, pictures: Iterator[Chat], instead_of: int | None = None
    ) -> Iterator[tuple[Chat, Desk]]:
        """Store a question as it is asked and what becomes of it, while its pictures pass.

        What is left before its end, since its reader went away, is stored as stopped. What was
        ended by another event gives no more pictures, which would come over what lies there now.

        Args:
            desk: The conversation that it is asked in.
            pictures: As `converse` gives them.
            instead_of: The number of the turn that it replaces, with all after it.
        """
        last: Chat | None = None
        desk = replace(desk, place=None, missing="")
        try:
            for now in pictures:
                if last is None:
                    desk = self._begun(desk, now, instead_of)
                elif desk.place is not None and not self.store.is_open(desk.place.turn):
                    return
                last = now
                if now.live is None:
                    desk = self.over(desk, now)
                yield now, desk
        finally:
            if last is not None and desk.place is not None:
                self.over(desk, last.stopped())

    def over(self, desk: Desk, chat: Chat) -> Desk:
        """Store how the live turn ended; the first to say so counts."""
        if desk.place is None or not chat.past:
            return desk
        turn = chat.past[-1]
        note_over(self.store, self.owner, desk.place, turn, turn.asked)
        return replace(desk, place=None)

    def opened(self, conversation: str, picked: Picked | None = None) -> tuple[Chat, Desk]:
        """A stored conversation; an empty one where there is none such.

        Args:
            conversation: Its id; empty for a new one.
            picked: Where it is noted that it was picked.
        """
        picked = picked or Picked()
        picked.conversation = conversation
        if not conversation:
            return Chat(), Desk(picked=picked)
        try:
            chat = chat_of(self.store.read(self.owner, conversation))
        except ConversationNotFound:
            return Chat(), Desk(missing=conversation, picked=picked)
        return chat, Desk(conversation, picked=picked)

    def waited_for(self, desk: Desk, chat: Chat) -> Chat:
        """The conversation anew, if its last answer was being written where it was opened."""
        if not desk.conversation or chat.live or not chat.past:
            return chat
        return self.opened(desk.conversation)[0] if chat.past[-1].failure == UNFINISHED else chat

    def _begun(self, desk: Desk, now: Chat, instead_of: int | None) -> Desk:
        assert now.live is not None
        turn = now.live
        try:
            place = note_asked(
                self.store, self.owner, desk.conversation, turn,
                asked=turn.asked, instead_of=instead_of,
            )  # fmt: skip
        except ConversationNotFound:  # deleted elsewhere meanwhile: it begins a new one
            place = note_asked(self.store, self.owner, "", turn, asked=turn.asked)
        desk.picked.conversation = place.conversation
        return replace(desk, conversation=place.conversation, place=place)
