"""The words that names are looked for in, numbered, with all that is asked about each as arrays: many texts are gone over in one go."""

from __future__ import annotations

import re
from functools import cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

REMEMBERED = 50_000  # words; the tables are emptied when they grow larger

INNER = {"of", "and", "&", "the", "for", "de", "du", "la", "van", "von", "der", "del", "al", "bin", "/", "+"}
ROLE_NOUN = re.compile(
    r"(?:role|position|post|vacancy|job|opening|opportunity|posting|placement|traineeship|fellowship|internship|apprenticeship)s?$", re.I
)
MONTHS = {w for m in "january february march april may june july august september october november december".split() for w in (m, m[:3])}
DAYS = {w for d in "monday tuesday wednesday thursday friday saturday sunday".split() for w in (d, d[:3])}
CALENDAR = MONTHS | DAYS | {"am", "pm", "gmt", "bst", "est", "pst", "cet", "utc", "sept"}
STARTERS = set(
    "i i'm i've i'd i'll the a an we you your our my this that it its he she they his her their there here if in on at to for from with as by of and but or so no not yes is are was were be "
    "thank thanks hi hello dear hey best kind warm regards sincerely cheers please re fwd what when where why how who which would could can may might will shall do does did have has had just also "
    "after before since until while because although though unfortunately however let us sorry good great new all any some each every both one two first next last more most".split()
)

# after these "a" may begin a post: "needs a night baker", "I have a pump fitter's job"
LINKING = frozenset(
    "as for be become becoming seek seeks seeking need needs needing hire hiring recruit recruiting want wants wanted have has had got is are was it's "
    "after find finding fill filling looking replace join".split()
)
APPLYING = frozenset("apply applied applying application applications applicant applicants candidate interest interested".split())

CAPITAL, SMALL, ROLE, ARTICLE, LINKS, ENDS_LEFT, JOINS_LEFT, LETTER, ENDS_RIGHT, DIGITS, NO_NAME, BREAK, APPLIES = (
    1 << n for n in range(13)
)

PART = re.compile(r"[^\W_]+")
FORMS = "Aa0x"  # what a part of a name begins with: "NHS" A, "Press" a, "2" 0, "iOS" x


ASKED = frozenset(STARTERS | CALENDAR | INNER | LINKING | APPLYING).union(
    "a an the our new your this that of to in my and who with at but or , ( - –".split()
)


def about(word: str, low: str) -> int:
    """The flags of a word."""
    if low.isalpha() and low not in ASKED and not ROLE_NOUN.match(low):  # most words
        return JOINS_LEFT | LETTER | (CAPITAL if _capital(word, low) else 0)
    return (
        (_capital(word, low) and CAPITAL)
        | (low in INNER and SMALL)
        | (bool(ROLE_NOUN.fullmatch(low)) and ROLE)
        | (low in {"a", "an", "the", "our", "new"} and ARTICLE)
        | (low in LINKING and LINKS)
        | (low in APPLYING and APPLIES)
        | (low in {"the", "a", "an", "your", "our", "this", "that", "for", "of", "to", "as", "in", "my"} and ENDS_LEFT)
        | ((word[0].isalnum() or word in {"-", "/"}) and JOINS_LEFT)
        | (word[0].isalpha() and LETTER)
        | (low in {"and", "who", "to", "with", "that", "in", "at", "for", "but", "or", "is"} and ENDS_RIGHT)
        | (word.isdigit() and DIGITS)
        | ((low in CALENDAR or low.isdigit()) and NO_NAME)
        | (low in {",", "(", "-", "–"} and BREAK)
    )


def _capital(word: str, low: str) -> bool:
    return word[0].isupper() and (len(word) > 1 or word in {"A", "R", "C"}) and low not in STARTERS


def form(part: str) -> int:
    """The place in FORMS of what a part of a name looks like."""
    return 0 if part.isupper() and len(part) > 1 else 1 if part[0].isupper() else 2 if part[0].isdigit() else 3


