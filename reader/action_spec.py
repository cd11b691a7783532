"""What one action of the window is: its words, its keys, its menu, and when it can be used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What decides which actions can be used now."""

    #: False where another owner's library is open.
    is_writable: bool = False
    shows_article: bool = False
    #: An article is open, or one is selected in the list.
    has_article: bool = False
    #: The article at hand lies in the trash.
    is_in_trash: bool = False
    #: The open article has a web address.
    has_address: bool = False
    can_undo: bool = False
    can_redo: bool = False
    #: The open article is in front and is being reviewed.
    is_reviewing: bool = False
    #: The note editor is open.
    is_editing: bool = False
    #: The sentence cursor stands somewhere.
    has_cursor: bool = False
    #: The active note is one that may be changed here.
    has_note: bool = False
    #: A note is pinned, to be attached to further sentences.
    has_pinned: bool = False
    #: The first sentence of a contradiction is marked.
    has_marked: bool = False


def always(_situation: Situation) -> bool:
    """For actions that can be used at any time."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionSpec:
    """One row of the table."""

    id: str
    #: As in the menu; the mnemonic is marked with an ampersand.
    text: str
    menu: str
    #: Title of the menu inside `menu`; empty for none.
    submenu: str = ""
    #: Shortcuts in portable text, the one shown in the menu first.
    keys: tuple[str, ...] = ()
    #: Those that hold instead while an article is being reviewed; None where they are the same.
    reviewing_keys: tuple[str, ...] | None = None
    when: Callable[[Situation], bool] = always
    #: Whether it can be used while an article is being reviewed (True), while none is (False),
    #: or either way (None): two actions that never meet may share a key.
    is_for_reviewing: bool | None = None
    #: Name of the set of actions of which exactly one is checked; empty for none.
    choice: str = ""
    is_switch: bool = False
    starts_section: bool = False

    @property
    def plain_text(self) -> str:
        """The text without mnemonic and ellipsis."""
        return self.text.replace("&", "").removesuffix("...")

    @property
    def group(self) -> str:
        """The menu without mnemonic, for headings."""
        return self.menu.replace("&", "")

    def is_usable(self, now: Situation) -> bool:
        """True where it can be used now."""
        return self.is_for_reviewing in (None, now.is_reviewing) and self.when(now)

    def default_keys(self, *, is_reviewing: bool) -> tuple[str, ...]:
        """Its own keys while an article is being reviewed, or while none is."""
        if self.is_for_reviewing not in (None, is_reviewing):
            return ()
        if is_reviewing and self.reviewing_keys is not None:
            return self.reviewing_keys
        return self.keys
