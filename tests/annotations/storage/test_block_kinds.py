"""Blocks that a person says are something else: counted, undone, kept over a new text."""

from __future__ import annotations

import pytest

from annotations.errors import InvalidAnnotationError
from annotations.storage import block_kinds
from annotations.text.blocks import Block
from annotations.vocabulary import BlockChoice, BlockKind
from tests.annotations.storage.builders import add, conversion
from tests.annotations.storage.checks import assert_counts_are_true
from tests.annotations.storage.drafts import new_note, place

TEXT = """\
# Valerian
Share this page with all of your friends.
Valerian works at once. It takes four weeks.
Doses for adults
Take it every evening with water.
Share this page with all of your friends.
"""


@pytest.fixture
def article(library):
    return add(library, TEXT, "valerian.md").article.uid


def kinds(library, article):
    blocks = library.reviewed_article(article).revision.blocks
    return [(block.kind, block.folded) for block in blocks]


def coverage(library, article):
    return library.reviewed_article(article).coverage.of


@pytest.mark.parametrize(
    ("choice", "shown", "counted"),
    [
        (BlockChoice.HEADING, (BlockKind.H2, False), 5),
        (BlockChoice.PARAGRAPH, (BlockKind.P, False), 6),
        (BlockChoice.LIST_ITEM, (BlockKind.LI, False), 6),
        (BlockChoice.BOILERPLATE, (BlockKind.BOILERPLATE, False), 5),
        (BlockChoice.IGNORE, (BlockKind.BOILERPLATE, True), 5),
    ],
)
def test_every_kind_and_back(library, article, choice, shown, counted):
    assert coverage(library, article) == 6
    before = library.reviewed_article(article)
    change = library.set_block_kind(article, 3, choice)
    assert change.updated == (article,)
    reviewed = library.reviewed_article(article)
    assert kinds(library, article)[3] == shown
    assert reviewed.revision.text == before.revision.text
    assert reviewed.revision.sentences == before.revision.sentences
    assert coverage(library, article) == counted
    assert_counts_are_true(library)
    assert not library.set_block_kind(article, 3, choice)
    assert library.undo(change.action)
    assert library.reviewed_article(article).revision == before.revision
    assert_counts_are_true(library)
    assert library.redo(change.action)
    assert library.set_block_kind(article, 3, None)
    assert library.reviewed_article(article).revision == before.revision
    assert not library.set_block_kind(article, 3, None)


def test_only_the_one_of_two_equal_blocks(library, article):
    library.set_block_kind(article, 5, BlockChoice.IGNORE)
    assert kinds(library, article)[5] == (BlockKind.BOILERPLATE, True)
    assert kinds(library, article)[1] == (BlockKind.P, False)


def test_survives_a_new_text(library, article):
    library.set_block_kind(article, 3, BlockChoice.HEADING)
    library.set_block_kind(article, 5, BlockChoice.IGNORE)
    new = "A new first paragraph.\n" + TEXT.replace("Doses for adults", "Doses for most adults")
    change = library.accept_update(article, conversion(new), data=new.encode())
    assert kinds(library, article)[4] == (BlockKind.H2, False)
    assert kinds(library, article)[6] == (BlockKind.BOILERPLATE, True)
    assert kinds(library, article)[2] == (BlockKind.P, False)
    old = library.reviewed_article(article, revision=library.revisions(article)[-1].uid)
    assert old.revision.blocks[3].kind is BlockKind.H2
    assert_counts_are_true(library)
    library.undo(change.action)
    assert kinds(library, article)[3] == (BlockKind.H2, False)
    assert_counts_are_true(library)


def test_note_in_an_ignored_block_stays(library, article):
    quote = "Take it every evening with water."
    note = library.save_note(new_note(place(library, article, quote))).annotation
    library.set_block_kind(article, 4, BlockChoice.IGNORE)
    reviewed = library.reviewed_article(article)
    assert [shown.uid for shown in reviewed.annotations] == [note.uid]
    assert_counts_are_true(library)


def test_new_note_is_under_the_heading_that_was_made(library, article):
    library.set_block_kind(article, 3, BlockChoice.HEADING)
    target = place(library, article, "Take it every evening")
    saved = library.save_note(new_note(target)).annotation
    assert saved.targets[0].heading == "Doses for adults"


@pytest.mark.parametrize("index", [-1, 6])
def test_no_such_block(library, article, index):
    with pytest.raises(InvalidAnnotationError, match="not there any more"):
        library.set_block_kind(article, index, BlockChoice.HEADING)


def test_choices_by_words_and_ordinal():
    blocks = [Block(BlockKind.P, words) for words in ("one", "two", "one", "", "six")]
    stored = block_kinds.keep({2: BlockChoice.HEADING, 1: BlockChoice.IGNORE}, blocks)
    text = "\n".join(block.text for block in blocks)
    lengths = [len(block.text) for block in blocks]
    assert block_kinds.chosen(stored, lengths, text) == (
        (1, BlockChoice.IGNORE),
        (2, BlockChoice.HEADING),
    )
    less = block_kinds.without(stored, block_kinds.keep({2: BlockChoice.PARAGRAPH}, blocks))
    assert block_kinds.chosen(less, lengths, text) == ((1, BlockChoice.IGNORE),)
    more = block_kinds.joined(less, block_kinds.keep({1: BlockChoice.LIST_ITEM}, blocks))
    assert block_kinds.chosen(more, lengths, text) == ((1, BlockChoice.LIST_ITEM),)
    assert block_kinds.chosen("", lengths, text) == ()
    changed = block_kinds.with_choices(tuple(blocks), more, text)
    assert (changed[1].kind, changed[1].marker) == (BlockKind.LI, "•")
