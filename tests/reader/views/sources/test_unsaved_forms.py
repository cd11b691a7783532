from reader.views.sources.form_values import SourceForm
from reader.views.sources.unsaved_forms import NEW, UnsavedForms

ONE, TWO, THREE = (SourceForm(title=title) for title in ("One", "Two", "Three"))


def test_each_source_has_its_own():
    forms = UnsavedForms()
    forms.keep("a", ONE)
    forms.keep("b", TWO)
    forms.drop("a")
    assert "a" not in forms
    assert forms.get("a") is None
    assert forms.get("b") is TWO
    forms.drop("never kept")


def test_new_sources_come_back_the_latest_first():
    forms = UnsavedForms()
    for form in (ONE, TWO, THREE):
        forms.set_aside()
        forms.keep(NEW, form)
    found = []
    while (form := forms.take_new()) is not None:
        found.append(form)
        forms.drop(NEW)
    assert found == [THREE, TWO, ONE]


def test_what_is_taken_stays_until_it_is_dropped():
    forms = UnsavedForms()
    forms.keep(NEW, ONE)
    assert forms.take_new() is forms.take_new() is ONE
