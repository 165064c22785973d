"""requirements.txt locks what pyproject.toml asks for, on every platform, and names no index."""

import ast
import importlib.metadata
import itertools
import re
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCK = [Requirement(line) for line in (ROOT / "requirements.txt").read_text().splitlines()]

PLATFORMS = {
    "Linux x86_64": ("linux", "x86_64", "Linux", "posix"),
    "Linux aarch64": ("linux", "aarch64", "Linux", "posix"),
    "macOS arm64": ("darwin", "arm64", "Darwin", "posix"),
    "Windows": ("win32", "AMD64", "Windows", "nt"),
}
PYTHONS = ["3.11", "3.12", "3.13"]


def environment(platform: str, python: str) -> dict[str, str]:
    sys_platform, machine, system, os_name = PLATFORMS[platform]
    return dict(default_environment()) | {
        "sys_platform": sys_platform,
        "platform_machine": machine,
        "platform_system": system,
        "os_name": os_name,
        "python_version": python,
        "python_full_version": f"{python}.5",
    }


def pins(where: dict[str, str]) -> dict[str, str]:
    applying = [line for line in LOCK if line.marker is None or line.marker.evaluate(where)]
    assert len({line.name for line in applying}) == len(applying), "a package is pinned twice for one platform"
    return {canonicalize_name(line.name): str(line.specifier).removeprefix("==") for line in applying}


def wanted() -> list[Requirement]:
    project = PROJECT["project"]
    extras = project["optional-dependencies"]
    written = project["dependencies"] + extras["test"] + extras["site"]
    # the project itself is installed without build isolation, so what builds it must be in the lock too
    return [Requirement(text) for text in written + PROJECT["build-system"]["requires"]]


@pytest.mark.parametrize(("platform", "python"), list(itertools.product(PLATFORMS, PYTHONS)))
def test_every_dependency_is_pinned_in_its_range(platform, python):
    where = environment(platform, python)
    pinned = pins(where)
    for requirement in wanted():
        if requirement.marker is None or requirement.marker.evaluate(where):
            version = pinned.get(canonicalize_name(requirement.name))
            assert version, f"{requirement.name} is not in requirements.txt for {platform}: run `make lock`"
            assert version in requirement.specifier, f"{requirement.name} {version}, but pyproject.toml: {requirement}"


def test_every_line_is_one_exact_version():
    for line in LOCK:
        assert re.fullmatch(r"==[0-9][0-9a-z.]*", str(line.specifier)), f"not an exact version: {line}"


def test_lock_names_no_index():
    text = (ROOT / "requirements.txt").read_text()
    found = re.search(r"://| @ |^\s*-|\.(org|com|io)\b", text, re.MULTILINE)
    assert not found, f"requirements.txt holds an address or an option: {found!r}"


def test_these_versions_are_what_is_installed():
    for name, version in pins(dict(default_environment())).items():
        installed = importlib.metadata.version(name)
        assert installed == version, f"{name} {installed} is installed, the lock says {version}: run `make clean setup`"


def test_python_range_is_the_same_everywhere():
    wanted = SpecifierSet(PROJECT["project"]["requires-python"])
    minors = [f"3.{minor}" for minor in range(20) if wanted.contains(f"3.{minor}.0")]
    assert minors == PYTHONS

    low, high = re.search(
        r"not \(3, (\d+)\) <= sys.version_info\[:2\] < \(3, (\d+)\)", (ROOT / "Makefile").read_text()
    ).groups()
    assert SpecifierSet(f">=3.{low},<3.{high}") == wanted

    conda = re.search(r"- python (\S+)", (ROOT / "environment.yml").read_text())[1]
    assert SpecifierSet(conda) == wanted


@pytest.mark.parametrize("of_site", [False, True])
def test_what_the_package_imports_is_declared(of_site):
    written = {True: PROJECT["project"]["optional-dependencies"]["site"], False: PROJECT["project"]["dependencies"]}
    declared = {canonicalize_name(Requirement(text).name) for text in written[False] + written[of_site]}
    of_this = [path for path in (ROOT / "autograder").rglob("*.py") if (path.parent.name == "site") is of_site]
    trees = [ast.parse(path.read_text()) for path in of_this]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    modules = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    modules |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and not node.level}
    tops = {name.split(".")[0] for name in modules} - sys.stdlib_module_names - {"autograder"}
    providers = importlib.metadata.packages_distributions()
    missing = {top for top in tops if not declared & set(map(canonicalize_name, providers.get(top, [top])))}
    assert tops and not missing, f"imported and not in pyproject.toml's dependencies: {sorted(missing)}"
