"""Whether two readings of an article show the same page, notes aside."""

from __future__ import annotations

from annotations import ReviewedArticle


def shows_same_text(before: ReviewedArticle | None, now: ReviewedArticle) -> bool:
    """True where text and blocks are the same; a person may say that a block is of another
    kind, and the text is still the same revision.
    """
    if before is None or before.revision.uid != now.revision.uid:
        return False
    old, new = before.revision.blocks, now.revision.blocks
    return old is new or [(b.kind, b.folded) for b in old] == [(b.kind, b.folded) for b in new]
