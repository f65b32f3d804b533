"""Words of a text with their offsets: the one tokenizer that the rule tagger and the clause grammar share."""

import re
from dataclasses import dataclass

from frontlog.reference.remember import remembered

# Order matters: initials ("U.S."), numbers with separators, words with inner hyphens, dots or apostrophes, then single signs.
_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}(?:-[A-Za-z]+)?"
    r"|(?-i:\b[A-Z]\.(?=\s[A-Z]))"
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?(?:-[A-Za-z]+)*"
    r"|(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Brig|Capt|Sgt|Adm|St|Spc|Sen|Rep|Gov|Prof|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)\."
    r"|[’'](?:s|re|ve|ll|d|m)\b"
    r"|n[’']t\b"
    r"|[^\W_]+?(?=n[’']t\b)"
    r"|[^\W_]+(?:[-–‑’'][^\W_]+(?<![’']s))*"
    r"|[^\w\s]|_",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:al|el|as|ash|ad|ar|at|an|az|ed|es|esh|ez|er|et|en|ul|ud|ur|us)-[A-Z]")
_PLAIN = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*(?: [A-Za-z]+(?:-[A-Za-z]+)*)*")
_CLITIC = re.compile(r"[’'](?:s|re|ve|ll|d|m)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """One word or sign. Offsets count from the start of the text that was tokenized."""

    text: str
    lower: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Written as a name: "Raqqa", and "al-Raqqa" with its article."""
        text = self.text
        return text[:1].isupper() or ("-" in text and _ARTICLE.match(text) is not None)

    @property
    def word(self) -> bool:
        return self.text[:1].isalnum()


class Places(dict[int, str]):
    """What stands at each place of a sentence, "" outside it. As a table, for the rules ask some ten thousand times a report."""

    def __missing__(self, place: int) -> str:
        return ""


def tokenize(text: str) -> tuple[Token, ...]:
    """All tokens in order. `text[t.start:t.end] == t.text` for each; everything between them is white space."""
    out: list[Token] = []
    for found in _TOKEN.finditer(text):
        start, end, word = found.start(), found.end(), found.group()
        clitic = _CLITIC.search(word)
        if clitic and clitic.start() > 0:
            cut = start + clitic.start()
            out.append(_token(text, start, cut))
            out.append(_token(text, cut, end))
        else:
            out.append(_token(text, start, end))
    return tuple(out)


@remembered
def tokens_of(sentence: str) -> tuple[Token, ...]:
    """`tokenize` of a sentence that several readers ask for in turn."""
    return tokenize(sentence)


def lowered(text: str) -> tuple[str, ...]:
    """The tokens of a text in lower case, without their places: what fifty thousand names of a registry are indexed by."""
    if _PLAIN.fullmatch(text):  # most names are words and nothing else, and splitting them costs a tenth
        return tuple(text.lower().split(" "))
    return tuple(token.lower for token in tokenize(text))


def _token(text: str, start: int, end: int) -> Token:
    word = text[start:end]
    return Token(word, word.lower().replace("’", "'").replace("‑", "-"), start, end)
