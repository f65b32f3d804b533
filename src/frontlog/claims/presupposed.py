"""What a telling does not vouch for: facts that its words only take for granted, which the document tells in its own voice.

"The militia claims that it took Tardo, which the army had captured in September": the second capture is not the militia's claim.
"""

from collections.abc import Callable

from frontlog.claims.vocabulary import Sent

_HELD = ("-held", "-controlled", "-occupied", "-run", "-ruled", "-administered")
_SETTING = ("amid", "amidst")
_REACH = 6  # words of a noun phrase behind "amid"


def presupposed(sent: Sent, first: int, last: int, told_from: int) -> str:
    """The rule by which the trigger at tokens first..last lies outside what is told from a token on; empty where it is told."""
    return next((name for name, rule in RULES if rule(sent, first, last, told_from)), "")


def _held(sent: Sent, first: int, last: int, told_from: int) -> bool:
    """ "the ISIS-held town": a name for the place."""
    return first == last and sent.low(first).endswith(_HELD)


def _relative(sent: Sent, first: int, last: int, told_from: int) -> bool:
    """ ", which was captured in 2022": a remark behind a comma, up to the next comma, with its verb as the trigger."""
    for at in range(first - 1, max(told_from, -1), -1):
        if sent.low(at) == "," or sent.low(at) in (";", ":"):
            return False
        if sent.tag(at) == "REL" and sent.low(at) in ("which", "who", "whom") and sent.low(at - 1) == ",":
            return True
    return False


def _setting(sent: Sent, first: int, last: int, told_from: int) -> bool:
    """ "amid ongoing protests": the setting of what is told."""
    if sent.tag(last) in ("VBD", "VBZ"):
        return False
    return any(
        sent.low(at) in _SETTING and all(sent.tag(n) in ("DET", "JJ", "NN", "NNP", "POS", "VBG") for n in range(at + 1, first))
        for at in range(max(told_from, first - _REACH), first)
    )


RULES: tuple[tuple[str, Callable[[Sent, int, int, int], bool]], ...] = (("held", _held), ("relative", _relative), ("setting", _setting))
