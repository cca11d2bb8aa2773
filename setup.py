"""The one thing that pyproject.toml cannot say: wheels carry ``layouts/`` inside the package.

``keychain init`` copies them from there (``keychain/build/new_project.py``).
"""

from pathlib import Path
from shutil import copytree, rmtree

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithLayouts(build_py):
    """``build_py``, and the layouts, which an editable install finds where they are."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            inside = Path(self.build_lib, "keychain", "data", "layouts")
            rmtree(inside, ignore_errors=True)
            copytree("layouts", inside)


setup(cmdclass={"build_py": BuildWithLayouts})
