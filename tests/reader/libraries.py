"""Small libraries for tests, made through the public door."""

from annotations import (
    ArticleFields,
    Block,
    BlockKind,
    Conversion,
    OwnerId,
    Profile,
    Reviewer,
    ReviewerUid,
    Span,
    block_starts,
    open_library,
)

OWNER = OwnerId("owner-of-tests")
OTHER_OWNER = OwnerId("somebody-else")
PROFILE = Profile(reviewer=Reviewer(uid=ReviewerUid("r"), name="A reviewer"), owner=OWNER)


def conversion(*paragraphs: str, title: str = "", encoding: str = "utf-8") -> Conversion:
    """What a file of these paragraphs becomes, each being one sentence."""
    blocks = tuple(Block(kind=BlockKind.P, text=text) for text in paragraphs)
    starts = block_starts(blocks)
    return Conversion(
        blocks=blocks,
        sentences=tuple(
            Span(start, start + len(block.text))
            for start, block in zip(starts, blocks, strict=True)
        ),
        fields=ArticleFields(title=title or paragraphs[0]),
        title_is_suggested=not title,
        encoding=encoding,
        notice="",
        extractor="test/1",
        segmenter="test/1",
    )


def make_library(path, *titles: str, owner=OWNER):
    """Write a library with an article of one paragraph for each title; gives their uids."""
    with open_library(path, owner=owner, reviewer=PROFILE.reviewer, create=True) as library:
        return [
            library.add_article(
                conversion(f"All about {title}.", title=title),
                file_name=f"{title.lower()}.txt",
                data=f"All about {title}.".encode(),
            ).article.uid
            for title in titles
        ]
