"""Serving: the web process, the worker, and the example region with both."""

import os
import signal
import subprocess
import sys
from argparse import Namespace
from datetime import datetime
from types import FrameType
from typing import Any

from mikrovirk.config import translations
from mikrovirk.config.command import CannotDo
from mikrovirk.config.commands import installation

APPLICATION = "mikrovirk.config.asgi:application"
SERVING: dict[str, Any] = {
    "log_level": "warning",
    "log_config": None,  # by our own formatter, which leaves people out
    "lifespan": "off",
    "timeout_graceful_shutdown": 3,
    "proxy_headers": True,
    "server_header": False,
}


def init(options: Namespace) -> int:
    """An empty installation, or an old one brought up to date."""
    installation.start()
    installation.bring_up_to_date()
    installation.say_there_is_one()
    print("Ready. `mikrovirk serve` and `mikrovirk worker` are the two processes it needs.")
    return 0


def serve(options: Namespace) -> int:
    translations.compile_changed()
    return web(options.host, options.port, processes=options.processes)


def web(host: str, port: int, *, processes: int = 1) -> int:
    """Serve until told to stop."""
    import uvicorn  # heavy; the other commands start without it

    if processes == 1:
        uvicorn.run(APPLICATION, host=host, port=port, **SERVING)
    else:
        from mikrovirk.config import web_processes  # needs Django's settings

        web_processes.serve(uvicorn.Config(APPLICATION, host=host, port=port, **SERVING), processes)
    return 0


def worker(options: Namespace) -> int:
    installation.start()
    from mikrovirk.config import worker as worker_process  # needs Django to be loaded

    worker_process.run()
    return 0


def jobs(options: Namespace) -> int:
    """Run what is due by the clock once."""
    installation.start()
    from django.utils import timezone

    from mikrovirk.config import worker as worker_process

    now = timezone.now()
    if options.as_of:
        moment = datetime.fromisoformat(options.as_of)
        now = moment if timezone.is_aware(moment) else timezone.make_aware(moment)
    worker_process.run_jobs(now=now)
    return 0


def demo(options: Namespace) -> int:
    """Prepare the example region, serve it with its worker, and print the links that sign in."""
    os.environ["MIKROVIRK_DEMO"] = "1"
    os.environ.setdefault("MIKROVIRK_SITE_URL", f"http://localhost:{options.port}")
    installation.start()
    from mikrovirk.config.demo import region, registered  # needs Django to be loaded

    installation.bring_up_to_date()
    try:
        region.prepare(reset=options.reset)
    except region.RealInstallation as error:
        raise CannotDo(
            "this folder holds a real installation; name another with MIKROVIRK_DATA for the example"
        ) from error
    registered.prepare()
    print_links(region.sign_in_links())
    if options.prepare_only:
        return 0
    helper = subprocess.Popen([sys.executable, "-m", "mikrovirk.config.command", "worker"], env={**os.environ})
    signal.signal(signal.SIGTERM, _stop)
    try:
        return web("127.0.0.1", options.port)
    finally:
        helper.terminate()
        helper.wait(timeout=10)


def _stop(number: int, frame: FrameType | None) -> Any:
    raise SystemExit(0)


def print_links(links: list[tuple[str, str]]) -> None:
    from django.conf import settings  # needs the demo's own settings
    from django.urls import reverse

    print("\nMikroVirk, the example region. Links that sign you in:\n")
    width = max(len(who) for who, _ in links)
    for who, url in links:
        print(f"  {who:<{width}}  {url}")
    print(f"\nNo mail leaves this machine. Read them all at {settings.SITE_URL}{reverse('mailing:mailbox')}")
    print("\nStop with Ctrl-C.", flush=True)
