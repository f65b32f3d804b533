"""What a site lets robots read (robots.txt, RFC 9309), asked once for each site."""

from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

from protego import Protego

from frontlog.sources.addresses import normal
from frontlog.sources.http import Answer

AGENT = "Frontlog"
MOST = 500_000  # bytes of a robots.txt that count, as the standard has it
REDIRECTS = (301, 302, 303, 307, 308)


class RobotsError(Exception):
    """A page that the site asks robots not to read, or a site whose rules cannot be read now (`later`)."""

    def __init__(self, what: str, later: bool) -> None:
        super().__init__(what)
        self.what = what
        self.later = later


class Robots:
    """The rules of the sites met so far. `get` fetches one address, without following redirects."""

    def __init__(self, get: Callable[[str], Answer]) -> None:
        self._get = get
        self._rules: dict[str, Protego] = {}

    def check(self, url: str) -> float:
        """The pause in seconds that the site asks for between two requests. Raises RobotsError where the page may not be read."""
        rules = self._of(url)
        if not rules.can_fetch(url, AGENT):
            raise RobotsError(f"the site's robots.txt asks robots not to read it ({_origin(url)}/robots.txt)", later=False)
        return float(rules.crawl_delay(AGENT) or 0.0)

    def _of(self, url: str) -> Protego:
        origin = _origin(url)
        if origin not in self._rules:
            self._rules[origin] = Protego.parse(self._fetch(f"{origin}/robots.txt"))
        return self._rules[origin]

    def _fetch(self, url: str) -> str:
        """The text of the rules. A site without any allows all; one that is ill allows nothing until it is well."""
        for _ in range(6):
            answer = self._get(url)
            if answer.status in REDIRECTS:
                url = normal(urljoin(url, answer.header("location")))
                if url:
                    continue
                return ""
            if answer.status == 429 or answer.status >= 500:
                raise RobotsError(f"the site's robots.txt could not be read (status {answer.status})", later=True)
            return answer.body[:MOST].decode("utf-8", "replace") if answer.status == 200 else ""
        return ""


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
