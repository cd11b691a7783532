"""The rules that correct a sentence splitter's cuts in running prose.

A cut is the position where the next sentence begins. The rules look at a few characters on
either side of it and know no language beyond common abbreviations.
"""

from __future__ import annotations

import re

#: How far back a rule looks: what a rule costs must not grow with the paragraph.
_BACK = 400
_AHEAD = 120
#: A sentence longer than this cannot be an enumerator alone.
_SHORT = 16
_LONGEST_ENUMERATOR = 7
_MAX_ITEMS = 200
#: A piece inside quotation marks of East Asian writing may be this long without a cut.
_LONG = 220

_OPENERS = "\"'“‘„«‹([¿¡"
_CLOSERS = "\"'”’»›)]*_¹²³⁰⁴⁵⁶⁷⁸⁹"
_EAST_ASIAN_CLOSERS = "」』）》〉】”’"
#: What goes on after a quotation: "he said", "that", a comma.
_EAST_ASIAN_LINKS = "とっ、，"
_FOOTNOTES = (
    r"(?:\s*\[(?:\d{1,3}(?:\s?[-–,]\s?\d{1,3})*|[a-z]|(?:note|nb) \d+|[a-z][a-z ]+ needed)\])+"
    r"(?!\S)"
)
_FOOTNOTE = re.compile(_FOOTNOTES)
#: "as he said. 4 Even though": a bare number that no noun follows is a footnote's.
_BARE_FOOTNOTE = re.compile(
    r"\d{1,3}\s+(?=(?:A|An|The|This|That|These|Those|It|He|She|They|We|You|I|In|On|At|By|For|From"
    r"|To|With|As|If|When|While|Although|Even|But|And|However|Also|Another|Some|Many|Such)\s)"
)
#: Ends of sentences that carry a footnote mark or an omission before the white space.
_MARKED_END = re.compile(
    rf"[.!?…][\"”’»)]*(?:{_FOOTNOTES}|(?<=[^\W\d_]{{3}}\.)\d{{1,3}}(?:[,–-]\d{{1,3}})*|[¹²³⁰-⁹]+)\s+(?=[A-Z“\"(\[])"
    r"|\[(?:\.\.\.|…)\]\s+(?=[A-Z])"
)
_GLUED_NUMBER = re.compile(r"\.[\"”’)]{0,2}[\d¹²³⁰-⁹]")
_ENUMERATOR = re.compile(
    r"[•⁃\-*]?\s*\(?(?:\d{1,3}\.?){1,3}[.)]{0,2}\Z|\(?(?:[A-Za-z]|[ivx]{1,4})[.)]{1,2}\Z"
)
_FIRST_ITEM = re.compile(r"\s*([•⁃]?)(\(?)(\d{1,2}|a)(\.\)|[.)])\s")
_ABBREVIATION = re.compile(
    r"(?<!\w)(?:max|min|approx|ca|circa|figs?|nos?|nr|n[°ºo]|vols?|eqs?|pp?|chap|sec|art|subsp|var"
    r"|i\.?v|i\.?m|p\.o|s\.c|b\.i\.d|t\.i\.d|q\.i\.d|q\.d|e\.g|i\.e|vs|cf|dr|st|resp|incl|excl"
    r"|(?:[^\W\d_]\.\s?)+[^\W\d_]|et al|c|d|b|r|m|div"
    r"|est|vit|spp?|mg|mcg|kg|ml|hrs?|oz|lbs?|tsp|tbsp)\.\Z",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"(?<!\w)[A-ZÀ-Þ]{1,2}\.\Z")
_CJK_ENDS = re.compile(r"[。！？｡](?!\Z)|(?<=[\u3040-\u9fff])[!?](?=[\u3040-\u9fff])")
_CJK = re.compile(
    r"([「『（《〈【“])|([」』）》〉】”])|(?:[。！？｡]|(?<=[\u3040-\u9fff])[!?](?=[\u3040-\u9fff]))+"
    r"[」』）》〉】”’]*\s*"
)


def is_missed(text: str, cut: int) -> bool:
    """Say whether a cut found by looking past quotes and brackets begins a sentence.

    Refuses a cut inside brackets that opened within the sentence: what follows the closing
    bracket would belong to neither side.
    """
    rest = text[cut : cut + 4].lstrip(" " + _OPENERS)
    if not rest or not (rest[0].isupper() or rest[0].isdigit()):
        return False
    left = text[max(0, cut - _BACK) : cut].rstrip()
    if _INITIALS.search(left[-6:]):
        return False
    if rest[0].isdigit() and not left[-4:-1].isalnum():
        return False
    opened = left.rfind("(")
    return (
        opened <= left.rfind(")")
        or not left[:opened].strip()
        or left[:opened].rstrip()[-1] in ".!?"
    )


