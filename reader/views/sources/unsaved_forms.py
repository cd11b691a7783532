"""What was typed of sources and not saved yet, by source. Pure."""

from __future__ import annotations

from reader.views.sources.form_values import SourceForm

#: The key of a new source, which has no uid yet.
NEW = ""


class UnsavedForms:
    """Holds a form for each source, and any number of new sources, the latest first."""

    def __init__(self) -> None:
        self._forms: dict[str, SourceForm] = {}
        #: New sources that others were pasted over.
        self._earlier: list[SourceForm] = []

    def __contains__(self, uid: str) -> bool:
        return uid in self._forms

    def get(self, uid: str) -> SourceForm | None:
        """What was typed of a source; None for nothing."""
        return self._forms.get(uid)

    def keep(self, uid: str, form: SourceForm) -> None:
        """Keep what is typed of a source, or of a new one."""
        self._forms[uid] = form

    def drop(self, uid: str) -> None:
        """Forget what was typed: it is saved, or as the source is."""
        self._forms.pop(uid, None)

    def set_aside(self) -> None:
        """Make room for another new source; the one at hand comes back after it."""
        if NEW in self._forms:
            self._earlier.append(self._forms.pop(NEW))

    def take_new(self) -> SourceForm | None:
        """What was typed of a new source last; None for nothing."""
        if NEW not in self._forms and self._earlier:
            self._forms[NEW] = self._earlier.pop()
        return self._forms.get(NEW)
