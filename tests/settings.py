"""The settings tests run with: the product's own, in a data folder that is thrown away."""

import atexit
import os
import shutil
import tempfile

DATA_FOLDER = tempfile.mkdtemp(prefix="mikrovirk-tests-")
atexit.register(shutil.rmtree, DATA_FOLDER, ignore_errors=True)

os.environ["MIKROVIRK_DATA"] = DATA_FOLDER
os.environ["MIKROVIRK_KEYS"] = os.path.join(DATA_FOLDER, "keys")
os.environ["MIKROVIRK_SECRET_KEY"] = "only-for-tests"
os.environ["MIKROVIRK_DATABASE_POOL"] = "0"  # every test closes its own connections
for name in (
    "MIKROVIRK_DEBUG",
    "MIKROVIRK_DEMO",
    "MIKROVIRK_SITE_URL",
    "MIKROVIRK_SMTP_URL",
    "MIKROVIRK_INBOUND_ADDRESS",
    "MIKROVIRK_IMAP_URL",
    "MIKROVIRK_ALLOWED_HOSTS",
):
    os.environ.pop(name, None)

from mikrovirk.config.settings import *  # noqa: E402, F403  the environment must be set first

# Tests without a database use the cache too; that the installation's is in the database is Django's own business.
CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "default"}  # noqa: F405
