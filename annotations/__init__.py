"""The library of annotations: text, storage, exchange. Never imports Qt.

The names below are the whole public API; each is loaded on first use (PEP 562), so that
opening a window does not pay for what it does not show.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from annotations.anchoring.anchor import Anchor as Anchor
    from annotations.anchoring.flags import ChangeFlag as ChangeFlag
    from annotations.anchoring.flags import change_flags as change_flags
    from annotations.anchoring.quote_only import find_by_quote as find_by_quote
    from annotations.anchoring.revision_map import RevisionMap as RevisionMap
    from annotations.anchoring.revision_map import align_revisions as align_revisions
    from annotations.editing import EvidenceDraft as EvidenceDraft
    from annotations.editing import NoteDraft as NoteDraft
    from annotations.editing import PastAction as PastAction
    from annotations.editing import SavedNote as SavedNote
    from annotations.editing import TargetDraft as TargetDraft
    from annotations.editing import UnsavedEdit as UnsavedEdit
    from annotations.errors import ActionConflictError as ActionConflictError
    from annotations.errors import AmbiguousNameError as AmbiguousNameError
    from annotations.errors import CaveatError as CaveatError
    from annotations.errors import ImportCancelledError as ImportCancelledError
    from annotations.errors import ImportRefusedError as ImportRefusedError
    from annotations.errors import InvalidAnnotationError as InvalidAnnotationError
    from annotations.errors import LibraryBusyError as LibraryBusyError
    from annotations.errors import LibraryCorruptError as LibraryCorruptError
    from annotations.errors import LibraryError as LibraryError
    from annotations.errors import LibraryReadOnlyError as LibraryReadOnlyError
    from annotations.errors import LibraryTooNewError as LibraryTooNewError
    from annotations.errors import LibraryUnavailableError as LibraryUnavailableError
    from annotations.errors import NotALibraryError as NotALibraryError
    from annotations.errors import NotFoundError as NotFoundError
    from annotations.errors import SheetRefusedError as SheetRefusedError
    from annotations.exchange.markdown import ReportGrouping as ReportGrouping
    from annotations.exchange.markdown import export_markdown as export_markdown
    from annotations.exchange.review_sheet import Refusal as Refusal
    from annotations.exchange.review_sheet import ReviewSheet as ReviewSheet
    from annotations.exchange.review_sheet import read_review_sheet as read_review_sheet
    from annotations.ids import ActionId as ActionId
    from annotations.ids import AnnotationUid as AnnotationUid
    from annotations.ids import ArticleUid as ArticleUid
    from annotations.ids import AttachmentUid as AttachmentUid
    from annotations.ids import EditUid as EditUid
    from annotations.ids import EvidenceUid as EvidenceUid
    from annotations.ids import OwnerId as OwnerId
    from annotations.ids import ReviewerUid as ReviewerUid
    from annotations.ids import RevisionUid as RevisionUid
    from annotations.ids import SourceUid as SourceUid
    from annotations.ids import TargetUid as TargetUid
    from annotations.ids import new_uid as new_uid
    from annotations.model import Annotation as Annotation
    from annotations.model import Article as Article
    from annotations.model import ArticleFields as ArticleFields
    from annotations.model import ArticleSummary as ArticleSummary
    from annotations.model import CautionNote as CautionNote
    from annotations.model import Conversion as Conversion
    from annotations.model import Coverage as Coverage
    from annotations.model import Evidence as Evidence
    from annotations.model import LibraryChange as LibraryChange
    from annotations.model import ReviewedArticle as ReviewedArticle
    from annotations.model import Reviewer as Reviewer
    from annotations.model import Revision as Revision
    from annotations.model import Source as Source
    from annotations.model import Span as Span
    from annotations.model import StripTick as StripTick
    from annotations.model import Target as Target
    from annotations.model import TextQuoteSelector as TextQuoteSelector
    from annotations.model import note_warnings as note_warnings
    from annotations.profile import UNNAMED_REVIEWER as UNNAMED_REVIEWER
    from annotations.profile import Profile as Profile
    from annotations.profile import data_folder as data_folder
    from annotations.profile import default_library_path as default_library_path
    from annotations.profile import load_profile as load_profile
    from annotations.profile import log_path as log_path
    from annotations.profile import samples_library_path as samples_library_path
    from annotations.profile import save_profile as save_profile
    from annotations.query import Comparison as Comparison
    from annotations.query import Condition as Condition
    from annotations.query import Query as Query
    from annotations.query import QueryField as QueryField
    from annotations.query import Word as Word
    from annotations.query import format_query as format_query
    from annotations.query import parse_query as parse_query
    from annotations.query_completion import Completion as Completion
    from annotations.query_completion import QueryValues as QueryValues
    from annotations.query_completion import complete_query as complete_query
    from annotations.sources.bibliography import BibliographyFormat as BibliographyFormat
    from annotations.sources.bibliography import BibliographyResult as BibliographyResult
    from annotations.sources.bibliography import read_bibliography as read_bibliography
    from annotations.sources.bibliography import write_bibliography as write_bibliography
    from annotations.sources.citation import address as address
    from annotations.sources.citation import citation as citation
    from annotations.sources.citation import citation_name as citation_name
    from annotations.sources.citation import short_citation as short_citation
    from annotations.sources.freshness import is_stale as is_stale
    from annotations.sources.identifier_check import IdentifierCheck as IdentifierCheck
    from annotations.sources.identifier_check import IdentifierKind as IdentifierKind
    from annotations.sources.identifier_check import check_identifier as check_identifier
    from annotations.storage.articles import AddedArticle as AddedArticle
    from annotations.storage.attachments import AddedAttachment as AddedAttachment
    from annotations.storage.attachments import AttachmentRecord as AttachmentRecord
    from annotations.storage.attachments import read_attachment_file as read_attachment_file
    from annotations.storage.backup_names import backup_folder as backup_folder
    from annotations.storage.backups import Backup as Backup
    from annotations.storage.backups import backups as backups
    from annotations.storage.backups import keep_backup as keep_backup
    from annotations.storage.backups import restore_backup as restore_backup
    from annotations.storage.checking import CheckReport as CheckReport
    from annotations.storage.checking import RepairReport as RepairReport
    from annotations.storage.checking import check_library as check_library
    from annotations.storage.checking import repair_library as repair_library
    from annotations.storage.finding import FoundNote as FoundNote
    from annotations.storage.finding import FoundNotes as FoundNotes
    from annotations.storage.finding import NoteGrouping as NoteGrouping
    from annotations.storage.finding_groups import NoteGroup as NoteGroup
    from annotations.storage.finding_sources import FoundSources as FoundSources
    from annotations.storage.finding_sources import SourceRow as SourceRow
    from annotations.storage.finding_sources import SourceState as SourceState
    from annotations.storage.library import Library as Library
    from annotations.storage.library import open_library as open_library
    from annotations.storage.library_revisions import preview_update_at as preview_update_at
    from annotations.storage.list_values import ArticleFilter as ArticleFilter
    from annotations.storage.list_values import ArticleOrder as ArticleOrder
    from annotations.storage.list_values import CoverageFilter as CoverageFilter
    from annotations.storage.list_values import Facets as Facets
    from annotations.storage.reuse_values import ClaimNote as ClaimNote
    from annotations.storage.reuse_values import NoteSuggestion as NoteSuggestion
    from annotations.storage.reuse_values import ReusableNote as ReusableNote
    from annotations.storage.reuse_values import SameClaim as SameClaim
    from annotations.storage.review_cases import ReviewCase as ReviewCase
    from annotations.storage.revising import UpdatePreview as UpdatePreview
    from annotations.storage.search import ArticleHit as ArticleHit
    from annotations.storage.search import NoteHit as NoteHit
    from annotations.storage.search import SearchResults as SearchResults
    from annotations.storage.search import SourceHit as SourceHit
    from annotations.storage.sheets import AnnotateReport as AnnotateReport
    from annotations.storage.source_reading import SourceRecord as SourceRecord
    from annotations.storage.source_reading import SourceUse as SourceUse
    from annotations.storage.source_verbs import AddedSource as AddedSource
    from annotations.storage.source_verbs import AddedSources as AddedSources
    from annotations.storage.texts import RevisionInfo as RevisionInfo
    from annotations.storage.texts import StoredOriginal as StoredOriginal
    from annotations.storage.versions import FieldChange as FieldChange
    from annotations.storage.versions import VersionInfo as VersionInfo
    from annotations.text.blocks import Block as Block
    from annotations.text.blocks import Inline as Inline
    from annotations.text.blocks import InlineStyle as InlineStyle
    from annotations.text.blocks import block_starts as block_starts
    from annotations.text.blocks import canonical_text as canonical_text
    from annotations.text.convert import convert_bytes as convert_bytes
    from annotations.text.encoding import COMMON_ENCODINGS as COMMON_ENCODINGS
    from annotations.text.worker import Converter as Converter
    from annotations.text.worker import read_import_file as read_import_file
    from annotations.vocabulary import AccessedThrough as AccessedThrough
    from annotations.vocabulary import AnchorState as AnchorState
    from annotations.vocabulary import Authority as Authority
    from annotations.vocabulary import BlockChoice as BlockChoice
    from annotations.vocabulary import BlockKind as BlockKind
    from annotations.vocabulary import Category as Category
    from annotations.vocabulary import Certainty as Certainty
    from annotations.vocabulary import ExportLayout as ExportLayout
    from annotations.vocabulary import Relation as Relation
    from annotations.vocabulary import SentenceState as SentenceState
    from annotations.vocabulary import Severity as Severity
    from annotations.vocabulary import SourceType as SourceType
    from annotations.vocabulary import Status as Status
    from annotations.vocabulary import TargetRole as TargetRole
    from annotations.word_diff import DiffKind as DiffKind
    from annotations.word_diff import DiffRun as DiffRun
    from annotations.word_diff import diff_words as diff_words

_HOMES: dict[str, tuple[str, ...]] = {
    "annotations.anchoring.anchor": ("Anchor",),
    "annotations.anchoring.flags": ("ChangeFlag", "change_flags"),
    "annotations.anchoring.quote_only": ("find_by_quote",),
    "annotations.anchoring.revision_map": ("RevisionMap", "align_revisions"),
    "annotations.editing": (
        "EvidenceDraft",
        "NoteDraft",
        "PastAction",
        "SavedNote",
        "TargetDraft",
        "UnsavedEdit",
    ),
    "annotations.errors": (
        "ActionConflictError",
        "AmbiguousNameError",
        "CaveatError",
        "ImportCancelledError",
        "ImportRefusedError",
        "InvalidAnnotationError",
        "LibraryBusyError",
        "LibraryCorruptError",
        "LibraryError",
        "LibraryReadOnlyError",
        "LibraryTooNewError",
        "LibraryUnavailableError",
        "NotALibraryError",
        "NotFoundError",
        "SheetRefusedError",
    ),
    "annotations.exchange.markdown": ("ReportGrouping", "export_markdown"),
    "annotations.exchange.review_sheet": ("Refusal", "ReviewSheet", "read_review_sheet"),
    "annotations.sources.bibliography": (
        "BibliographyFormat",
        "BibliographyResult",
        "read_bibliography",
        "write_bibliography",
    ),
    "annotations.sources.freshness": ("is_stale",),
    "annotations.sources.identifier_check": (
        "IdentifierCheck",
        "IdentifierKind",
        "check_identifier",
    ),
    "annotations.sources.citation": ("address", "citation", "citation_name", "short_citation"),
    "annotations.ids": (
        "ActionId",
        "AnnotationUid",
        "ArticleUid",
        "AttachmentUid",
        "EditUid",
        "EvidenceUid",
        "OwnerId",
        "ReviewerUid",
        "RevisionUid",
        "SourceUid",
        "TargetUid",
        "new_uid",
    ),
    "annotations.model": (
        "Annotation",
        "Article",
        "ArticleFields",
        "ArticleSummary",
        "CautionNote",
        "Conversion",
        "Coverage",
        "Evidence",
        "LibraryChange",
        "ReviewedArticle",
        "Reviewer",
        "Revision",
        "Source",
        "Span",
        "StripTick",
        "Target",
        "TextQuoteSelector",
        "note_warnings",
    ),
    "annotations.profile": (
        "UNNAMED_REVIEWER",
        "Profile",
        "data_folder",
        "default_library_path",
        "load_profile",
        "log_path",
        "samples_library_path",
        "save_profile",
    ),
    "annotations.query": (
        "Comparison",
        "Condition",
        "Query",
        "QueryField",
        "Word",
        "format_query",
        "parse_query",
    ),
    "annotations.query_completion": ("Completion", "QueryValues", "complete_query"),
    "annotations.storage.articles": ("AddedArticle",),
    "annotations.storage.backup_names": ("backup_folder",),
    "annotations.storage.backups": ("Backup", "backups", "keep_backup", "restore_backup"),
    "annotations.storage.checking": (
        "CheckReport",
        "RepairReport",
        "check_library",
        "repair_library",
    ),
    "annotations.storage.finding": ("FoundNote", "FoundNotes", "NoteGrouping"),
    "annotations.storage.finding_groups": ("NoteGroup",),
    "annotations.storage.finding_sources": ("FoundSources", "SourceRow", "SourceState"),
    "annotations.storage.attachments": (
        "AddedAttachment",
        "AttachmentRecord",
        "read_attachment_file",
    ),
    "annotations.storage.library": ("Library", "open_library"),
    "annotations.storage.library_revisions": ("preview_update_at",),
    "annotations.storage.list_values": (
        "ArticleFilter",
        "ArticleOrder",
        "CoverageFilter",
        "Facets",
    ),
    "annotations.storage.review_cases": ("ReviewCase",),
    "annotations.storage.revising": ("UpdatePreview",),
    "annotations.storage.reuse_values": (
        "ClaimNote",
        "NoteSuggestion",
        "ReusableNote",
        "SameClaim",
    ),
    "annotations.storage.search": ("ArticleHit", "NoteHit", "SearchResults", "SourceHit"),
    "annotations.storage.sheets": ("AnnotateReport",),
    "annotations.storage.source_reading": ("SourceRecord", "SourceUse"),
    "annotations.storage.source_verbs": ("AddedSource", "AddedSources"),
    "annotations.storage.versions": ("FieldChange", "VersionInfo"),
    "annotations.storage.texts": ("RevisionInfo", "StoredOriginal"),
    "annotations.text.blocks": ("Block", "Inline", "InlineStyle", "block_starts", "canonical_text"),
    "annotations.text.convert": ("convert_bytes",),
    "annotations.text.encoding": ("COMMON_ENCODINGS",),
    "annotations.text.worker": ("Converter", "read_import_file"),
    "annotations.vocabulary": (
        "AccessedThrough",
        "AnchorState",
        "Authority",
        "BlockChoice",
        "BlockKind",
        "Category",
        "Certainty",
        "ExportLayout",
        "Relation",
        "SentenceState",
        "Severity",
        "SourceType",
        "Status",
        "TargetRole",
    ),
    "annotations.word_diff": ("DiffKind", "DiffRun", "diff_words"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = tuple(sorted(_HOME_OF))


def __getattr__(name: str) -> Any:
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module 'annotations' has no attribute {name!r}")
    value = getattr(importlib.import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
