"""Every action of the window, in one table. Menus, shortcuts, the list of keys and the dialog
that changes them are all made from it.
"""

from __future__ import annotations

from collections.abc import Callable

from annotations import Category, Severity
from reader.action_spec import ActionSpec, Situation, always


def _reading(now: Situation) -> bool:
    return now.shows_article


def _at_hand(now: Situation) -> bool:
    return now.has_article


def _writable(now: Situation) -> bool:
    return now.is_writable


def _removable(now: Situation) -> bool:
    return now.is_writable and now.has_article and not now.is_in_trash


def _restorable(now: Situation) -> bool:
    return now.is_writable and now.has_article and now.is_in_trash


def _editing(now: Situation) -> bool:
    return now.is_editing


def _on_sentence(now: Situation) -> bool:
    return now.has_cursor


def _on_note(now: Situation) -> bool:
    return now.has_note


def _rows(menu: str, *, for_reviewing: bool | None = None) -> Callable[..., ActionSpec]:
    def row(
        action_id: str,
        text: str,
        *keys: str,
        when: Callable[[Situation], bool] = always,
        choice: str = "",
        switch: bool = False,
        section: bool = False,
        submenu: str = "",
        reviewing_keys: tuple[str, ...] | None = None,
        for_reviewing: bool | None = for_reviewing,
    ) -> ActionSpec:
        return ActionSpec(
            id=action_id,
            text=text,
            menu=menu,
            submenu=submenu,
            keys=keys,
            reviewing_keys=reviewing_keys,
            when=when,
            is_for_reviewing=for_reviewing,
            choice=choice,
            is_switch=switch,
            starts_section=section,
        )

    return row


def _file() -> tuple[ActionSpec, ...]:
    row = _rows("&File")
    return (
        row("new_library", "&New library...", "Ctrl+N"),
        row("open_library", "Open &library...", "Ctrl+Shift+O"),
        row("save_copy", "&Save a copy of the library...", "Ctrl+Shift+S"),
        row("import_files", "&Import articles...", "Ctrl+O", section=True),
        row("paste_article", "Paste text as an &article", "Ctrl+V"),
        row("show_folder", "Show the library's &folder", "Ctrl+Shift+D", section=True),
        row("backups", "&Backups...", "Ctrl+Alt+B"),
        row("check_library", "C&heck the library", "Ctrl+Alt+H"),
        row(
            "export",
            "&Export to Markdown...",
            "Ctrl+E",
            "Ctrl+Shift+E",
            when=_at_hand,
            section=True,
        ),
        row("print", "&Print...", "Ctrl+P", when=_reading),
        row(
            "close_article",
            "&Close the article",
            "Esc",
            "Alt+Left",
            reviewing_keys=("Esc",),
            when=_reading,
            section=True,
        ),
        row("quit", "&Quit", "Ctrl+Q", section=True),
    )


def _edit() -> tuple[ActionSpec, ...]:
    row = _rows("&Edit")
    return (
        row("undo", "&Undo", "Ctrl+Z", when=lambda now: now.can_undo),
        row("redo", "&Redo", "Ctrl+Shift+Z", "Ctrl+Y", when=lambda now: now.can_redo),
        row("copy", "&Copy", "Ctrl+C", section=True),
        row("copy_citation", "Copy with ci&tation", "Ctrl+Shift+C", when=_reading),
        row("find", "&Find", "Ctrl+F", "/", section=True),
        row("find_next", "Find &next", "F3", "Ctrl+G", when=_reading),
        row("find_previous", "Find &previous", "Shift+F3", "Ctrl+Shift+G", when=_reading),
        row("search_library", "Search all articles", "Ctrl+Shift+F"),
    )


