"""The settings of the installation, with a data folder of their own that no real installation shares."""

import os
import tempfile

FOLDER = tempfile.TemporaryDirectory(prefix="safelight-tests-")
os.environ["SAFELIGHT_DATA"] = FOLDER.name

from safelight.web.settings import *  # noqa: E402, F403

PAPERS_READ_APART = False

if "sqlite" in DATABASES["default"]["ENGINE"]:  # noqa: F405
    # In a file, as in life: a database in memory is one connection for every thread that a browser's requests run in.
    DATABASES["default"]["TEST"] = {"NAME": f"{FOLDER.name}/tests.sqlite3"}  # noqa: F405
