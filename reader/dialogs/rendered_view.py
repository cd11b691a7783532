"""An export as its reader sees it: the Markdown read back by Caveat's own importer.

The text is converted in the killable worker and shown by the article's own view, so that a
hostile article can do no more here than anywhere else.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from annotations import (
    Article,
    Block,
    BlockKind,
    Conversion,
    Coverage,
    Inline,
    InlineStyle,
    ReviewedArticle,
    Revision,
    RevisionUid,
    SentenceState,
    Severity,
)

_ALERTS = {f"[!{severity.alert}]": severity for severity in Severity}


def rendered(conversion: Conversion, article: Article) -> ReviewedArticle:
    """Wrap a converted export as an article without notes, so that the view can show it."""
    blocks = tuple(_unfolded(block) for block in conversion.blocks)
    return ReviewedArticle(
        article=article,
        revision=Revision(
            # Never the same: the view would keep the text of the export before.
            uid=RevisionUid(uuid4().hex),
            article_uid=article.uid,
            text="\n".join(block.text for block in blocks),
            blocks=blocks,
            sentences=(),
            encoding="",
            notice="",
            extractor="",
            segmenter="",
            text_sha256="",
            created_at="",
        ),
        annotations=(),
        sentence_states=tuple[SentenceState, ...](),
        coverage=Coverage(checked=0, of=0),
    )


def _unfolded(block: Block) -> Block:
    """Nothing is folded in a preview; the sign of an alert becomes its word, in bold."""
    severity = _ALERTS.get(block.text.strip())
    if severity is None:
        return replace(block, folded=False)
    word = severity.alert.capitalize()
    bold = Inline(0, len(word), InlineStyle.STRONG)
    return replace(block, kind=BlockKind.P, text=word, inlines=(bold,), folded=False)