def _view() -> tuple[ActionSpec, ...]:
    row = _rows("&View")
    return (
        row("show_library", "&Library", "Ctrl+L"),
        row("all_notes", "All n&otes", "Ctrl+Shift+N"),
        row("show_sources", "So&urces", "Ctrl+Shift+K"),
        row("next_caution", "&Next caution", "N", when=_reading, section=True, for_reviewing=False),
        row("previous_caution", "&Previous caution", "P", when=_reading, for_reviewing=False),
        row("next_place", "Next place of the no&te", "Shift+G", when=_reading),
        row("swap_focus", "From note to text, and &back", "G", when=_reading),
        row("go_back", "&Where I was before", "Backspace", when=_reading),
        row("threshold_info", "&All cautions", "Ctrl+1", choice="threshold", section=True),
        row("threshold_moderate", "&Moderate and worse", "Ctrl+2", choice="threshold"),
        row("threshold_serious", "&Serious and worse", "Ctrl+3", choice="threshold"),
        row("threshold_critical", "&Critical only", "Ctrl+4", choice="threshold"),
        row("hide_marks", "&Hide marks", "H", when=_reading, switch=True),
        row("text_larger", "La&rger text", "Ctrl++", "Ctrl+=", section=True),
        row("text_smaller", "Smaller te&xt", "Ctrl+-"),
        row("text_normal", "Normal text si&ze", "Ctrl+0"),
        row("theme_system", "Colours of the s&ystem", "F6", choice="theme", section=True),
        row("theme_light", "L&ight", "F7", choice="theme"),
        row("theme_dark", "&Dark", "F8", choice="theme"),
        row("reduced_motion", "R&educed motion", "Ctrl+Shift+M", switch=True, section=True),
    )


def _article() -> tuple[ActionSpec, ...]:
    row = _rows("&Article")
    return (
        row("details", "&Details", "Ctrl+I", when=_at_hand),
        row("rename", "&Rename", "F2", when=_removable),
        row("open_address", "&Open web address...", "Ctrl+U", when=lambda now: now.has_address),
        row(
            "update_text",
            "&Update the text...",
            "Ctrl+Shift+U",
            when=_removable,
            section=True,
        ),
        row("update_from_clipboard", "Update the text by &paste", "Ctrl+Alt+V", when=_removable),
        row("reread_text", "Read the &file anew", "Ctrl+Alt+R", when=_removable),
        row("rereview", "&Look at notes again", "Ctrl+Shift+Y", when=_removable),
        row("earlier_texts", "&Earlier texts...", "Ctrl+Alt+E", when=_at_hand),
        row(
            "block_kind",
            "W&hat this part is...",
            "Ctrl+Shift+B",
            when=lambda now: now.is_writable and now.shows_article and not now.is_in_trash,
        ),
        row(
            "remove",
            "Re&move",
            "Delete",
            reviewing_keys=("Ctrl+Delete",),
            when=_removable,
            section=True,
        ),
        row("restore", "Res&tore", "Ctrl+Shift+R", when=_restorable),
    )


def _review() -> tuple[ActionSpec, ...]:
    row = _rows("&Review", for_reviewing=True)
    either = {"for_reviewing": None}
    return (
        row(
            "review_mode",
            "&Review this article",
            "Ctrl+R",
            when=lambda now: now.is_writable and now.shows_article,
            switch=True,
            **either,
        ),
        row("next_sentence", "&Next sentence", "J", "Down", section=True),
        row("previous_sentence", "&Previous sentence", "K", "Up"),
        row("next_unseen", "Next &unseen sentence", "Alt+U"),
        row("mark_checked", "&Checked, nothing to say", "Space", when=_on_sentence, section=True),
        row("mark_unseen", "Not checked after &all", "U", when=_on_sentence),
        row("contradiction", "Mark contra&diction", "X", when=_on_sentence),
        row("extend_next", "&Extend by a sentence", "Shift+J", when=_on_sentence, section=True),
        row("extend_previous", "Extend &back by a sentence", "Shift+K", when=_on_sentence),
        row("trim_end_back", "Leave out the &last word", "Alt+Left", when=_on_sentence),
        row("trim_end_on", "Take in a word a&t the end", "Alt+Right", when=_on_sentence),
        row("trim_start_on", "Leave out the &first word", "Alt+Shift+Right", when=_on_sentence),
        row("trim_start_back", "Take in a word at the &start", "Alt+Shift+Left", when=_on_sentence),
        row(
            "advance_after_save",
            "&Go on to the next unseen after saving",
            "Ctrl+Shift+A",
            switch=True,
            section=True,
            **either,
        ),
        row("reviewer_identity", "&Who reviews...", "Ctrl+Shift+I", **either),
    )


