"""What does a build put into the package that a checkout has not?

The packs of the language folders, and the networks as they are once inflated: both are read at every start.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def inflate(packed: Path, path: Path) -> None:
    """Write an archive of arrays anew with its members stored as they are."""
    with ZipFile(packed) as old, ZipFile(path, "w", ZIP_STORED) as new:
        for member in old.infolist():
            new.writestr(ZipInfo(member.filename, member.date_time), old.read(member))


class PackHook(BuildHookInterface[Any]):
    """Make the packs for a wheel; an editable install reads the folders themselves."""

    PLUGIN_NAME = "custom"
    made = ""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the packs beside the checkout, and have them put into the wheel."""
        if version == "editable":
            return
        source = Path(self.root, "src")
        sys.path.insert(0, str(source))
        from dragoman.language import make_packs

        self.made = tempfile.mkdtemp()
        for name, data in make_packs().items():
            path = Path(self.made, f"{name}.pack")
            path.write_bytes(data)
            build_data["force_include"][str(path)] = f"dragoman/packs/{path.name}"
        for network in sorted(source.glob("dragoman/weights/*.npz")):
            path = Path(self.made, network.name)
            inflate(network, path)
            build_data["force_include"][str(path)] = f"dragoman/weights/{path.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Clear away what was made for the wheel."""
        if self.made:
            shutil.rmtree(self.made, ignore_errors=True)
