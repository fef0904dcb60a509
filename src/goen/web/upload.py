"""Mail that is handed in through the browser goes straight into compressed files in the data folder, never into memory or a temporary file."""

from __future__ import annotations

import secrets
import zipfile
from pathlib import Path, PurePath
from typing import IO, Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopFutureHandlers, StopUpload

from goen import config
from goen.actions.mailboxes import FOLDER
from goen.config import prepare

HAND_IN = "/welcome/hand-in/"
LEVEL = 1  # mail packs to a third at it; more costs ten times the time for a tenth
PACKED = (".zip", ".gz")


class HandedIn(UploadedFile):
    """One file; `part` is where it stands now: by itself where it came packed, else in the archive of the request."""

    def __init__(self, name: str, size: int, part: Path, packed: str) -> None:
        super().__init__(None, name, None, size)
        self.part = part
        self.packed = packed


class IntoArchive(FileUploadHandler):
    """A file that is packed already stays as it is; all others of a request go into one archive."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._zip: zipfile.ZipFile | None = None
        self._archive = Path()
        self._out: IO[bytes] | None = None
        self._part = Path()
        self._parts: list[Path] = []
        self._names: set[str] = set()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self.request is None or self.request.path != HAND_IN:
            raise StopUpload(connection_reset=True)
        if not self.file_name:
            raise SkipFile
        if self._packed():
            self._part = self._new_part()
            self._out = self._part.open("wb")
        else:
            if self._zip is None:
                self._archive = self._new_part()
                self._zip = zipfile.ZipFile(self._archive, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL)
            self._part = self._archive
            entry = zipfile.ZipInfo(self._free_name(self.file_name))
            entry.compress_type = zipfile.ZIP_DEFLATED
            self._out = self._zip.open(entry, "w", force_zip64=True)
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        assert self._out is not None
        self._out.write(raw_data)

    def file_complete(self, file_size: int) -> HandedIn | None:
        if self._out is None:
            return None
        self._out.close()
        self._out = None
        return HandedIn(self.file_name, file_size, self._part, self._packed())

    def upload_complete(self) -> None:
        if self._zip is not None:
            self._zip.close()

    def upload_interrupted(self) -> None:
        if self._out is not None:
            self._out.close()
        self.upload_complete()
        for part in self._parts:
            part.unlink(missing_ok=True)

    def _packed(self) -> str:
        ending = PurePath(self.file_name).suffix.lower()
        return ending if ending in PACKED else ""

    def _new_part(self) -> Path:
        here = config.load()
        prepare(here)
        folder = here.home / FOLDER
        folder.mkdir(mode=0o700, exist_ok=True)
        part = folder / f".{secrets.token_hex(8)}.part"
        part.touch(mode=0o600)
        self._parts.append(part)
        return part

    def _free_name(self, name: str) -> str:
        """Files of one name, from several folders, stand in folders of their own."""
        free, n = name, 1
        while free in self._names:
            n += 1
            free = f"{n}/{name}"
        self._names.add(free)
        return free
