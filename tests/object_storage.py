"""Object storage of our own for the length of a test: a server that speaks S3, keeping nothing."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import boto3
from botocore.exceptions import EndpointConnectionError

from tests.live.site import free_port

KEY, SECRET, BUCKET = "key", "secret", "uploads"
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


@contextmanager
def running() -> Iterator[str]:
    """Give what MIKROVIRK_FILES_URL is then set to."""
    port = free_port()
    server = subprocess.Popen([sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)], **QUIET)
    try:
        make_bucket(f"http://127.0.0.1:{port}")
        yield f"s3://{KEY}:{SECRET}@127.0.0.1:{port}/{BUCKET}/mikrovirk?http=1"
    finally:
        server.terminate()
        server.wait(timeout=20)


def make_bucket(endpoint: str) -> None:
    """As soon as the server answers."""
    words = {"aws_access_key_id": KEY, "aws_secret_access_key": SECRET, "region_name": "us-east-1"}
    client = boto3.client("s3", endpoint_url=endpoint, **words)
    deadline = time.monotonic() + 60
    while True:
        try:
            client.create_bucket(Bucket=BUCKET)
        except EndpointConnectionError:
            assert time.monotonic() < deadline, "the object storage did not answer"
        else:
            client.close()
            return
