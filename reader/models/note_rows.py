"""The rows of the list of notes, as values: a group's header, and a note that was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotations import Severity
from reader.views.wording import counted

if TYPE_CHECKING:
    from annotations import FoundNote


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """The title of a group of notes; pressing it folds the group away."""

    #: Of the group, as the library has it.
    key: str
    title: str
    number: int
    is_open: bool
    #: Whether there may be more than `number`.
    is_more: bool = False
    #: Glyph of the group; None for none.
    severity: Severity | None = None

    @property
    def count(self) -> str:
        """As in "12 notes"."""
        return counted_notes(self.number, is_more=self.is_more)

    @property
    def spoken(self) -> str:
        """For assistive technology."""
        return f"{self.title}, {self.count}, {'unfolded' if self.is_open else 'folded'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRow:
    """A note of the list."""

    note: FoundNote
    #: Key of the group that it is listed in: a note may be in several.
    group: str = ""
    #: Whether the article's title goes without saying, as the group says it.
    is_in_article: bool = False

    @property
    def title(self) -> str:
        """The headline, on one line."""
        return " ".join(self.note.headline.split()) or "A note without words"

    @property
    def article_title(self) -> str:
        """Of the article that it belongs to, on one line."""
        return " ".join(self.note.article_title.split())

    @property
    def claim(self) -> str:
        """What the article says, in quotes, on one line; empty where that is not kept."""
        quote = " ".join(self.note.claim.split())
        return f"\N{LEFT DOUBLE QUOTATION MARK}{quote}\N{RIGHT DOUBLE QUOTATION MARK}" * bool(quote)

    @property
    def context(self) -> str:
        """The line below: why it was withdrawn, the article, its claim."""
        reason = self._reason
        why = f"Withdrawn: {reason}" if reason else ""
        title = "" if self.is_in_article else self.article_title
        return " \N{MIDDLE DOT} ".join(part for part in (why, title, self.claim) if part)

    @property
    def _reason(self) -> str:
        return " ".join(self.note.withdrawn_reason.split())

    @property
    def state(self) -> str:
        """A word where it is not simply published: "Draft", "Withdrawn", "Deleted"."""
        if self.note.is_deleted:
            return "Deleted"
        return "" if self.note.status.is_published else self.note.status.value.capitalize()

    @property
    def sources(self) -> str:
        """As in "3 sources"."""
        return counted(self.note.sources, "source") if self.note.sources else "no source"

    @property
    def opens(self) -> bool:
        """True where there is an article to open it in."""
        return bool(self.note.article) and not self.note.is_deleted

    @property
    def is_restorable(self) -> bool:
        """True for a note that lies in the trash."""
        return self.note.is_deleted

    @property
    def spoken(self) -> str:
        """For assistive technology."""
        note = self.note
        state = f", {self.state.lower()}" if self.state else ""
        reason = f" ({self._reason})" if self._reason else ""
        return (
            f"{note.severity.label} caution{state}{reason}: {self.title}, in "
            f"{self.article_title}, {self.sources}"
        )


Row = GroupRow | FoundRow


def group_severity(key: str) -> Severity | None:
    """The severity that a group by severity is about; None for another key."""
    return next((each for each in Severity if key == each.id), None)


def counted_notes(number: int, *, is_more: bool = False) -> str:
    """Write "1 note", "12 notes", "2,000 notes or more"."""
    return f"{number:,} notes or more" if is_more else counted(number, "note")
