"""Cases of a re-review made by hand."""

from annotations import Authority, DiffKind, Severity, Span, diff_words
from reader.views.rereview.case_text import (
    CaseGroup,
    CaseText,
    NoteWords,
    Settled,
    SuggestedPlace,
    flag_chips,
)
from reader.views.rereview.summary_bar import Summary

NOTE = NoteWords(
    headline="The effective dose of valerian is not clear.",
    why="No source. Mayo Clinic says the effective dose is not clear because studies varied.",
    rank=Authority.B,
    relation="disputes",
    citation="Mayo Clinic, Valerian: a safe and effective herbal sleep aid?",
)
SETTLED = Settled(in_place=36, typographic=5, moved=3)


def case(uid, old, new="", *, group=CaseGroup.CHANGED, flags=(), **fields):
    runs = diff_words(old, new) if new else diff_words(old, old)
    values = {
        "annotation_uid": f"note-{uid}",
        "severity": Severity.SERIOUS,
        "headline": NOTE.headline,
        "detail": "How much to take · numbers differ",
        "title": "The sentence changed",
        "chips": tuple(flag_chips(runs, flags)),
        "match": "match 0.81" if new else "",
        "old_on": "2026-11-20",
        "new_on": "2026-11-21",
        "note": NOTE,
        "suggestions": (),
        "new_at": Span(0, len(new)) if new else None,
        **fields,
    }
    return CaseText(
        uid=uid,
        group=group,
        old=tuple(run for run in runs if run.kind is not DiffKind.ADDED),
        new=tuple(run for run in runs if run.kind is not DiffKind.REMOVED) if new else (),
        **values,
    )


DOSE = case(
    "dose",
    "The standard dose is 900 mg, taken three times a day.",
    "The standard dose is 600 mg, taken twice a day.",
    flags=("number",),
    suggestions=(
        SuggestedPlace(span=Span(90, 120), text="Some take 300 mg.", place="same section"),
    ),
)
FDA = case(
    "fda",
    "Valerian is approved by the FDA as a treatment for insomnia, so you can trust what is on"
    " the label.",
    "Valerian is not approved by the FDA as a treatment for insomnia, but you can trust what is"
    " on the label.",
    flags=("negation",),
    headline="FDA does not approve supplements before sale.",
    detail="Is valerian legal? · “not” added",
)
BAN = case(
    "ban",
    "In Europe, valerian has been banned since 2004 and may not be sold as a medicine.",
    group=CaseGroup.LOST,
    headline="Valerian is not banned in Europe.",
    detail="Is valerian legal? · 3 suggestions",
    title="The sentence is not in this text",
    suggestions=tuple(
        SuggestedPlace(span=Span(at, at + 40), text=text, place=place)
        for at, text, place in (
            (
                100,
                "In some European countries valerian may not be sold as a medicine.",
                "same section",
            ),
            (
                200,
                "As of my last update, travelers should check local rules before packing it.",
                "same section",
            ),
            (
                300,
                "Like all supplements, valerian products are not reviewed by the FDA.",
                "under “Is valerian safe?”",
            ),
        )
    ),
)
CASES = (DOSE, FDA, BAN)


def summary(*, decided=0):
    return Summary(
        changed_on="21 Nov 2026",
        compared_with="20 Nov 2026",
        unchanged=41,
        moved=3,
        changed=2,
        lost=1,
        decided=decided,
        of=3,
    )
