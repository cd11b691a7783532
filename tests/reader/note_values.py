"""Hand-made notes and groups for tests of the list of notes."""

from annotations import (
    AnnotationUid,
    ArticleUid,
    Category,
    FoundNote,
    NoteGroup,
    Severity,
    Status,
)


def found_note(uid, *, article="kratom", title="Kratom Tea", **changes):
    values = {
        "claim": "Two teaspoons are  safe.",
        "category": Category.DANGEROUS,
        "severity": Severity.CRITICAL,
        "status": Status.READY,
        "headline": f"No dose of {uid} is known to be safe.",
        "excerpt": "",
        "reviewer": "Ana",
        "sources": 2,
        **changes,
    }
    return FoundNote(
        annotation=AnnotationUid(uid),
        article=ArticleUid(article),
        article_title=title,
        **values,
    )


def many(prefix, number):
    return tuple(found_note(f"{prefix}{place}") for place in range(number))


class Shelf:
    """Groups of notes, read by the page as from a library; remembers what was asked."""

    def __init__(self, **notes) -> None:
        self.notes = notes
        self.asked = []

    @property
    def groups(self):
        return tuple(
            NoteGroup(key=key, label=key.capitalize(), count=len(notes))
            for key, notes in self.notes.items()
        )

    def fetch(self, group, offset, limit):
        self.asked.append((group, offset, limit))
        notes = self.notes[group] if group else sum(self.notes.values(), ())
        return notes[offset : offset + limit]