def added_cuts(text: str) -> list[int]:
    """Cuts of kinds that sentencex does not know: marked ends, enumerations, East Asia."""
    cuts = []
    if "[" in text or _GLUED_NUMBER.search(text):
        cuts = [match.end() for match in _MARKED_END.finditer(text)]
    if _FIRST_ITEM.match(text):
        cuts += _item_cuts(text)
    if not text.isascii() and _CJK_ENDS.search(text):
        cuts += _cjk_cuts(text)
    return cuts


def settled(text: str, cut: int) -> int:
    """Move a cut so that closing quotes and footnote marks stay before it."""
    if (
        text[cut - 1 : cut] == " "
        and text[cut - 2 : cut - 1] in ".!?"
        and text[cut : cut + 1].isalpha()
    ):
        return cut
    end = cut
    while end and text[end - 1].isspace():
        end -= 1
    if end == cut:
        while end < len(text) and text[end] in _CLOSERS and _stands_alone(text, end + 1):
            end += 1
        if end > cut:
            return end
    note = _FOOTNOTE.match(text, end) or _BARE_FOOTNOTE.match(text, cut)
    if note:
        return note.end()
    start = end
    while start > 1 and text[start - 1] in _OPENERS and text[start - 2].isspace():
        start -= 1
    return start if start < end and not _closes(text, start) else cut


def _stands_alone(text: str, position: int) -> bool:
    following = text[position : position + 1]
    return not following or following.isspace() or following in _CLOSERS


def _closes(text: str, position: int) -> bool:
    """Say whether a mark with white space before it closes: only a straight one may."""
    return (
        text[position] == '"'
        and text[position + 1 : position + 2].isspace()
        and text.count('"', max(0, position - _BACK), position) % 2 == 1
    )


def is_wrong(text: str, start: int, cut: int) -> bool:
    """Say whether the sentence `[start, cut)` must not end at the cut."""
    if text[cut].isupper() and cut - start > _SHORT:
        return False
    before = text[max(start, cut - _BACK) : cut].strip()
    after = text[cut : cut + _AHEAD].lstrip()
    if not before or (len(before) <= _LONGEST_ENUMERATOR and _ENUMERATOR.match(before)):
        return True
    if cut + _AHEAD >= len(text) and not any(map(str.isalnum, after)):
        return True
    return _goes_on(before, after)


def _goes_on(before: str, after: str) -> bool:
    """Say whether what follows belongs to the sentence before it."""
    first = after[:1]
    if first.isdigit():
        return bool(_ABBREVIATION.search(before[-12:]))
    if first.islower():
        if not after.split(None, 1)[0].islower():  # mRNA, p-H, iPhone
            return False
        return before.endswith((*_CLOSERS, "…", "...")) or bool(_ABBREVIATION.search(before[-12:]))
    if first in _EAST_ASIAN_LINKS:
        return before[-1] in _EAST_ASIAN_CLOSERS
    if first == "(":
        return _goes_on_after_bracket(after)
    is_attribution = first in "-–—~" and before[-1] in _CLOSERS
    return is_attribution and not after.rstrip().endswith((".", "!", "?"))


def _goes_on_after_bracket(after: str) -> bool:
    close = after.find(")")
    following = after[close + 1 :].lstrip()[:1] if close > 0 else ""
    return following.islower() or (following != "" and following in ",;")


def _item_cuts(text: str) -> list[int]:
    """Cuts before the second and later items of an enumeration inside a line."""
    first = _FIRST_ITEM.match(text)
    if not first:
        return []
    bullet, bracket, number, closer = first.groups()
    cuts = []
    position = first.end()
    for _ in range(_MAX_ITEMS):
        number = str(int(number) + 1) if number.isdigit() else chr(ord(number) + 1)
        marker = re.compile(rf"(?<=\s){re.escape(bullet + bracket + number + closer)}\s")
        found = marker.search(text, position)
        if not found:
            break
        cuts.append(found.start())
        position = found.end()
    return cuts


def _cjk_cuts(text: str) -> list[int]:
    """Cuts after East Asian full stops that stand outside brackets and quotes."""
    cuts = []
    depth = 0
    opened = 0
    for match in _CJK.finditer(text):
        if match.group(1):
            opened = opened if depth else match.start()
            depth += 1
        elif match.group(2):
            depth = max(0, depth - 1)
        else:
            depth = max(0, depth - sum(match.group().count(c) for c in _EAST_ASIAN_CLOSERS))
            if not depth or match.start() - opened > _LONG:
                cuts.append(match.end())
    return cuts
