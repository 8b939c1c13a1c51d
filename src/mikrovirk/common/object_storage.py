"""Uploaded files in object storage (S3), for several machines. Loaded only where the setting names one.

The bucket is closed: nobody is ever handed an address in it. Our own pages read the file, once they have looked whether this reader
may have it, as they do from a folder.
"""

from typing import Any

from botocore.config import Config
from botocore.exceptions import ClientError
from storages.backends.s3 import S3Storage

PATIENCE = 5  # seconds for a connection
READING = 20  # seconds for the next piece
NOT_FOUND = 404
US_EAST = "us-east-1"  # the one region that is not named where a bucket is made; servers of one's own go by its name
IN_MEMORY = 2_000_000  # octets of a file; more of it lies on the disk while it is sent


class ObjectStorage(S3Storage):
    """Keeps each file under a name that no other has, private."""

    def get_default_settings(self) -> dict[str, Any]:
        config = Config(
            connect_timeout=PATIENCE,
            read_timeout=READING,
            retries={"total_max_attempts": 3, "mode": "standard"},
            s3={"addressing_style": "path"},
            # Checksums of the newest kind are not understood by every server that speaks S3.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        return {
            **super().get_default_settings(),
            "client_config": config,
            "file_overwrite": False,
            "max_memory_size": IN_MEMORY,
            "signature_version": "s3v4",
            "addressing_style": "path",
        }

    def make_bucket(self) -> bool:
        """Make the bucket where there is none; True if it was made."""
        client = self.connection.meta.client
        try:
            client.head_bucket(Bucket=self.bucket_name)
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] != NOT_FOUND:
                raise
        else:
            return False
        where = {} if self.region_name == US_EAST else {"LocationConstraint": self.region_name}
        client.create_bucket(Bucket=self.bucket_name, **({"CreateBucketConfiguration": where} if where else {}))
        return True

    def url(self, name: str | None, *arguments: Any, **more: Any) -> str:
        raise NotImplementedError("files are handed out by our own pages only")
