"""The whole server over HTTP: gunicorn as `hjulet serve` starts it, and people who use it."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client

WORKERS = 2
TOKEN = "a" * 32  # a form's token is right when it is the cookie's
FORM = "application/x-www-form-urlencoded"


class Server:
    """`with Server() as server:` answers on `server.port` until the end of the block."""

    def __enter__(self) -> "Server":
        subprocess.run([sys.executable, "-m", "hjulet", "init"], check=True, capture_output=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.log = Path(settings.HJULET_HOME) / "server.log"
        self._start()
        return self

    def _start(self) -> None:
        with self.log.open("a") as log:
            self.process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", "hjulet", "serve", "--port", str(self.port),
                 "--workers", str(WORKERS)],
                stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        while True:
            try:
                if Visitor(self.port).get("/halsa") == 200:
                    return
            except OSError:
                if self.process.poll() is not None:
                    raise SystemExit("servern startade inte") from None
                time.sleep(0.1)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.terminate()
        self.process.wait()

    def kill_and_start(self) -> None:
        """SIGKILL to all of the server at once, as when the machine loses its power; then again."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self._start()

    def kill_worker(self, number: int) -> bool:
        """SIGKILL to one of the processes that answer; False while there is none."""
        master = self.process.pid
        children = Path(f"/proc/{master}/task/{master}/children").read_text("ascii").split()
        if not children:
            return False
        try:
            os.kill(int(children[number % len(children)]), signal.SIGKILL)
        except ProcessLookupError:
            return False
        return True


class Visitor:
    """Somebody logged in, if `client` is given. Each request is a connection of its own."""

    def __init__(self, port: int, client: Client | None = None) -> None:
        self.port = port
        cookies = [f"csrftoken={TOKEN}"]
        if client is not None:
            cookies.append(f"sessionid={client.cookies['sessionid'].value}")
        self.headers = {"Cookie": "; ".join(cookies), "X-CSRFToken": TOKEN}

    def get(self, path: str) -> int:
        return self._ask("GET", path)[0]

    def send(self, path: str, fields: dict[str, object]) -> tuple[int, str]:
        """(status, where the answer leads)."""
        return self._ask("POST", path, urlencode(fields, doseq=True))

    def leave(self, path: str, fields: dict[str, object]) -> None:
        """Sends, and goes away before the answer comes."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        body = urlencode(fields, doseq=True)
        connection.request("POST", path, body, self.headers | {"Content-Type": FORM})
        connection.close()

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        try:
            headers = self.headers | ({"Content-Type": FORM} if body else {})
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            answer.read()
            return answer.status, answer.headers.get("Location", "")
        finally:
            connection.close()


def report_form(unit_id: int, key: object, text: str) -> dict[str, object]:
    """What the form Rapportera sends."""
    return {
        "key": key,
        "unit": unit_id,
        "what_happened": text,
        "affected": "no",
        "may_be_serious": "no",
        "done_at_once": "",
        "do": "send",
    }
