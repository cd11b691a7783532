"""Kill writers at random moments, and see that nothing they were promised is lost.

From a shell: `python -m tests.benchmarks.crashes [--rounds N] [--notes N] [--seed N]`.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from annotations.editing import NoteDraft, TargetDraft, UnsavedEdit
from annotations.errors import LibraryBusyError
from annotations.ids import EditUid, OwnerId, ReviewerUid
from annotations.model import CautionNote, Reviewer
from annotations.storage.library import Library, open_library
from annotations.vocabulary import Category, Severity, Status, TargetRole
from tests.annotations.storage.builders import add, conversion
from tests.annotations.storage.checks import assert_counts_are_true

OWNER = OwnerId("crash-owner")
EDIT = EditUid("crash-edit")
#: How many keepings or notes a writer is let live for, and how long after the last of them.
_MOST_STEPS = 40
_MOST_WAIT_S = 0.01
#: A new text takes about so long on a slow machine.
_LONGEST_UPDATE_S = 0.25
#: Letters typed between two keepings.
_BATCH = 8


@dataclass(frozen=True, slots=True)
class Losses:
    """What came of one kind of crash.

    Attributes:
        rounds: How many writers were killed.
        promised: Keepings, or notes, that they had been told are safe.
        longest_s: The oldest typing that was lost, in seconds before the kill.
    """

    rounds: int
    promised: int
    longest_s: float = 0.0


def main(arguments: list[str]) -> None:
    """Run all four and print what was lost: an assertion fails where it was too much."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--notes", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        typed = kill_typists(Path(folder), rounds=asked.rounds, seed=asked.seed)
        print(
            f"{typed.rounds} typists killed, {typed.promised} keepings acknowledged, none lost;"
            f" at most {typed.longest_s * 1000:.0f} ms of typing gone; file sound each time"
        )
        saved = kill_savers(Path(folder), rounds=asked.rounds, seed=asked.seed)
        print(
            f"{saved.rounds} savers killed, {saved.promised} notes acknowledged, none lost;"
            " file sound each time"
        )
        updated = kill_updaters(Path(folder), rounds=asked.rounds, seed=asked.seed)
        print(
            f"{updated.rounds} updaters killed, {updated.promised} new texts acknowledged: each"
            " time the article and all that is said of it were wholly the old or wholly the new"
        )
        retried = write_together(Path(folder), notes=asked.notes)
        print(
            f"2 writers, {asked.notes} notes each, none lost; {retried} times the file was busy"
            " for longer than the library waits, and was asked again; file sound"
        )


def kill_typists(folder: Path, *, rounds: int, seed: int) -> Losses:
    """Kill a process that keeps what is typed; what it was told is kept must be there."""
    path, article = _library(folder / "typing.caveat")
    chance = random.Random(seed)
    promised, longest = 0, 0.0
    for _ in range(rounds):
        lines, killed_at = _killed(chance, "typing", path, article)
        times = [float(line.split()[1]) for line in lines]
        kept_length = int(lines[-1].split()[0])
        with _sound(path) as library:
            (edit,) = library.unsaved_edits(article)
            text, at = edit.form["text"], edit.form["at"]
            assert len(text) >= kept_length, "an acknowledged edit is gone"
            assert text == _typed(len(text)), "an edit is not what was typed"
            library.drop_edit(EDIT)
        assert at >= times[-1], "an older edit came back"
        longest = max(longest, killed_at - at)
        promised += len(lines)
    assert longest < 1.0, f"{longest:.2f} s of typing lost"
    return Losses(rounds, promised, longest)


def kill_savers(folder: Path, *, rounds: int, seed: int) -> Losses:
    """Kill a process that saves notes; each that it was told of must be there."""
    path, article = _library(folder / "saving.caveat")
    chance = random.Random(seed)
    promised: set[str] = set()
    for _ in range(rounds):
        lines, _ = _killed(chance, "saving", path, article)
        promised.update(line.strip() for line in lines)
        with _sound(path) as library:
            there = {note.uid for note in library.reviewed_article(article).annotations}
        assert promised <= there, f"{len(promised - there)} acknowledged notes are gone"
    return Losses(rounds, len(promised))


def kill_updaters(folder: Path, *, rounds: int, seed: int) -> Losses:
    """Kill a process that takes new texts of an article with many notes and checks, to and
    fro: the article, its notes and its checks must all be on the same side.
    """
    path = folder / "updating.caveat"
    with open_library(path, owner=OWNER, create=True) as library:
        article = add(library, _first_text(), "long.md").article.uid
        sides = {_first_text(): _noted(library, article)}
        _update(library, article, _second_text())
        sides[_second_text()] = _said(library, article)
    assert len(set(sides.values())) == 2
    chance = random.Random(seed)
    promised = 0
    for _ in range(rounds):
        lines, _ = _killed(chance, "updating", path, article, steps=3, wait_s=_LONGEST_UPDATE_S)
        with _sound(path) as library:
            known = len(library.revisions(article))
            assert known >= 2 + promised + len(lines), "an acknowledged text is gone"
            promised = known - 2
            text = library.original(article).decode()
            assert _said(library, article) == sides[text], "neither wholly old nor wholly new"
    return Losses(rounds, promised)


