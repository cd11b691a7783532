"""The guideline for reviewers, as plain values: ten rules, the scales, the keys to begin with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from annotations import Category, Certainty, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A paragraph with what stands before and after it."""

    text: str
    #: A word that it explains, shown bold before it; empty for none.
    term: str = ""
    #: Keys that choose it, in words; empty for none.
    keys: str = ""
    #: True for an example, which is set apart.
    is_example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and what stands under it."""

    title: str
    entries: tuple[Entry, ...]

    @property
    def words(self) -> str:
        """All of it, folded for searching."""
        said = (f"{entry.term} {entry.text}" for entry in self.entries)
        return " ".join((self.title, *said)).casefold()


_RULES = (
    (
        "Say first what is right",
        (
            "Begin with the correct fact, in one sentence, and give it a source. Who reads "
            "nothing else has then read the truth, and the error only once, in its own place."
        ),
        (
            "“Kratom acts on opioid receptors and can be habit-forming.” And not: “It is wrong "
            "that kratom is harmless.”"
        ),
    ),
    (
        "Mark the smallest part that is wrong",
        (
            "Trim the sentence to the words at fault, so that nobody wonders what you mean. Keep "
            "the whole sentence where its point is wrong as a whole."
        ),
        "Of “Valerian has been used for centuries and cures insomnia” only “cures insomnia”.",
    ),
    (
        "One reason for each note",
        (
            "A sentence that is outdated and dangerous gets two notes. Each has a category, a "
            "severity and sources of its own, and each can be answered."
        ),
        "One note on the dose, another on mixing it with alcohol.",
    ),
    (
        "Look for the strongest source",
        (
            "A guideline, a regulator's decision or a systematic review comes before a single "
            "study, and that before a news report about it. One good source is better than five "
            "weak ones."
        ),
        "The regulator's safety notice, and not the newspaper that quotes it.",
    ),
    (
        "Keep the source's own words",
        (
            "Paste the sentence that bears you out, and say where it stands. The next reviewer "
            "then checks in a minute what took you an hour."
        ),
        "“No reliable evidence supports this use”, p. 4, checked today.",
    ),
    (
        "Answer the claim, leave the author alone",
        (
            "Say what is wrong with the sentence. Why somebody wrote it is not yours to know, "
            "unless they sell what they praise: then the category is undisclosed interest."
        ),
        "“No trial has shown this.” And not: “The author is lying.”",
    ),
    (
        "Say how sure one can be",
        (
            "Choose how certain the evidence is: high, moderate, low or very low. Where it is "
            "thin, say so in the note; “we do not know” is a finding."
        ),
        "“Two small trials disagree; certainty is low.”",
    ),
    (
        "Leave out what everyone knows",
        (
            "A note costs the reader attention. Write it where someone could be misled or harmed,"
            " and mark the rest as checked."
        ),
        "No note on “Sleep is important.” Press the key for “nothing to say” and go on.",
    ),
    (
        "Correct yourself in the open",
        (
            "When a note was wrong, change it or withdraw it with a reason. It is kept, and so is"
            " its history; nobody has to wonder what happened to it."
        ),
        "“Withdrawn because: the guideline was revised in March.”",
    ),
    (
        "This is no medical advice",
        (
            "Tell what the evidence says and where to ask, never what one person should take. "
            "Where waiting is dangerous, name the emergency number or poison line of your "
            "country."
        ),
        "“Do not stop it by yourself: ask the doctor who prescribed it.”",
    ),
)

_START = (
    ("next_sentence", "To the next sentence."),
    ("mark_checked", "Checked, nothing to say; on to the next one."),
    ("new_note", "A note on this sentence."),
    ("add_source", "A source, while a note is written."),
    ("contradiction", "Mark one sentence, then press it again on the one that it contradicts."),
    ("add_claim", "The note holds for this sentence, too."),
    ("save_ready", "Save the note for readers."),
    ("next_unseen", "To the next sentence that nobody has looked at."),
    ("keys", "All keys."),
)


def sections(keys_of: Callable[[str], str]) -> tuple[Section, ...]:
    """All sections in reading order.

    Args:
        keys_of: Keys of an action of the window by its id, in words.
    """
    return (*_rules(), _categories(keys_of), _severities(keys_of), _certainty(), _keys(keys_of))


def _rules() -> Iterator[Section]:
    for number, (title, text, example) in enumerate(_RULES, 1):
        entries = (Entry(text=text), Entry(text=example, is_example=True))
        yield Section(title=f"{number}. {title}", entries=entries)


def _categories(keys_of: Callable[[str], str]) -> Section:
    entries = (
        Entry(term=each.label, text=each.definition, keys=keys_of(f"category_{each.value}"))
        for each in Category
    )
    lead = Entry(text="The main reason for a note; each has exactly one.")
    return Section(title="Categories", entries=(lead, *entries))


def _severities(keys_of: Callable[[str], str]) -> Section:
    entries = (
        Entry(term=each.label, text=each.definition, keys=keys_of(f"severity_{each.id}"))
        for each in reversed(Severity)
    )
    lead = Entry(text="How much harm is done if the sentence is believed, true or not.")
    return Section(title="Severity", entries=(lead, *entries))


def _certainty() -> Section:
    meanings = {
        Certainty.HIGH: "More research will hardly change it.",
        Certainty.MODERATE: "More research may change it.",
        Certainty.LOW: "More research will probably change it.",
        Certainty.VERY_LOW: "Nobody can say much yet.",
    }
    entries = (Entry(term=each.label, text=text) for each, text in meanings.items())
    lead = Entry(text="How sure the evidence is, in the words of GRADE. It may stay empty.")
    return Section(title="Certainty", entries=(lead, *entries))


def _keys(keys_of: Callable[[str], str]) -> Section:
    entries = (Entry(term=keys_of(uid), text=text) for uid, text in _START if keys_of(uid))
    lead = Entry(text="Enough to begin with. The menus show all others.")
    return Section(title="Keys to begin with", entries=(lead, *entries))
