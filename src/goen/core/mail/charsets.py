"""Bytes to text: declared charsets, wrong ones, missing ones."""

from __future__ import annotations

import codecs
import re

# Labels that mail really uses, and the superset that reads them without loss (WHATWG's table, and Japanese mail practice:
# "shift_jis" means Windows-31J, "iso-8859-1" means Windows-1252, "gb2312" means GB 18030).
_ALIASES = {
    "ascii": "ascii",
    "us-ascii": "ascii",
    "ansi_x3.4-1968": "ascii",
    "646": "ascii",
    "7bit": "ascii",
    "8bit": "",
    "unknown": "",
    "unknown-8bit": "",
    "x-unknown": "",
    "default": "",
    "none": "",
    "utf8": "utf-8",
    "utf-8": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
    "utf8mb4": "utf-8",
    "utf-7": "utf-7",
    "unicode-1-1-utf-7": "utf-7",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "iso_8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "windows-1252": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "windows-874": "cp874",
    "iso-8859-8-i": "cp1255",
    "iso-8859-8-e": "cp1255",
    "iso-8859-8": "cp1255",
    "visual": "cp1255",
    "shift_jis": "shift_jis",
    "shift-jis": "shift_jis",
    "shiftjis": "shift_jis",
    "sjis": "shift_jis",
    "x-sjis": "shift_jis",
    "ms_kanji": "cp932",
    "windows-31j": "cp932",
    "ms932": "cp932",
    "cp932": "cp932",
    "euc-jp": "euc_jp",
    "eucjp": "euc_jp",
    "x-euc-jp": "euc_jp",
    "x-euc": "euc_jp",
    "iso-2022-jp": "iso-2022-jp",
    "iso2022-jp": "iso-2022-jp",
    "iso-2022-jp-1": "iso-2022-jp",
    "iso-2022-jp-2": "iso2022_jp_2",
    "iso-2022-jp-ms": "iso-2022-jp",
    "cp50220": "iso-2022-jp",
    "cp50221": "iso-2022-jp",
    "jis": "iso-2022-jp",
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "big5": "cp950",
    "x-x-big5": "cp950",
    "big5-hkscs": "big5hkscs",
    "euc-kr": "cp949",
    "euckr": "cp949",
    "ks_c_5601-1987": "cp949",
    "ks_c_5601": "cp949",
    "ksc5601": "cp949",
    "korean": "cp949",
    "windows-949": "cp949",
    "x-windows-949": "cp949",
    "macintosh": "mac_roman",
    "x-mac-roman": "mac_roman",
    "x-mac-japanese": "cp932",
    "koi8": "koi8_r",
    "unicode": "utf-16",
}
_ESCAPED = re.compile(rb"\x1b(?:\$[@AB]|\$\([CDOPQ]|\([JI])")
_KANA_SJIS = re.compile(rb"\x82[\x9f-\xf1]|\x83[\x40-\x7e\x80-\x96]|\x81[\x41\x42\x45\x5b\x69\x6a\x75-\x7a]")
_KANA_EUC = re.compile(rb"[\xa4\xa5][\xa1-\xf6]|\xa1[\xa2\xa3\xd6\xd7\xca\xcb]")
_JIS_RUN = re.compile(rb"\x1b(\$[@B]|\$\(D|\([BJI])([^\x1b]*)")
_YEN = re.compile(r"\\(?=\d)")  # the byte of the backslash is the yen sign in Japanese fonts
_SPACED = re.compile(r"[\s\"']+")


def canonical(label: str) -> str | None:
    """The codec for a charset label; "" for labels that say nothing, None for one that nobody knows."""
    name = _SPACED.sub("", label).strip(";,.").lower()
    if not name:
        return ""
    known = _ALIASES.get(name)
    if known is not None:
        return known
    if name.startswith("cp-"):
        name = "cp" + name[3:]
    elif name.startswith("x-"):
        return canonical(name[2:])
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    # binary-to-binary codecs ("base64", "zlib") are labels of nothing; a bomb could hide behind one
    return info.name if getattr(info, "_is_text_encoding", True) and info.name not in _NOT_CHARSETS else None


_NOT_CHARSETS = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem", "palmos"})


def decode(data: bytes, label: str = "") -> tuple[str, str]:
    """The text of `data`, and a problem code or "".

    The declared charset is tried first. Problems: "charset-unknown:LABEL", "charset-wrong:LABEL" (declared but not so;
    guessed instead), "charset-missing" (8-bit and nothing declared).
    """
    codec = canonical(label)
    if data.isascii() and b"\x1b" not in data and (codec is None or codec not in _SEVEN_BIT):
        problem = "" if codec is not None else f"charset-unknown:{label[:40]}"
        return data.decode("ascii"), problem
    if codec is None:
        return guess(data), f"charset-unknown:{label[:40]}"
    if codec == "":
        return guess(data), "" if _ESCAPED.search(data) else "charset-missing"
    if codec == "ascii":
        return guess(data), "" if data.isascii() else f"charset-wrong:{label[:40]}"
    if codec == "iso-2022-jp":
        return _iso_2022_jp(data, label)
    if codec == "shift_jis":
        return _shift_jis(data, label)
    if codec in ("utf-8", "cp1252") and data.isascii() and _ESCAPED.search(data):
        return _iso_2022_jp(data, label)[0], f"charset-wrong:{label[:40]}"
    try:
        text = data.decode(codec)
    except (UnicodeError, ValueError):
        return _repaired(data, codec), f"charset-wrong:{label[:40]}"
    if codec not in _UNICODE and _looks_utf8(data, codec):
        return data.decode("utf-8"), f"charset-wrong:{label[:40]}"
    return text, ""


