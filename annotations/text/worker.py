"""The parent's side of conversion: a child process that can be killed.

Python-Markdown and HTML parsers do not come back from some hostile files. Here a file runs
out of time, or is cancelled, and its process ends; the next file gets a new one.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

from annotations.errors import ImportCancelledError, ImportRefusedError
from annotations.model import Conversion
from annotations.text.convert import MAX_BYTES, Progress, conversion_from_json

_log = logging.getLogger(__name__)

TIMEOUT_S = 20.0
#: How often a running conversion looks whether it was cancelled.
POLL_S = 0.05


def read_import_file(path: Path) -> bytes:
    """Read a file that is to become an article.

    Raises:
        ImportRefusedError: it is missing, a folder, empty, unreadable or too large.
    """
    try:
        if path.is_dir():
            raise ImportRefusedError(f"“{path}” is a folder. Choose the files in it.")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ImportRefusedError(
                f"“{path}” is {size / 1e6:.0f} MB; Caveat reads articles of up to "
                f"{MAX_BYTES / 1e6:.0f} MB. Split it, or import a part."
            )
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ImportRefusedError(f"“{path}” is not there. Check its name and folder.") from error
    except PermissionError as error:
        raise ImportRefusedError(
            f"“{path}” may not be read by you. Ask its owner, or copy it elsewhere."
        ) from error
    except (OSError, ValueError) as error:
        raise ImportRefusedError(f"“{path}” cannot be read: {error}.") from error
    if not data.strip():
        raise ImportRefusedError(f"“{path}” is empty. Choose another file.")
    return data


class Converter:
    """Converts files in a child process, one at a time; safe to share between threads."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._answers: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def start(self) -> None:
        """Wake the child, so that it is there when the first file comes."""
        with self._turn:
            self._running_child()

    def convert(
        self,
        data: bytes,
        file_name: str,
        *,
        encoding: str | None = None,
        as_plain_text: bool = False,
        timeout_s: float = TIMEOUT_S,
        on_progress: Progress | None = None,
        is_cancelled: Callable[[], bool] | None = None,
    ) -> Conversion:
        """Convert the bytes of a file; waits until it is done. Arguments as `convert_bytes`.

        Args:
            timeout_s: Seconds after which the child is ended.
            is_cancelled: Asked some twenty times a second.

        Raises:
            ImportRefusedError: too large, empty, no text; or out of time, and then it may
                be opened as plain text.
            ImportCancelledError: `is_cancelled` said so.
        """
        request = {
            "size": len(data),
            "file_name": file_name,
            "encoding": encoding,
            "as_plain_text": as_plain_text,
            "timeout_s": timeout_s,
        }
        with self._turn:
            child = self._running_child()
            sender = threading.Thread(target=_send, args=(child, request, data), daemon=True)
            sender.start()
            is_answered = False
            try:
                answer = self._last_answer(file_name, timeout_s, on_progress, is_cancelled)
                is_answered = bool(answer)
            finally:
                if not is_answered:
                    # Whatever it may still say belongs to no one.
                    self._end()
        if answer is None:
            raise _out_of_time(file_name, as_plain_text=as_plain_text)
        if "refused" in answer:
            raise ImportRefusedError(answer["refused"])
        if "result" not in answer:
            raise _broke_off(file_name, as_plain_text=as_plain_text)
        return conversion_from_json(answer["result"])

    def close(self) -> None:
        """End the child; a later `convert` starts another."""
        with self._turn:
            self._end()

    def _running_child(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is None:
            return self._child
        self._end()
        child = subprocess.Popen(
            [sys.executable, "-m", "annotations.text.convert"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._child = child
        self._answers = queue.SimpleQueue()
        for target, arguments in ((_listen, (child, self._answers)), (_log_errors, (child,))):
            threading.Thread(target=target, args=arguments, daemon=True).start()
        return child

    def _last_answer(
        self,
        file_name: str,
        timeout_s: float,
        on_progress: Progress | None,
        is_cancelled: Callable[[], bool] | None,
    ) -> dict[str, Any] | None:
        """The answer that is no progress; None out of time, empty where the child has ended.

        Raises:
            ImportCancelledError: `is_cancelled` said so.
        """
        deadline = time.monotonic() + timeout_s
        while time.monotonic() < deadline:
            if is_cancelled is not None and is_cancelled():
                raise ImportCancelledError(f"The import of {_named(file_name)} was cancelled.")
            try:
                line = self._answers.get(timeout=POLL_S)
            except queue.Empty:
                continue
            answer = _parsed(line)
            if "progress" not in answer:
                return answer
            if on_progress is not None:
                on_progress(*answer["progress"])
        return None

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout, child.stderr):
            if pipe is not None:
                with contextlib.suppress(OSError, ValueError):
                    pipe.close()


def _environment() -> dict[str, str]:
    """The child finds this very package, wherever it was started from."""
    home = str(Path(__file__).parents[2])
    known = os.environ.get("PYTHONPATH", "")
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, (home, known))),
        "PYTHONSAFEPATH": "1",
        "PYTHONIOENCODING": "utf-8",
    }


def _send(child: subprocess.Popen[bytes], request: dict[str, Any], data: bytes) -> None:
    if child.stdin is None:
        return
    # A child that was ended in mid-sentence has no one to send to: its answer tells.
    with contextlib.suppress(OSError, ValueError):
        child.stdin.write(json.dumps(request).encode("ascii") + b"\n")
        child.stdin.write(data)
        child.stdin.flush()


def _parsed(line: bytes) -> dict[str, Any]:
    """The answer of a line; empty where the child has ended, or in mid-line."""
    try:
        answer: dict[str, Any] = json.loads(line)
    except ValueError:
        return {}
    return answer


def _listen(child: subprocess.Popen[bytes], answers: queue.SimpleQueue[bytes]) -> None:
    if child.stdout is not None:
        with contextlib.suppress(OSError, ValueError):
            for line in child.stdout:
                answers.put(line)
    answers.put(b"")


def _log_errors(child: subprocess.Popen[bytes]) -> None:
    if child.stderr is not None:
        with contextlib.suppress(OSError, ValueError):
            for line in child.stderr:
                _log.warning("Conversion: %s", line.decode("utf-8", errors="replace").rstrip())


def _named(file_name: str) -> str:
    return f"“{file_name}”" if file_name else "the pasted text"


def _out_of_time(file_name: str, *, as_plain_text: bool) -> ImportRefusedError:
    sentence = f"Converting {_named(file_name)} takes too long, and was stopped."
    if as_plain_text:
        return ImportRefusedError(f"{sentence} Split it, or import a part.")
    return ImportRefusedError(f"{sentence} Open it as plain text.", may_open_as_plain_text=True)


def _broke_off(file_name: str, *, as_plain_text: bool) -> ImportRefusedError:
    sentence = f"Converting {_named(file_name)} broke off."
    if as_plain_text:
        return ImportRefusedError(f"{sentence} Split it, or import a part.")
    return ImportRefusedError(f"{sentence} Open it as plain text.", may_open_as_plain_text=True)
