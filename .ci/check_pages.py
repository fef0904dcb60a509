"""Whether `goen serve` shows its first page, with style sheet and scripts: run by .ci/wheel where nothing but the wheel is installed."""

from __future__ import annotations

import re
import subprocess
from http.cookiejar import CookieJar
from urllib.request import HTTPCookieProcessor, build_opener


def main() -> None:
    with subprocess.Popen(["goen", "serve", "--no-browser"], stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            link = re.search(r"http://\S+", server.stdout.readline())
            assert link, "the server did not say where it is"
            base = link[0].partition("/open/")[0]
            opener = build_opener(HTTPCookieProcessor(CookieJar()))
            opener.open(link[0]).read()
            page = opener.open(base + "/").read().decode()
            assert 'action="/welcome/hand-in/"' in page, "the first page is not there"
            for file in re.findall(r'(?:href|src)="(/static/[^"]+)"', page):
                assert opener.open(base + file).status == 200, file
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
