import pytest

from annotations import ArticleFields, Block, BlockKind, Conversion, ImportCancelledError, Span
from reader.importing import Converted, ImportRequest
from reader.previewing import Previewer


@pytest.fixture
def previewer():
    made = Previewer()
    yield made
    made.close()


@pytest.fixture
def converted():
    text = "A newer text."
    conversion = Conversion(
        blocks=(Block(kind=BlockKind.P, text=text),),
        sentences=(Span(0, len(text)),),
        fields=ArticleFields(title="A newer text"),
        title_is_suggested=True,
        encoding="utf-8",
        notice="",
        extractor="test",
        segmenter="test",
    )
    return Converted(ImportRequest(file_name="new.txt", updates="article"), conversion, b"")


def test_a_library_that_cannot_be_read_is_told(previewer, converted, qtbot, tmp_path):
    with qtbot.waitSignal(previewer.refused) as caught:
        previewer.start(tmp_path / "none.caveat", converted)
    assert caught.args[0]


def test_what_was_cancelled_is_no_problem(previewer, converted, qtbot, tmp_path, monkeypatch):
    def cancelled(*_args, is_cancelled, **_more):
        while not is_cancelled():
            pass
        raise ImportCancelledError("cancelled")

    monkeypatch.setattr("annotations.preview_update_at", cancelled)
    with qtbot.waitSignal(previewer.refused) as caught:
        previewer.start(tmp_path / "some.caveat", converted)
        previewer.cancel()
    assert caught.args == [""]


def test_how_far_it_is_and_what_was_found_are_told(
    previewer, converted, qtbot, tmp_path, monkeypatch
):
    def preview(_path, article, conversion, *, progress, **_more):
        progress(0.5, "Comparing")
        return article, conversion

    monkeypatch.setattr("annotations.preview_update_at", preview)
    steps = []
    previewer.progressed.connect(lambda *step: steps.append(step))
    with qtbot.waitSignal(previewer.previewed) as caught:
        previewer.start(tmp_path / "some.caveat", converted)
    assert steps == [(0.5, "Comparing")]
    assert caught.args[0].preview == ("article", converted.conversion)
