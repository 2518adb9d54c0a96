"""A season from Python: form, check, rerun, explain; the command line."""

from __future__ import annotations

import contextlib
import os
import pathlib
import signal
import subprocess
import sys
import threading
import time

import pytest

import empanel

DATA = pathlib.Path(__file__).parents[3] / "data"


@pytest.fixture(scope="module")
def season():
    return empanel.read(DATA / "toy")


@pytest.fixture(scope="module")
def plan(season):
    return season.form(seconds=20, seed=7, language="en")


def test_the_toy_is_proven(season, plan):
    assert plan.total == plan.bound
    season.check(plan)
    assert repr(season).startswith("<empanel.Season: ")


def test_fewest_people_change(tmp_path):
    folder = tmp_path / "season"
    made = [sys.executable, "-m", "empanel", "generate", "--out", os.fspath(folder)]
    size = ["--experts", "26", "--submissions", "10", "--groups", "2", "--seed", "5"]
    subprocess.run([*made, *size], check=True, capture_output=True)
    season = empanel.read(folder)
    plan = season.form(work=200, language="en")
    group = plan.document["groups"][0]
    member = next(own for own in group["members"] if own != group["leader"])
    later = season.rerun(plan, withdraw=[member], seconds=10, language="en")
    season.check(later)
    assert member not in str(later.document["groups"])
    assert (later.changes, plan.changes) == (1, None)


def test_what_cannot_be_is_told_with_its_reasons(season, plan):
    member = plan.document["groups"][0]["members"][-1]
    with pytest.raises(empanel.InfeasibleError, match="R04 .*at least 8 experts"):
        season.rerun(plan, withdraw=[member], language="en")


def test_it_explains(season, plan):
    told = plan.explain(season.experts[0], season.submissions[0])
    assert told["sentences"][0]["en"]
    with pytest.raises(empanel.InputError):
        plan.explain("nobody")
    with pytest.raises(ValueError, match="give an expert"):
        plan.explain()


def test_it_writes_and_reads(season, plan, tmp_path):
    paths = plan.write(tmp_path / "out", author="me", language="en")
    assert any(path.endswith("plan.json") for path in paths)
    again = season.read_plan(tmp_path / "out" / "plan.json")
    assert again.document["groups"] == plan.document["groups"]
    with pytest.raises(OSError):
        plan.write(tmp_path / "out", language="en")


def test_progress_is_told_and_may_end_the_run():
    sample = empanel.read(DATA / "sample" / "csv")
    seen = []

    def watch(now):
        seen.append(now)
        if now["complete"]:
            raise RuntimeError("enough")

    start = time.monotonic()
    with pytest.raises(RuntimeError, match="enough"):
        sample.form(seconds=120, progress=watch)
    assert seen and {"seconds", "total", "bound", "shortfalls"} <= set(seen[0])
    assert time.monotonic() - start < 100


def test_other_threads_run_meanwhile():
    ticks = []
    stop = threading.Event()

    def tick():
        while not stop.wait(0.01):
            ticks.append(time.monotonic())

    sample = empanel.read(DATA / "sample" / "csv")
    thread = threading.Thread(target=tick)
    thread.start()
    start = time.monotonic()
    with contextlib.suppress(empanel.NotFoundError):
        sample.form(seconds=3)
    took = time.monotonic() - start
    stop.set()
    thread.join()
    assert took > 2
    assert len(ticks) > 20 * took


def test_a_broken_table_is_told_with_its_place(tmp_path):
    with pytest.raises(empanel.InputError) as error:
        empanel.read(tmp_path)
    assert isinstance(error.value, ValueError)
    assert "experts" in str(error.value)


def test_a_plan_of_another_season_is_not_accepted(season, plan):
    broken = empanel.read(DATA / "sample" / "csv")
    with pytest.raises((empanel.BrokenRuleError, empanel.InputError)):
        broken.check(plan)


def test_ctrl_c_ends_a_run():
    code = (
        "import empanel, sys\n"
        f"season = empanel.read({os.fspath(DATA / 'sample' / 'csv')!r})\n"
        "print('ready', flush=True)\n"
        "season.form(seconds=600)\n"
    )
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert child.stdout.readline() == b"ready\n"
    time.sleep(1.0)
    child.send_signal(signal.SIGINT)
    _, said = child.communicate(timeout=60)
    assert b"KeyboardInterrupt" in said


def test_the_command_line_runs(tmp_path):
    run = [sys.executable, "-m", "empanel", "--lang", "en"]
    out = tmp_path / "out"
    formed = subprocess.run(
        [*run, "form", os.fspath(DATA / "toy"), "--out", os.fspath(out), "--time-limit", "20"],
        capture_output=True,
    )
    assert formed.returncode == 0, formed.stderr
    plan = os.fspath(out / "plan.json")
    verified = subprocess.run([*run, "verify", os.fspath(DATA / "toy"), plan])
    assert verified.returncode == 0
    assert subprocess.run([*run, "no-such-verb"], capture_output=True).returncode == 2
