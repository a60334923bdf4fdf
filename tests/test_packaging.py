import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import timeline_app
from timeline_app.resources import resource, seed

pytest.importorskip("hatchling", reason="the build backend comes with the development dependencies")

STARTER = "russian-losses-2023.timeline.json"


@pytest.fixture(scope="module")
def wheel(root, tmp_path_factory) -> Path:
    """The program as it is published, built from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, root, cwd=root)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    """A folder with the program installed in it and nothing else."""
    target = tmp_path_factory.mktemp("installed")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
    _run(*pip, "install", "--no-deps", "--no-index", "--target", target, wheel, cwd=target)
    return target


@pytest.fixture
def run_installed(installed, tmp_path):
    """Run the installed program from a folder that has nothing to do with it; gives its output."""

    def run(*command: str | Path) -> str:
        return _run(*command, cwd=tmp_path, PYTHONPATH=str(installed), PYTHONSAFEPATH="1")

    return run


def _run(*command: str | Path, cwd: Path, **environment: str) -> str:
    done = subprocess.run(
        command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_holds_the_program_its_seeds_and_resources_and_nothing_else(root, wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("seeds", "resources"):
        files = [path.relative_to(root).as_posix() for path in (root / folder).rglob("*") if path.is_file()]
        files = [file for file in files if not file.startswith("resources/pictures/")]  # README.md's
        assert {f"timeline_app/_data/{file}" for file in files} <= names
    assert {name.split("/")[0] for name in names} == {
        "timeline_app",
        f"timeline_app-{timeline_app.__version__}.dist-info",
    }
    assert not [name for name in names if "__pycache__" in name]


def test_the_wheel_names_its_licences(wheel):
    names = [name.split("/licenses/")[1] for name in zipfile.ZipFile(wheel).namelist() if "/licenses/" in name]
    assert sorted(names) == ["LICENSE", "resources/fonts/OFL.txt"]


def test_the_installed_program_finds_its_files_inside_itself(installed, run_installed):
    script = (
        "from timeline_app.resources import resource, seed\n"
        f"print(seed({STARTER!r}), resource('fonts', 'Inter-Regular.otf'), sep='\\n')"
    )
    data = installed / "timeline_app" / "_data"
    found = run_installed(sys.executable, "-c", script).splitlines()
    assert found == [str(data / "seeds" / STARTER), str(data / "resources" / "fonts" / "Inter-Regular.otf")]
    assert all(Path(path).is_file() for path in found)


def test_the_installed_program_says_its_version(run_installed):
    assert timeline_app.__version__ in run_installed(sys.executable, "-m", "timeline_app", "--version")


def test_the_installed_command_reads_its_starter_timeline(installed, run_installed):
    starter = installed / "timeline_app" / "_data" / "seeds" / STARTER
    found = json.loads(run_installed(installed / "bin" / "timeline-app", "info", "--json", starter))
    assert (found["events"], found["errors"]) == (4, 0)


def test_the_checkout_finds_its_files_beside_the_package(root):
    assert seed(STARTER) == root / "seeds" / STARTER
    assert resource("fonts") == root / "resources" / "fonts"
