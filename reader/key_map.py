"""Which keys do what: the table's own, and those that the user chose instead.

Keys are portable text ("Ctrl+Shift+V", "M, 1" for one after the other). The table may give an
action other keys while an article is being reviewed; keys that the user chose hold always.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from reader.action_spec import ActionSpec
from reader.action_table import ACTIONS

_log = logging.getLogger(__name__)

_MODES = (False, True)
_BETWEEN = "; "
_STRONG = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


def is_character_key(key: str) -> bool:
    """True for letters, digits and signs pressed by themselves or with Shift.

    Space is none: with Return, arrows and the like it is no letter that is said or typed by
    accident.
    """
    chords = _chords(QKeySequence(key))
    if not chords:
        return False
    first = chords[0]
    return (
        not first.keyboardModifiers() & _STRONG
        and Qt.Key.Key_Space < first.key() < Qt.Key.Key_Escape
    )


class KeyMap:
    """The keys of every action; a value that is replaced, never changed.

    Args:
        chosen: Action id -> the user's keys in portable text, several divided by "; "; empty
            text for none. What cannot be read is left out, with a log line.
    """

    def __init__(self, chosen: Mapping[str, str] = MappingProxyType({})) -> None:
        self._specs = {spec.id: spec for spec in ACTIONS}
        self._chosen: dict[str, tuple[str, ...]] = {}
        for action_id, text in chosen.items():
            keys = _parsed(text)
            if action_id not in self._specs:
                _log.warning("Keys are kept for an action that does not exist: %s", action_id)
            elif keys is None:
                _log.warning("The keys kept for %s are not understood: %s", action_id, text)
            else:
                self._chosen[action_id] = keys

    @property
    def chosen(self) -> Mapping[str, str]:
        """What the settings keep."""
        return MappingProxyType({uid: _BETWEEN.join(keys) for uid, keys in self._chosen.items()})

    def keys(self, action_id: str, *, is_reviewing: bool = False) -> tuple[str, ...]:
        """Keys of an action, the first to be shown in the menu."""
        spec = self._specs[action_id]
        if action_id not in self._chosen:
            return spec.default_keys(is_reviewing=is_reviewing)
        if spec.is_for_reviewing not in (None, is_reviewing):
            return ()
        return self._chosen[action_id]

    def all_keys(self, action_id: str) -> tuple[str, ...]:
        """Keys of an action in either mode, each once."""
        found = (key for mode in _MODES for key in self.keys(action_id, is_reviewing=mode))
        return tuple(dict.fromkeys(found))

    def is_changed(self, action_id: str) -> bool:
        """True where the user chose its keys."""
        return action_id in self._chosen

    def doubles(self, action_id: str, keys: Iterable[str]) -> tuple[ActionSpec, ...]:
        """Other actions that one of these keys would start already, in table order."""
        wanted = tuple(keys)
        mine = self._specs[action_id].is_for_reviewing
        return tuple(
            spec
            for spec in ACTIONS
            if spec.id != action_id
            and any(
                _collide(key, other)
                for mode in _MODES
                if mine in (None, mode)
                for other in self.keys(spec.id, is_reviewing=mode)
                for key in wanted
            )
        )

    def with_keys(self, action_id: str, keys: Iterable[str]) -> KeyMap:
        """Give an action these keys, and take them from every other."""
        return self._replaced(action_id, tuple(keys))

    def with_default(self, action_id: str) -> KeyMap:
        """Give an action its own keys again, and take them from every other."""
        spec = self._specs[action_id]
        keys = [key for mode in _MODES for key in spec.default_keys(is_reviewing=mode)]
        return self._replaced(action_id, tuple(dict.fromkeys(keys)), is_default=True)

    def default_doubles(self, action_id: str) -> tuple[ActionSpec, ...]:
        """Other actions that have taken keys which are this one's own."""
        spec = self._specs[action_id]
        return tuple(
            other
            for other in ACTIONS
            if other.id != action_id
            and any(
                _collide(mine, theirs)
                for mode in _MODES
                for mine in spec.default_keys(is_reviewing=mode)
                for theirs in self.keys(other.id, is_reviewing=mode)
            )
        )

    def _replaced(
        self, action_id: str, keys: tuple[str, ...], *, is_default: bool = False
    ) -> KeyMap:
        losers = self.default_doubles(action_id) if is_default else self.doubles(action_id, keys)
        fresh = KeyMap()
        fresh._chosen = dict(self._chosen)
        if is_default:
            fresh._chosen.pop(action_id, None)
        else:
            fresh._chosen[action_id] = keys
        for other in losers:
            left = (k for k in self.all_keys(other.id) if not any(_collide(k, x) for x in keys))
            # Its keys held in one mode only may be another's in the other mode.
            fresh._chosen[other.id] = ()
            fresh._chosen[other.id] = tuple(k for k in left if not fresh.doubles(other.id, (k,)))
        return fresh


def _parsed(text: str) -> tuple[str, ...] | None:
    """Keys from settings; None where one of them is no key."""
    if not text:
        return ()
    sequences = [QKeySequence(part) for part in text.split(_BETWEEN)]
    if any(not _is_known(sequence) for sequence in sequences):
        return None
    return tuple(sequence.toString() for sequence in sequences)


def _is_known(sequence: QKeySequence) -> bool:
    chords = _chords(sequence)
    return bool(chords) and all(
        chord.key() not in (Qt.Key.Key_unknown, Qt.Key(0)) for chord in chords
    )


def _chords(sequence: QKeySequence) -> list[QKeyCombination]:
    """The keys that are pressed one after the other; Qt's stubs do not know the index."""
    return [sequence[at] for at in range(sequence.count())]  # type: ignore[index]


def _collide(one: str, other: str) -> bool:
    """True where two keys are the same, or one is the beginning of the other."""
    mine, theirs = QKeySequence(one), QKeySequence(other)
    nothing = QKeySequence.SequenceMatch.NoMatch
    return mine.matches(theirs) is not nothing or theirs.matches(mine) is not nothing
