"""Which language a text is in, by py3langid over the languages that reports of war come in. Empty where it is not sure.

Names say nothing about the language of a report and mislead (Arabic names in Latin script read as Somali or Hausa), so in Latin script
the capitalised words are left out where enough others remain.
"""

import re
from typing import Any

import numpy as np
import py3langid
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from frontlog.reference import ready
from frontlog.reference.once import once

# No Malay: py3langid takes short Indonesian for it.
LANGUAGES = (
    *("en", "fr", "es", "de", "it", "pt", "nl", "pl", "cs", "sk", "hu", "ro", "bg", "sr", "hr", "sl", "mk", "sq", "bs", "el"),
    *("tr", "az", "ru", "uk", "be", "ar", "fa", "he", "ur", "ps", "ku", "am", "so", "sw", "id", "hi", "bn", "my", "th", "vi"),
    *("ko", "ja", "zh", "hy", "ka", "sv", "da", "no", "fi", "et", "lv", "lt", "tg", "kk", "ky", "uz", "ta", "te", "ne", "si", "ha"),
)  # fmt: skip
LOOKED_AT = 1000  # characters; of 545 documents, most of them English, none is read otherwise with 2,000
LOOKED_AT_IN_BULK = 400
SURE = 0.6  # all 104 sentences of benchmarks/text.py reach it but one; of those read as another language, none does
SURE_OF_NAMES = 0.9  # where nothing but capitalised words is there: ten lists of names reach .72 at most
LEAST = 3  # words of which a language is told
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
NAME = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž]|(?:al|el|an|as|ar|at|ad|az)-[A-Z]")


@once
def identifier() -> LanguageIdentifier:
    """The model of our languages."""
    held = ready.arrays("languages", ready.key(py3langid.__version__, np.__version__, ready.code(__file__)), _unpacked)
    classes, outputs, rows = (held[name].tolist() for name in ("classes", "outputs", "rows"))
    moves = held["moves"].data  # looked into one number at a time, which arrays of NumPy are slow at
    return LanguageIdentifier(held["ptc"], held["pc"], classes, moves, outputs, norm_probs=True, tk_row=rows)


def _unpacked() -> dict[str, np.ndarray[Any, Any]]:
    """The model of py3langid for our languages: it ships packed by LZMA and with all others, and unpacking was a tenth of a cold start."""
    found = LanguageIdentifier.from_model_file(MODEL_FILE)
    found.set_languages(LANGUAGES)
    outputs = np.array(found.tk_output)
    return {
        # py3langid leaves the weights of a feature in 63 far places of 12 MB, one a language; side by side they are near memory
        "ptc": np.ascontiguousarray(found.nb_ptc),
        "pc": found.nb_pc,
        "classes": np.array(found.nb_classes),
        "moves": np.asarray(found.tk_nextmove),
        "rows": np.asarray(found.tk_row),
        "outputs": outputs.astype(np.min_scalar_type(-max(1, int(outputs.max())))),
    }


def language(text: str, most: int = LOOKED_AT) -> str:
    """ISO 639-1 code of the language most of the text is in, or "" where it cannot be told. `most`: characters that are looked at."""
    words = WORD.findall(text[:most])
    plain = [word for word in words if ("a" < word[0] <= "z" and word[0] != "e") or not NAME.match(word)]  # most need not be asked
    if len(words) < LEAST:
        return ""
    enough = len(plain) >= LEAST
    code, sure = identifier().classify(" ".join(plain if enough else words))
    return str(code) if sure >= (SURE if enough else SURE_OF_NAMES) else ""
