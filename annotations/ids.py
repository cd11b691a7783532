"""Typed identifiers. Every stored thing has a UUIDv7 as text; compare it, never parse it."""

from __future__ import annotations

import os
import time
from typing import NewType

ArticleUid = NewType("ArticleUid", str)
RevisionUid = NewType("RevisionUid", str)
AnnotationUid = NewType("AnnotationUid", str)
TargetUid = NewType("TargetUid", str)
EvidenceUid = NewType("EvidenceUid", str)
SourceUid = NewType("SourceUid", str)
ReviewerUid = NewType("ReviewerUid", str)
ActionId = NewType("ActionId", str)
EditUid = NewType("EditUid", str)
AttachmentUid = NewType("AttachmentUid", str)
OwnerId = NewType("OwnerId", str)


def new_uid() -> str:
    """Make a UUIDv7: 48 bits of Unix time in milliseconds, then 74 random bits.

    Ids made in different milliseconds sort by time as text.

    Source:
        RFC 9562, section 5.7.
    """
    milliseconds = time.time_ns() // 1_000_000
    random_bits = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & (1 << 48) - 1) << 80
    value |= 0x7 << 76
    value |= (random_bits >> 68 & 0xFFF) << 64
    value |= 0b10 << 62
    value |= random_bits & (1 << 62) - 1
    digits = f"{value:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
