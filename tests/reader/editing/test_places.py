from annotations import Span, TargetDraft, TargetRole
from reader.editing.hints import READING_HINTS, EditorKeys, field_hints
from reader.editing.places import PlaceWords, describe_in
from tests.reader.views.card_samples import annotation, article, reviewed, target


def _draft(uid=None, *, article_uid="article", revision="revision", span=None):
    return TargetDraft(
        role=TargetRole.CONFLICT,
        article_uid=article_uid,
        revision_uid=revision,
        span=span,
        uid=uid,
    )


def test_places_are_named_from_the_text_and_from_the_stored_note():
    text = "Moss sleeps at noon."
    other = target("Moss wakes.", "Moss wakes.", role=TargetRole.CONFLICT, uid="other")
    note = annotation("note", [target(text, text), other])
    open_one = reviewed([text], [note], others=[article("other", "More Moss")])
    describe = describe_in(open_one, note)
    assert describe(_draft(span=Span(5, 11))) == PlaceWords("sleeps")
    stored = _draft(other.uid, article_uid="other", revision=None)
    assert describe(stored) == PlaceWords("Moss wakes.", "More Moss")
    unknown = _draft(article_uid="gone", revision="gone", span=Span(0, 4))
    assert describe(unknown) == PlaceWords("")
    assert describe_in(open_one)(_draft()) == PlaceWords("")


def test_hints_are_those_of_the_field():
    assert [hint.keys for hint in READING_HINTS] == ["Space", "N", "X"]
    adding = field_hints("source", "disputes", has_list=True)
    assert (adding[0].keys, adding[0].words) == ("Enter", "add as disputes")
    assert field_hints("source")[0].words == "paste DOI, PMID or address"
    assert field_hints("correction")[0].keys == "Ctrl K"
    assert field_hints("category-dangerous")[1].keys == "M"
    assert field_hints("severity-info")[0].words == "choose"
    assert field_hints("evidence-0-relation")[0].keys == "D S Q B C"
    assert field_hints("evidence-3-quote")[0].keys == "Ctrl Shift V"


def test_keys_that_are_bound_otherwise_are_named_so():
    keys = EditorKeys(add_source="Ctrl J", paste_quote="", severities=("F5", "F6", "F7", "F8"))
    assert field_hints("body", keys=keys)[0].keys == "Ctrl J"
    assert field_hints("evidence-0-quote", keys=keys)[0].keys == "Tab"
    assert keys.severity_caps == ("", "", "")
    assert EditorKeys().severity_caps == ("Alt", "1", "4")
    assert EditorKeys(severities=("Alt 1", "Ctrl 2", "Alt 3", "Alt 4")).severity_caps[0] == ""
