"""Articles as a review sees them: with sentences and the state of each."""

from dataclasses import replace

from annotations import SentenceState, Status, TargetRole
from annotations.text.sentences import segment
from tests.reader.views.page_samples import marked


def in_review(article, *, ok=(), drafts=()):
    """The article with its sentences; those that hold a quote of `ok` are checked.

    Args:
        article: An article of `page_samples`.
        ok: Quotes of sentences that are checked and have nothing to say.
        drafts: Uids of notes that are drafts.
    """
    text = article.revision.text
    sentences = segment(article.revision.blocks, "en")
    notes = tuple(
        replace(note, status=Status.DRAFT) if note.uid in drafts else note
        for note in article.annotations
    )
    claims = [
        target.span
        for note in notes
        for target in note.targets
        if note.status.is_published and target.role is TargetRole.CLAIM
    ]

    def state(sentence):
        if any(claim.overlaps(sentence) for claim in claims):
            return SentenceState.FLAGGED
        words = text[sentence.start : sentence.end]
        is_ok = any(quote in words for quote in ok)
        return SentenceState.OK if is_ok else SentenceState.UNSEEN

    return replace(
        article,
        revision=replace(article.revision, sentences=sentences),
        annotations=notes,
        sentence_states=tuple(state(sentence) for sentence in sentences),
    )


def reviewable(blocks, *notes, ok=(), drafts=(), **fields):
    """An article with notes n0, n1 ... as `marked` makes it, in review."""
    return in_review(marked(blocks, *notes, **fields), ok=ok, drafts=drafts)
