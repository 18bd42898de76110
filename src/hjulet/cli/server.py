"""The server and the worker beside it."""

import argparse
import multiprocessing
import signal
import subprocess
import sys
from typing import Any

from hjulet.cli import Refused


def register(commands: Any) -> None:
    """`hjulet serve`."""
    serve = commands.add_parser("serve", help="svarar på webben")
    serve.add_argument("--host", default="127.0.0.1", metavar="ADRESS")
    serve.add_argument("--port", type=int, default=8000, metavar="PORT")
    serve.add_argument(
        "--workers", default="auto", metavar="ANTAL", help="processer (auto: kärnor)"
    )
    serve.add_argument(
        "--with-worker", action="store_true", help="kör också arbetaren för bakgrundsjobb"
    )
    serve.set_defaults(run=run_serve)


def run_serve(options: argparse.Namespace) -> int:
    from gunicorn.app.base import BaseApplication

    workers = _workers(options.workers)
    beside = _start_worker() if options.with_worker else None

    class Server(BaseApplication):
        def load_config(self) -> None:
            self.cfg.set("bind", f"{options.host}:{options.port}")
            # One sync worker per core had the best tail on SQLite; a proxy buffers slow clients.
            self.cfg.set("workers", workers)
            self.cfg.set("worker_class", "sync")
            self.cfg.set("timeout", 120)
            self.cfg.set("preload_app", True)
            self.cfg.set("loglevel", "warning")
            self.cfg.set("proc_name", "hjulet")
            self.cfg.set("control_socket_disable", True)
            self.cfg.set("when_ready", lambda _: _announce(options.host, options.port))
            self.cfg.set("on_exit", lambda _: _stop(beside))

        def load(self) -> Any:
            from hjulet.config.wsgi import application

            return application

    Server().run()
    return 0


def _announce(host: str, port: int) -> None:
    shown = "localhost" if host in ("127.0.0.1", "0.0.0.0") else host  # noqa: S104
    print(f"Hjulet svarar på http://{shown}:{port} (avsluta med Ctrl+C)", flush=True)


def _workers(wanted: str) -> int:
    if wanted == "auto":
        return max(2, min(multiprocessing.cpu_count(), 8))
    if not wanted.isdigit() or not 1 <= int(wanted) <= 64:
        raise Refused("Ange antal processer som ett tal mellan 1 och 64, eller auto.")
    return int(wanted)


def _start_worker() -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-m", "hjulet", "worker"])


def _stop(process: "subprocess.Popen[bytes] | None") -> None:
    if process is not None and process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