def hash_of(text: str, start: int = 0) -> int:
    return crc32(text.encode("utf-8", "surrogatepass"), start)


class Table(dict[str, int]):
    """Texts numbered from `first` on, with a row of numbers for each."""

    def __init__(self, columns: int, first: int = 0) -> None:
        super().__init__()
        self.first = first
        self.table = np.zeros((first, columns), np.uint32)
        self.made: list[tuple[int, ...]] = []  # rows that are not in the table yet

    def __missing__(self, text: str) -> int:
        number = self[text] = len(self) + self.first
        self.made.append(self.row(text))
        return number

    @property
    def rows(self) -> NDArray[np.uint32]:
        if self.made:
            self.table = np.concatenate([self.table, np.array(self.made, np.uint32)])
            self.made = []
        return self.table

    def row(self, text: str) -> tuple[int, ...]:
        raise NotImplementedError


class Neighbours(Table):
    """What stands around a span, as hash and length in bytes. 0 is nothing at all."""

    HASH, LENGTH = range(2)

    def __init__(self) -> None:
        super().__init__(2, 1)

    def row(self, text: str) -> tuple[int, ...]:
        data = text.encode("utf-8", "surrogatepass")
        return crc32(data), len(data)


class Parts(Table):
    """The parts of names, in lower case, with the hashes of what each may be: a name's first part, its last, the end of that, any."""

    FIRST, LAST, END, ANY = range(4)

    def __init__(self) -> None:
        super().__init__(4)

    def row(self, text: str) -> tuple[int, ...]:
        data = text.encode("utf-8", "surrogatepass")
        end = data[-4:] if text.isascii() else text[-4:].encode("utf-8", "surrogatepass")
        return crc32(data, W1), crc32(data, WL), crc32(end, WLS), crc32(data, W)


W, W1, WL, WLS = (crc32(start) for start in (b"w=", b"w1=", b"wl=", b"wls="))


class Lexicon(Table):
    """Words as they are written, with what the rules ask of each."""

    FLAGS, LOW, COUNT, START = range(4)  # its flags; its number among the neighbours; how many parts it has, and where they begin

    def __init__(self) -> None:
        super().__init__(4)
        self.neighbours = Neighbours()
        self.parts = Parts()
        self.begin: list[str] = []  # the first part of each word, "" where it has none
        self.of = np.zeros(0, np.intp)  # the parts of all words, one word's after the other's
        self.form = np.zeros(0, np.intp)  # what each is written like
        self.more: list[tuple[int, int]] = []  # parts and forms that are not there yet
        self.used = 0

    def row(self, text: str) -> tuple[int, ...]:
        low = text.lower()
        written = [text] if text.isalnum() else PART.findall(text)
        parts = [low] if text.isalnum() else [one.lower() for one in written]
        start = self.used
        self.used += len(parts)
        self.more += [(self.parts[one], form(other)) for one, other in zip(parts, written, strict=True)]
        self.begin.append(parts[0] if parts else "")
        return about(text, low), self.neighbours[low], len(parts), start

    def spelled(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The parts of all words and their forms."""
        if self.more:
            parts, forms = np.array(self.more, np.intp).T
            self.of, self.form, self.more = np.concatenate([self.of, parts]), np.concatenate([self.form, forms]), []
        return self.of, self.form


_current: list[Lexicon] = []


def lexicon() -> Lexicon:
    """The words met so far. Numbers are good until the next call."""
    if not _current or len(_current[0]) > REMEMBERED or len(_current[0].neighbours) > REMEMBERED:
        _current[:] = [Lexicon()]
    return _current[0]


@cache
def shapes() -> NDArray[np.uint32]:
    """The hashes of "shape=Aa0x…" by the number that the forms of up to five parts make, each a digit from 1 to 4, the first one lowest."""
    out = np.zeros(5**5, np.uint32)
    todo = [("", 0)]
    for text, number in todo:
        out[number] = hash_of(f"shape={text}")
        if len(text) < 5:
            todo += [(text + FORMS[n], number + (n + 1) * 5 ** len(text)) for n in range(4)]
    return out
