"""What does a build put into the package that a checkout has not? The packs of the language folders."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PackHook(BuildHookInterface[Any]):
    """Make the packs for a wheel; an editable install reads the folders themselves."""

    PLUGIN_NAME = "custom"
    made = ""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the packs beside the checkout, and have them put into the wheel."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root, "src")))
        from dragoman.language import make_packs

        self.made = tempfile.mkdtemp()
        for name, data in make_packs().items():
            path = Path(self.made, f"{name}.pack")
            path.write_bytes(data)
            build_data["force_include"][str(path)] = f"dragoman/packs/{path.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Clear away what was made for the wheel."""
        if self.made:
            shutil.rmtree(self.made, ignore_errors=True)
