"""A small stage for the editor: one page under a strict policy, and a server that keeps one text.

No Django: the editor is a static file and must work with any server that keeps its contract.
"""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from hjulet.documents.stored import StoredFormError, parse

STATIC = Path(__file__).resolve().parents[2] / "src/hjulet/ui/static"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'self'"
)
TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
}
CATALOGUE = {
    "figures": [
        {
            "key": "reports.t1",
            "title": "Avvikelser per enhet",
            "params": {"board": "3", "year": "2025"},
            "show": ["table", "chart", "both"],
            "group": "Avvikelser",
        },
        {
            "key": "audits.t2",
            "title": "Egenkontroller per process",
            "params": {"year": "2025"},
            "show": ["table"],
            "group": "Egenkontroll",
        },
    ],
    "numbers": [
        {
            "key": "reports.total",
            "params": {"board": "3", "year": "2025"},
            "label": "Antal avvikelser under året",
            "text": "162",
            "group": "Avvikelser",
        },
        {
            "key": "audits.share",
            "params": {"year": "2025"},
            "label": "Andel egenkontroller utan brist",
            "text": "79 procent",
            "group": "Egenkontroll",
        },
    ],
}
# With an inline style and a link, as a careless server could send it.
PREVIEW = (
    '<div class="scroll" role="region" tabindex="0" aria-labelledby="cap">'
    '<table class="t" style="color:red"><caption id="cap">Avvikelser per enhet</caption>'
    '<thead><tr><th scope="col">Enhet</th><th scope="col">Antal</th></tr></thead>'
    '<tbody><tr><th scope="row"><a href="/enhet">Norr</a></th><td>88</td></tr>'
    '<tr><th scope="row">Söder</th><td>74</td></tr></tbody></table></div>'
)
PAGE = """<!doctype html>
<html lang="sv" data-color-scheme="auto"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>Skriv avsnittet</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/static/ui/css/theme.css">
<link rel="stylesheet" href="/static/ui/css/designsystemet.css">
<link rel="stylesheet" href="/static/ui/css/hjulet.css">
<link rel="stylesheet" href="/static/ui/editor/editor.css">
<script defer src="/static/ui/editor/editor.js"></script></head>
<body data-size="sm"><div class="ed"><nav class="tree" aria-label="Avsnitt"><p>Avsnitt</p></nav>
<main class="paper"><h1 id="rubrik">Avvikelser och synpunkter</h1>
<form method="post" action="/skicka">
<hjulet-editor data-url="/spara" data-csrf="hemligt" data-version="%(version)s"
 data-catalogue-url="/katalog.json" data-preview-url="/visa" data-labelledby="rubrik"
 data-saved-text="9.41"><textarea name="body" hidden>%(body)s</textarea>
<input type="hidden" name="version" value="%(version)s"></hjulet-editor>
<div class="actions"><button class="ds-button" data-variant="primary">Avsnittet är klart</button>
<button class="ds-button" type="button" data-editor-open="number">Siffror</button>
</div></form></main><aside class="side" aria-label="Stöd"><p>Stöd</p></aside></div></body></html>"""


class Stage(ThreadingHTTPServer):
    """The server and what it keeps: the text, its version, all requests to save, posted forms."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.body: dict[str, Any] = {"type": "doc", "content": [{"type": "paragraph"}]}
        self.version = 1
        self.saves: list[dict[str, Any]] = []
        self.forms: list[dict[str, list[str]]] = []
        self.typed: list[dict[str, str]] = []
        self.answer: tuple[int, dict[str, Any]] | None = None
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/"

    def save(self, request: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Answers as the product does: refused text, another's version, or kept."""
        self.saves.append(request)
        if self.answer is not None:
            return self.answer
        if request["version"] != self.version:
            other = {"message": "Karin sparade 9.40.", "version": self.version, "body": self.body}
            return 409, other
        try:
            parse(request["body"])
        except StoredFormError as error:
            return 422, {"message": str(error)}
        self.body = request["body"]
        self.version += 1
        return 200, {"version": self.version, "saved_at_text": "9.42", "typed": self.typed}


class Handler(BaseHTTPRequestHandler):
    server: Stage

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path == "/":
            body = json.dumps(self.server.body, ensure_ascii=False)
            body = body.replace("&", "&amp;").replace("<", "&lt;")
            page = PAGE % {"version": self.server.version, "body": body}
            self.reply(200, "text/html; charset=utf-8", page.encode())
        elif parts.path == "/katalog.json":
            self.json(200, CATALOGUE)
        elif parts.path == "/visa":
            query = parse_qs(parts.query)
            known = query["key"] == ["reports.t1"]
            self.json(*((200, {"html": PREVIEW}) if known else (200, {"text": "12"})))
        elif parts.path.startswith("/static/") and ".." not in parts.path:
            file = STATIC / parts.path.removeprefix("/static/")
            found = file.is_file()
            kind = TYPES.get(file.suffix, "application/octet-stream")
            self.reply(200 if found else 404, kind, file.read_bytes() if found else b"")
        else:
            self.reply(404, "text/plain", b"")

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/spara":
            assert self.headers["X-CSRFToken"] == "hemligt"
            self.json(*self.server.save(json.loads(content)))
        else:
            self.server.forms.append(parse_qs(content.decode()))
            self.reply(200, "text/html; charset=utf-8", b"<!doctype html><title>Klart</title>")

    def json(self, status: int, data: object) -> None:
        self.reply(status, "application/json", json.dumps(data).encode())

    def reply(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet: the journeys read the console of the browser, not this log."""
