"""How is a file taken in? Into memory, never onto the disk; one that is too large is counted and thrown away."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from safelight.web.fields import LARGEST_UPLOAD


class InMemory(FileUploadHandler):
    """Keeps a file's bytes up to the largest size. Of a larger one only its size is left, for the form to refuse it.

    Django's own handler for memory drops a large upload without a word: a form would be saved without its file.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self._kept = BytesIO()
        self._room = True

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep the next bytes, while there is room for them."""
        if self._room and start + len(raw_data) <= LARGEST_UPLOAD:
            self._kept.write(raw_data)
        else:
            self._room, self._kept = False, BytesIO()

    def file_complete(self, file_size: int) -> UploadedFile:
        """The file; one that was too large is empty but tells its true size."""
        self._kept.seek(0)
        return InMemoryUploadedFile(
            file=self._kept,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
