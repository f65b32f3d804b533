"""When two web addresses are one: scheme, www, tracking parameters, fragment, trailing slash and AMP do not count.

Use `canonical` to tell whether a page was fetched before. What it gives is a key, not an address to fetch.
"""

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from frontlog.reference.outlets import load_outlets

TRACKING = re.compile(
    r"(?:utm_\w+|at_\w+|pk_\w+|mc_[ce]id|[fgd]clid|gclsrc|dclid|msclkid|yclid|igshid|_ga|_gl|ref|ref_src|ref_url|source|cmp|cmpid|ns_\w+|ito|smid"
    r"|fbclid|share|spm|xtor|amp|amp_\w+|outputtype|output|wt_mc|ocid|sref|guccounter|guce_\w+|s_cid|cid|rss|feature)$",
    re.IGNORECASE,
)
FIRST_LABEL = re.compile(r"^(?:www\d?|m|amp|mobile)\.")
AMP_CACHE = re.compile(r"^[\w-]+\.cdn\.ampproject\.org$")
AMP_PATH = re.compile(r"^/amp(?=/)|/amp(?:\.html?)?/?$|[./](?:amp)(?=\.html?$)", re.IGNORECASE)
INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)


def canonical(url: str) -> str:
    """The key of a page's address; empty for a home page, which shows another report each day, and for what is no web address."""
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or "." not in host:
        return ""
    path = unquote(parts.path)
    if AMP_CACHE.match(host) and (inner := re.match(r"^/[cv]/(?:s/)?([\w.-]+\.[a-z]+)(/.*)?$", path)):
        host, path = inner[1], inner[2] or ""
    path = INDEX.sub("", re.sub(r"/{2,}", "/", path))
    while (shorter := AMP_PATH.sub("", path).rstrip("/")) != path:
        path = shorter
    kept = sorted((name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.match(name))
    if not path and not kept:
        return ""
    where = _host(host) + (f":{port}" if port not in (None, 80, 443) else "")
    return where + path + (f"?{urlencode(kept)}" if kept else "")


def _host(host: str) -> str:
    """A host without its generic first label, under the first of the domains that its outlet is known to have."""
    while len(FIRST_LABEL.sub("", host).split(".")) > 1 and FIRST_LABEL.match(host):
        host = FIRST_LABEL.sub("", host)
    known = load_outlets().find(host)
    if known and host in known.domains:
        return known.domains[0]
    return host
