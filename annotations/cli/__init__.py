"""The command line without a window: `import`, `list`, `show`, `annotate`, `export`,
`sources`, `check`.

Results go to standard output, messages to standard error, both in UTF-8 whatever the
locale. The verbs are loaded when one is run, so that asking for their names costs nothing.
"""

from __future__ import annotations

import contextlib
import logging
import sys
from collections.abc import Iterator, Sequence

from annotations.cli.streams import close_quietly, prepare_streams, say
from annotations.errors import CaveatError

#: First words of a command line that needs no window.
VERBS: frozenset[str] = frozenset(
    {"import", "list", "show", "annotate", "export", "sources", "check"}
)

_log = logging.getLogger(__name__)


def run(argv: Sequence[str]) -> int:
    """Run one headless verb.

    Args:
        argv: What stands after the program's name: the verb, its arguments and options.

    Returns:
        0 all done; 1 something was refused, each with a sentence, and the rest is done;
        2 the command line is wrong. Nothing is raised for what a user or a file did.
    """
    prepare_streams()
    with _logged():
        try:
            return _run(list(argv))
        except CaveatError as error:
            say(str(error))
            return 1
        except Exception as error:  # noqa: BLE001 - no traceback ever reaches a user
            say_unexpected(error)
            return 1
        finally:
            close_quietly()


def say_unexpected(error: Exception) -> None:
    """Write what nobody foresaw to the log, and a sentence that says so."""
    from annotations.profile import log_path

    _log.error("Unexpected", exc_info=error)
    say(
        f"Something went wrong that Caveat did not expect ({type(error).__name__})."
        f" Please report it with the log, {log_path()}."
    )


def _run(argv: list[str]) -> int:
    import click

    from annotations.cli.verbs import caveat

    try:
        return int(caveat.main(args=argv, prog_name="caveat", standalone_mode=False) or 0)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.Abort:
        say("Stopped. What was finished before is kept.")
        return 1
    except click.ClickException as error:
        error.show()
        return error.exit_code


@contextlib.contextmanager
def _logged() -> Iterator[None]:
    """Send this package's log to the file, and its warnings to the terminal as well."""
    from annotations.profile import log_path

    package = logging.getLogger("annotations")
    handlers: list[logging.Handler] = []
    with contextlib.suppress(OSError):
        path = log_path()
        path.parent.mkdir(parents=True, exist_ok=True)
        file = logging.FileHandler(path, encoding="utf-8", errors="replace", delay=True)
        file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        handlers.append(file)
    if not logging.getLogger().handlers:
        terminal = logging.StreamHandler(sys.stderr)
        terminal.addFilter(lambda record: not record.exc_info)
        handlers.append(terminal)
    for handler in handlers:
        handler.setLevel(logging.WARNING)
        package.addHandler(handler)
    try:
        yield
    finally:
        for handler in handlers:
            package.removeHandler(handler)
            handler.close()