def write_together(folder: Path, *, notes: int) -> int:
    """Two processes save notes into one library; returns how often they had to ask again."""
    path, article = _library(folder / "together.caveat")
    writers = [_started("saving", path, article, count=notes) for _ in range(2)]
    outputs = [writer.communicate() for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0], outputs
    promised = {line for output, _ in outputs for line in output.split()}
    assert len(promised) == 2 * notes
    with _sound(path) as library:
        there = {note.uid for note in library.reviewed_article(article).annotations}
    assert there == promised
    return sum(errors.count("busy") for _, errors in outputs)


def _library(path: Path) -> tuple[Path, str]:
    with open_library(path, owner=OWNER, create=True) as library:
        return path, add(library).article.uid


@contextlib.contextmanager
def _sound(path: Path) -> Iterator[Library]:
    """The library as the next start finds it, after all that can be checked of it."""
    with open_library(path, owner=OWNER) as library:
        assert_counts_are_true(library)
        yield library


def _killed(
    chance: random.Random,
    kind: str,
    path: Path,
    article: str,
    *,
    steps: int = _MOST_STEPS,
    wait_s: float = _MOST_WAIT_S,
) -> tuple[list[str], float]:
    """The lines that a writer had printed when it was killed, and when that was."""
    writer = _started(kind, path, article)
    assert writer.stdout is not None
    lines = [writer.stdout.readline() for _ in range(chance.randint(1, steps))]
    with contextlib.suppress(subprocess.TimeoutExpired):
        writer.wait(chance.uniform(0, wait_s))
    killed_at = time.monotonic()
    writer.kill()
    rest, errors = writer.communicate()
    lines += rest.splitlines(keepends=True)
    complete = [line for line in lines if line.endswith("\n")]
    assert complete, f"the writer did nothing: {errors}"
    return complete, killed_at


def _started(kind: str, path: Path, article: str, *, count: int = 0) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", __spec__.name if __spec__ else __name__, "--child"]
    return subprocess.Popen(
        [*command, kind, str(path), article, str(count)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )


def _child(kind: str, path: str, article: str, count: str) -> None:
    with open_library(Path(path), owner=OWNER, reviewer=_someone()) as library:
        if kind == "typing":
            _type(library, article)
        elif kind == "updating":
            _update_for_ever(library, article)
        else:
            _save(library, article, int(count))


def _someone() -> Reviewer:
    return Reviewer(uid=ReviewerUid("crash-reviewer"), name="A reviewer")


def _type(library: Library, article: str) -> None:
    length = 0
    while True:
        length += _BATCH
        at = time.monotonic()
        library.keep_edit(
            UnsavedEdit(
                uid=EDIT,
                article_uid=library.article(article).uid,
                annotation_uid=None,
                form={"text": _typed(length), "at": at},
            )
        )
        print(length, at, flush=True)


def _typed(length: int) -> str:
    words = "What a person types, letter by letter. "
    return (words * (length // len(words) + 1))[:length]


def _save(library: Library, article: str, count: int) -> None:
    reviewed = library.reviewed_article(article)
    sentences = reviewed.revision.sentences
    number = 0
    while not count or number < count:
        note = CautionNote(
            category=Category.UNSUPPORTED,
            severity=Severity(1 + number % 4),
            correction=f"Correction {number}",
            tags=(f"tag-{number % 5}",),
        )
        target = TargetDraft(
            role=TargetRole.CLAIM,
            article_uid=reviewed.article.uid,
            revision_uid=reviewed.revision.uid,
            span=sentences[number % len(sentences)],
        )
        draft = NoteDraft(note=note, status=Status.READY, targets=(target,))
        try:
            saved = library.save_note(draft)
        except LibraryBusyError:
            print("busy", file=sys.stderr, flush=True)
            continue
        print(saved.annotation.uid, flush=True)
        number += 1


def _first_text() -> str:
    return "# A long text\n" + "\n".join(
        f"Sentence number {number} is about {_word(number)}. It says {_word(number + 7)} twice."
        for number in range(120)
    )


def _second_text() -> str:
    """Some sentences changed, some gone, all the others moved."""
    lines = _first_text().split("\n")
    lines[10] = lines[10].replace("twice", "never")
    del lines[20:24]
    return "\n".join(["# A long text", "A new sentence comes first.", *lines[1:]])


def _word(number: int) -> str:
    return f"{('tea', 'wine', 'sleep', 'doses')[number % 4]} of the {number}th kind"


def _noted(library: Library, article: str) -> tuple[object, ...]:
    with contextlib.redirect_stdout(None):
        _save(library, article, 80)
    reviewed = library.reviewed_article(article)
    library.mark_checked(article, reviewed.revision.sentences[100:200])
    # What is closed by the first new text does not open again: leave what stays.
    _update(library, article, _second_text())
    _update(library, article, _first_text())
    return _said(library, article)


def _said(library: Library, article: str) -> tuple[object, ...]:
    """All that is said of an article, and where."""
    reviewed = library.reviewed_article(article)
    targets = [target for note in reviewed.annotations for target in note.targets]
    assert {target.revision_uid for target in targets} == {reviewed.revision.uid}
    return (
        reviewed.revision.text,
        reviewed.sentence_states,
        frozenset((target.uid, target.state, target.span) for target in targets),
        library.search("sentence comes first").articles_total,
    )


def _update(library: Library, article: str, text: str) -> None:
    library.accept_update(article, conversion(text), data=text.encode(), file_name="long.md")


def _update_for_ever(library: Library, article: str) -> None:
    while True:
        is_first = library.original(article).decode() == _first_text()
        _update(library, article, _second_text() if is_first else _first_text())
        print("updated", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        _child(*sys.argv[2:])
    else:
        main(sys.argv[1:])
