"""A long text is laid out by itself, in steps that leave the window time to answer."""

import pytest
from PySide6.QtCore import QCoreApplication

from reader.views import lazy_layout
from reader.views.article_view import ArticleView
from tests.reader.views.page_samples import long_article, marked


@pytest.fixture
def view(qtbot, light, monkeypatch):
    # One step at a time, however fast the machine.
    monkeypatch.setattr(lazy_layout, "SECONDS", 0.0)
    view = ArticleView(light)
    qtbot.addWidget(view)
    view.resize(1338, 800)
    view.show()
    qtbot.waitExposed(view)
    return view


def laid_out(view):
    """How many blocks have lines."""
    document = view.page.document
    blocks = (document.findBlockByNumber(n) for n in range(document.blockCount()))
    return sum(block.layout().lineCount() > 0 for block in blocks)


def test_a_long_text_is_laid_out_step_by_step_to_its_end(view, qtbot, monkeypatch):
    steps = []
    monkeypatch.setattr(lazy_layout.LazyLayout, "_lay_out_more", counted(steps, view))
    with qtbot.waitSignal(view.overview_changed):
        view.show_article(marked(long_article(1500)))
    assert not view.is_laid_out
    qtbot.waitUntil(lambda: view.is_laid_out, timeout=20_000)
    assert len(steps) > 10
    per_step = [after - before for before, after in steps]
    assert max(per_step) < view.page.document.blockCount() / 5
    assert view.content_height() == round(view.page.document.size().height())


def counted(steps, view):
    lay_out_more = lazy_layout.LazyLayout._lay_out_more

    def step(self):
        before = laid_out(view)
        lay_out_more(self)
        steps.append((before, laid_out(view)))

    return step


def test_the_overview_hears_of_the_end_at_once(view, qtbot):
    view.show_article(marked(long_article(1500)))
    heard = []
    view.overview_changed.connect(lambda: heard.append(view.is_laid_out))
    qtbot.waitUntil(lambda: view.is_laid_out, timeout=20_000)
    assert heard[-1:] == [True]


def test_another_text_begins_anew(view, qtbot):
    view.show_article(marked(long_article(1500)))
    QCoreApplication.processEvents()
    view.show_article(marked(long_article(40)))
    qtbot.waitUntil(lambda: view.is_laid_out)
    assert view.content_height() == round(view.page.document.size().height())
