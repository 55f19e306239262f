"""Files to bytes and bytes to text, with the checks that every format needs."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

import charset_normalizer

from crossread.records import CrossreadError

MEGABYTE = 1_000_000
LARGEST_ARTICLE = 100 * MEGABYTE
LARGEST_ROW = 20 * MEGABYTE

_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a Word, OpenDocument or ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"\x7fELF", "a program"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_WESTERN = re.compile("[a-zA-ZÀ-ÿŒœŠšŽžŸ–—‘’“”„…•€«»°·§©®™£\u00a0¿¡ªº½¼¾²³\\s!-@\\[-`{-~]*")


def unreadable(path: Path, error: OSError) -> CrossreadError:
    """The error for a file that the operating system does not hand out."""
    reason = {
        FileNotFoundError: "there is no such file or folder",
        PermissionError: "you are not allowed to read it",
    }.get(type(error), f"it cannot be read ({error.strerror or type(error).__name__})")
    remedy = (
        "check the path" if isinstance(error, FileNotFoundError) else "check its permissions and the disk"
    )
    return CrossreadError(str(path), reason, remedy)


def binary(head: bytes) -> str | None:
    """What kind of binary file begins like this, or None if it may be text."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if bom(head) is None and b"\x00" in head:
        return "a binary file"
    return None


def bom(head: bytes) -> str | None:
    """The encoding that a byte order mark declares."""
    return next((name for mark, name in _BOMS if head.startswith(mark)), None)


def check_head(path: Path, head: bytes) -> None:
    """Raise CrossreadError if a file that begins like this is empty or no text."""
    if not head.strip():
        raise CrossreadError(str(path), "the file is empty", "leave it out or fill it")
    if kind := binary(head):
        raise CrossreadError(str(path), f"it is {kind}, not text", "save it as text or HTML")


def content(path: Path) -> bytes:
    """The bytes of a file that holds one article. Raises CrossreadError."""
    try:
        size = path.stat().st_size
        if size > LARGEST_ARTICLE:
            megabytes = f"{size / MEGABYTE:.0f} MB"
            raise CrossreadError(
                str(path),
                f"{megabytes} is too long for one article",
                "split it into articles, or make it JSONL",
            )
        raw = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error
    check_head(path, raw)
    return raw


def decode(path: Path, raw: bytes) -> tuple[str, str | None]:
    """The text with its line ends as they are, and the encoding if it had to be guessed.

    Raises CrossreadError if no encoding fits.
    """
    try:
        return raw.decode(bom(raw) or "utf-8"), None
    except UnicodeDecodeError:
        pass
    encoding = guess(raw)
    if encoding is None:
        raise CrossreadError(str(path), "its character encoding cannot be recognised", "save it as UTF-8")
    return raw.decode(encoding), encoding


def guess(raw: bytes) -> str | None:
    """The likely encoding of text that is not UTF-8, None if nothing fits.

    Windows-1252 if that reads as Western text, else what charset_normalizer finds.
    """
    try:
        western = raw.decode("cp1252")
    except UnicodeDecodeError:
        western = ""
    high = sum(byte >= 0x80 for byte in raw[:100_000])
    if western and _WESTERN.fullmatch(western) and high < 0.1 * min(len(raw), 100_000):
        return "cp1252"
    best = charset_normalizer.from_bytes(raw[:200_000]).best()
    if best is None:
        return None
    try:
        text = raw.decode(best.encoding)
    except UnicodeDecodeError:
        return None
    return best.encoding if len(_CONTROL.findall(text)) <= 0.01 * len(text) else None