_MULTI_BYTE = frozenset({"shift_jis", "cp932", "euc_jp", "gb18030", "cp949", "cp950", "big5hkscs", "iso2022_jp_2"})
_UNICODE = frozenset({"utf-8", "utf-7", "utf-16", "utf-16-le", "utf-16-be", "utf-32"})
_SEVEN_BIT = frozenset({"utf-7", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "hz", "iso2022_kr"})


def _shift_jis(data: bytes, label: str) -> tuple[str, str]:
    """By the standard's table where it suffices (it has the wave dash that ISO-2022-JP has), else by Windows' (circled digits, ㈱)."""
    for codec in ("shift_jis", "cp932"):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if _looks_utf8(data, codec):
            return data.decode("utf-8"), f"charset-wrong:{label[:40]}"
        return _YEN.sub("¥", text), ""
    return _repaired(data, "cp932"), f"charset-wrong:{label[:40]}"


def guess(data: bytes) -> str:
    """The text of bytes whose charset nobody names: ISO-2022-JP, UTF-8, Shift_JIS, EUC-JP, else Windows-1252. Never fails."""
    if _ESCAPED.search(data) and data.isascii():
        return _iso_2022_jp(data, "")[0]
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # a long text that was cut or has one bad byte is still UTF-8
        if error.start > 0 and _mostly_utf8(data):
            return data.decode("utf-8", "replace")
    for codec, kana in (("euc_jp", _KANA_EUC), ("cp932", _KANA_SJIS)):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if _japanese(text, len(kana.findall(data))):
            return text
    return _western(data)


def _western(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _japanese(text: str, kana: int) -> bool:
    high = [c for c in text if c > "\x7f"]
    if not high:
        return False
    wide = sum(1 for c in high if "\u3000" <= c <= "\u30ff" or "\u4e00" <= c <= "\u9fff" or "\uff01" <= c <= "\uff5e")
    if wide < 0.9 * len(high):
        return False
    # accented Latin letters can pair up with the letter after them into a kanji; kana, or kanji side by side, cannot come of that
    return kana >= 2 or (
        wide >= 2 and re.search("[\u4e00-\u9fff\u3040-\u30ff]{2}", text) is not None and not re.search("[a-z][\u4e00-\u9fff]", text)
    )


def _looks_utf8(data: bytes, codec: str) -> bool:
    """Whether bytes declared otherwise are UTF-8 in truth: valid, and with more multi-byte sequences than text in that charset has by chance."""
    if data.isascii():
        return False
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    if codec == "cp1252":
        return True
    if codec not in _MULTI_BYTE:
        return len(data) - len(text) >= 6
    # two-byte sequences are valid text of these too; sequences of three are not
    return sum(1 for c in text[:10_000] if c > "\u07ff") >= 3


def _mostly_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for c in text if c > "\x7f") - bad
    return good > 4 * bad


def _repaired(data: bytes, codec: str) -> str:
    """Declared as `codec`, but not so everywhere."""
    if codec == "utf-8":
        return guess(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            text = data.decode(codec, "replace")
        except (UnicodeError, ValueError, LookupError):
            return guess(data)
        if codec == "cp1252":
            return data.decode("latin-1") if not _JIS_HINT.search(data) else guess(data)
        if text.count("\ufffd") * 10 > len(text):
            return guess(data)
    return text


_JIS_HINT = re.compile(rb"[\x81-\x9f][\x40-\xfc][\x81-\x9f][\x40-\xfc]")


def _iso_2022_jp(data: bytes, label: str) -> tuple[str, str]:
    """ISO-2022-JP as mail uses it: half-width katakana, vendor characters (circled digits), 8-bit intruders."""
    if not data.isascii():
        return guess(data) if not _ESCAPED.search(data) else _by_runs(data), f"charset-wrong:{label[:40]}"
    try:
        return data.decode("iso2022_jp"), ""
    except UnicodeDecodeError:
        return _by_runs(data), ""


def _by_runs(data: bytes) -> str:
    """Each run between escape sequences by itself, two-byte runs by way of Shift_JIS (which has the vendor rows)."""
    out: list[str] = []
    first = data.find(b"\x1b")
    out.append(guess(data[:first]) if first > 0 else "")
    for escape, run in _JIS_RUN.findall(data):
        if escape in (b"$B", b"$@"):
            # a line end returns to ASCII even where the writer forgot the escape
            line, newline, rest = run.partition(b"\n")
            out.append(_wide(line) + (newline + rest).decode("ascii", "replace"))
        elif escape == b"$(D":
            out.append((b"\x1b$(D" + run + b"\x1b(B").decode("iso2022_jp_ext", "replace"))
        elif escape == b"(I":
            out.append(bytes(b | 0x80 if 0x21 <= b <= 0x5F else b for b in run).decode("cp932", "replace"))
        else:
            out.append(run.decode("ascii") if run.isascii() else guess(run))
    return "".join(out)


def _wide(run: bytes) -> str:
    sjis = bytearray()
    i, n = 0, len(run)
    while i < n:
        a = run[i] & 0x7F
        if a < 0x21 or i + 1 >= n:
            sjis.append(a if a < 0x21 else 0x3F)
            i += 1
            continue
        b = run[i + 1] & 0x7F
        if not 0x21 <= b <= 0x7E:
            sjis.append(0x3F)
            i += 1
            continue
        row, cell = a - 0x21, b - 0x21
        lead = (row >> 1) + (0x81 if row < 62 else 0xC1)
        trail = cell + 0x9F if row & 1 else cell + 0x40 + (cell >= 63)
        sjis += bytes((lead, trail))
        i += 2
    return sjis.decode("cp932", "replace")