def _note() -> tuple[ActionSpec, ...]:
    row = _rows("&Note", for_reviewing=True)
    return (
        row("new_note", "&New note", "N", "Return", "Enter", when=_on_sentence),
        row("edit_note", "&Edit", "E", when=_on_note),
        *_categories(),
        *_severities(),
        row("add_source", "Add &source", "Ctrl+K", when=_editing, section=True),
        row("paste_quote", "Paste as the source's &words", "Ctrl+Shift+V", when=_editing),
        row("save_ready", "Save as &ready", "Ctrl+Return", when=_editing),
        row("save_draft", "Keep as &draft", "Ctrl+S", when=_editing),
        row("discard_edit", "Throw away what is &being written", "Ctrl+Shift+X", when=_editing),
        row(
            "add_claim",
            "&Add this sentence to the note",
            "+",
            when=lambda now: now.has_cursor and (now.is_editing or now.has_note or now.has_pinned),
            section=True,
        ),
        row(
            "remove_claim",
            "&Take this sentence out of the note",
            "-",
            when=lambda now: now.has_cursor and (now.is_editing or now.has_note),
        ),
        row(
            "pin_note",
            "&Pin, to add sentences of other articles",
            "T",
            when=lambda now: now.has_note or now.has_pinned,
        ),
        row("reuse_note", "&Use a note again...", "R", when=_on_sentence, section=True),
        row("accept_suggestion", "Attach what is su&ggested", "Y", when=_on_sentence),
        row("accept_same", "Attach all that are identical", "Shift+Y", when=_on_sentence),
        row("reject_suggestion", "What is suggested does not fit", "Q", when=_on_sentence),
        row("same_claim", "The same claim elsewhere...", "Shift+S", when=_on_sentence),
        row("next_note", "Ne&xt note", "]", section=True),
        row("previous_note", "Previ&ous note", "["),
        row("approve_note", "Appro&ve", "A", when=_on_note, section=True),
        row("withdraw_note", "W&ithdraw...", "W", when=_on_note),
        row("delete_note", "De&lete", "Delete", when=_on_note),
        row("note_history", "&History...", "Ctrl+H", when=_on_note, for_reviewing=None),
        row(
            "deleted_notes",
            "Deleted notes...",
            "Ctrl+Shift+T",
            when=_writable,
            for_reviewing=None,
        ),
    )


def _categories() -> tuple[ActionSpec, ...]:
    row = _rows("&Note", for_reviewing=True)
    rare = [category for category in Category if category.key is None]
    return tuple(
        row(
            f"category_{category}",
            category.label,
            category.key or f"M, {rare.index(category) + 1}",
            when=lambda now: now.has_cursor or now.is_editing,
            submenu="&Category",
            section=bool(rare) and category is rare[0],
        )
        for category in Category
    )


def _severities() -> tuple[ActionSpec, ...]:
    row = _rows("&Note", for_reviewing=True)
    return tuple(
        row(
            f"severity_{severity.id}",
            severity.label,
            f"Alt+{int(severity)}",
            when=_editing,
            submenu="Severit&y",
        )
        for severity in Severity
    )


def _help() -> tuple[ActionSpec, ...]:
    row = _rows("&Help")
    return (
        row(
            "samples",
            "&Welcome: the sample articles",
            "F1",
            reviewing_keys=("Ctrl+F1",),
        ),
        row("guideline", "&Guideline for reviewers", "Ctrl+F1", reviewing_keys=("F1",)),
        row("keys", "&Keys", "?", section=True),
        row("change_keys", "&Change keys...", "Ctrl+,"),
        row("single_keys", "&Single-letter keys", "F9", switch=True),
        row("about", "&About Caveat", "Shift+F1", section=True),
    )


ACTIONS: tuple[ActionSpec, ...] = (
    *_file(),
    *_edit(),
    *_view(),
    *_article(),
    *_review(),
    *_note(),
    *_help(),
)
