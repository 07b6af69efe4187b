"""Visit a running demonstration: public pages, and a sign-in with a printed account."""

import http.cookiejar
import re
import sys
import urllib.parse
import urllib.request

address = sys.argv[1]
browser = urllib.request.build_opener(
    urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
)


def fetch(path: str, typed: dict[str, str] | None = None) -> str:
    """Return a page's text."""
    data = urllib.parse.urlencode(typed).encode() if typed else None
    with browser.open(address + path, data) as response:
        return str(response.read().decode())


rankings = fetch("/rankings")
editions = re.findall(r'href="(/rankings/[^"?]+)"', rankings)
if len(set(editions)) < 2:
    sys.exit(f"expected the two rankings of last year, found {editions}")
if "Mẫu" not in fetch(editions[0]) and "Minh họa" not in fetch(editions[0]):
    sys.exit("the ranking holds no organisation")
token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', fetch("/sign-in"))
if token is None:
    sys.exit("the sign-in page has no token")
page = fetch(
    "/sign-in",
    {"csrf_token": token[1], "email": "dn001@mau.example", "password": "thuoc-so-2026"},
)
if "Đăng xuất" not in page:
    sys.exit("the printed account can not sign in")
print(f"{len(set(editions))} rankings; the demonstration account signs in")
