"""Mail that is handed in through the browser goes straight into a compressed archive in the data folder, never into memory or a temporary file."""

from __future__ import annotations

import secrets
import zipfile
from pathlib import Path
from typing import IO, Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopFutureHandlers, StopUpload

from goen import config
from goen.config import prepare

FOLDER = "mailboxes"
HAND_IN = "/welcome/hand-in/"
LEVEL = 1  # mail packs to a third at it; more costs ten times the time for a tenth


class HandedIn(UploadedFile):
    """One file of the archive; `archive` is where it stands, not finished until `finish` was called."""

    def __init__(self, name: str, size: int, handler: IntoArchive) -> None:
        super().__init__(None, name, None, size)
        self.handler = handler

    @property
    def archive(self) -> Path:
        return self.handler.finish()


class IntoArchive(FileUploadHandler):
    """One archive a request. What is not finished is removed when the request was broken off, or at the next start."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._zip: zipfile.ZipFile | None = None
        self._entry: IO[bytes] | None = None
        self._path = Path()
        self._names: set[str] = set()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self.request is None or self.request.path != HAND_IN:
            raise StopUpload(connection_reset=True)
        if not self.file_name:
            raise SkipFile
        if self._zip is None:
            here = config.load()
            prepare(here)
            folder = here.home / FOLDER
            folder.mkdir(mode=0o700, exist_ok=True)
            self._path = folder / f".{secrets.token_hex(8)}.part"
            self._zip = zipfile.ZipFile(self._path, "x", zipfile.ZIP_DEFLATED, compresslevel=LEVEL)
            self._path.chmod(0o600)
        self._entry = self._zip.open(zipfile.ZipInfo(self._free_name(self.file_name)), "w", force_zip64=True)
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        assert self._entry is not None
        self._entry.write(raw_data)

    def file_complete(self, file_size: int) -> HandedIn | None:
        if self._entry is None:
            return None
        self._entry.close()
        self._entry = None
        return HandedIn(self.file_name, file_size, self)

    def upload_interrupted(self) -> None:
        self.discard()

    def finish(self) -> Path:
        """The archive, closed."""
        if self._zip is not None:
            self._zip.close()
            self._zip = None
        return self._path

    def discard(self) -> None:
        if self._entry is not None:
            self._entry.close()
        self.finish().unlink(missing_ok=True)

    def _free_name(self, name: str) -> str:
        """Files of one name, from several folders, stand in folders of their own."""
        free, n = name, 1
        while free in self._names:
            n += 1
            free = f"{n}/{name}"
        self._names.add(free)
        return free
