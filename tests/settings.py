"""The settings of the installation, with a data folder of their own that no real installation shares."""

import os
import tempfile

FOLDER = tempfile.TemporaryDirectory(prefix="safelight-tests-")
os.environ["SAFELIGHT_DATA"] = FOLDER.name

from safelight.web.settings import *  # noqa: E402, F403

PAPERS_READ_APART = False
