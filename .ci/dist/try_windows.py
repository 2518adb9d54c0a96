"""Uses empanel.exe under Wine as a person would, from the zip, in folders with Chinese names.

try_windows.py ZIP FOLDER LINUX_PROGRAM    the last verifies the plans that the .exe made
"""

import http.client
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RAW = ROOT / "tests/cases/handed/office-raw"
WINE = "/usr/lib/wine/wine64"
# As a browser saves a second download: the solver's own process must start all the same.
NAME = "empanel (1).exe"


def main(package, folder, linux):
    shutil.rmtree(folder, ignore_errors=True)
    home = folder / "质量奖 评审"
    home.mkdir(parents=True)
    with zipfile.ZipFile(package) as archive:
        archive.extractall(home)
    top = next(home.iterdir())
    for name in ("打开.bat", "说明.html", "README.html", "empanel.exe", "样例年度", "licences"):
        assert (top / name).exists(), name
    (top / "empanel.exe").rename(top / NAME)
    # Wine 8 has no bcryptprimitives.dll.
    stub = [str(ROOT / ".ci/dist/prng.c"), "-o", str(top / "bcryptprimitives.dll"), "-ladvapi32"]
    subprocess.run(["x86_64-w64-mingw32-gcc", "-shared", *stub], check=True)
    os.environ.update(WINEPREFIX=str(folder / "wine"), WINEDEBUG="-all", DISPLAY="")
    os.environ.update(WINEDLLOVERRIDES="mscoree,mshtml=", LANG="zh_CN.UTF-8", LC_ALL="C.UTF-8")
    subprocess.run([WINE, "wineboot", "--init"], capture_output=True, check=True)
    exe = Program(top)
    try:
        double_click(exe)
        window(exe, top / "样例年度")
        season(exe, linux)
    finally:
        subprocess.run([WINE, "wineboot", "--kill"], capture_output=True, check=False)
    told("empanel.exe: all done")


class Program:
    """The program in its folder."""

    def __init__(self, top):
        self.top = top

    def start(self, *arguments):
        return subprocess.Popen(
            [WINE, NAME, *arguments],
            cwd=self.top,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def run(self, *arguments, exits=0):
        with self.start(*arguments) as started:
            out, error = started.communicate(timeout=900)
        words = out.decode("utf-8") + error.decode("utf-8")
        assert started.returncode == exits, (arguments, started.returncode, words)
        return out.decode("utf-8")


def told(words):
    print(f"   {words}", file=sys.stderr, flush=True)


def listening():
    """Ports of this machine at which something listens."""
    lines = Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]
    sockets = [line.split() for line in lines]
    return {int(one[1].split(":")[1], 16) for one in sockets if one[3] == "0A"}


def ask(port, path, cookie="", method="GET", body=None, **more):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Cookie": cookie, "Content-Type": "application/json", **more}
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    return answer, answer.read().decode("utf-8")


def until(what, seconds=120):
    """Waits until something is there, and returns it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = what()
        if found:
            return found
        time.sleep(0.2)
    raise AssertionError("it did not come in time")


def answers(port):
    """Whether it is the window that listens: without its key it refuses."""
    try:
        return ask(port, "/")[0].status == 403
    except OSError:
        return False


def double_click(exe):
    """Without arguments, as a double click starts it."""
    before = listening()
    with exe.start() as started:
        until(lambda: any(answers(port) for port in listening() - before))
        end(exe, started)
    told("a double click opens the window")


def end(exe, started):
    """Ends what was started, by its own ids: Wine's loader may have replaced itself."""
    for process in processes(exe):
        os.kill(process, signal.SIGKILL)
    started.kill()


def processes(exe, word=NAME):
    """The processes in the program's folder whose command line has a word."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                line = (folder / "cmdline").read_bytes().decode("utf-8", "replace")
                own = os.readlink(folder / "cwd") == str(exe.top)
            except OSError:
                continue
            if own and word in line:
                found.append(int(folder.name))
    return found


def window(exe, folder):
    """`open`: the key is asked for, the sample is shown, the button ends it."""
    with exe.start("open", folder.name, "--no-browser", "--lang", "zh") as started:
        address = started.stdout.readline().decode("utf-8").strip()
        port, path = re.fullmatch(r"http://127\.0\.0\.1:(\d+)(/.*)", address).groups()
        port = int(port)
        assert ask(port, "/")[0].status == 403, "without the key"
        entered, _ = ask(port, path)
        assert entered.status == 303, entered.status
        cookie = entered.headers["Set-Cookie"].split(";")[0]
        shown, page = ask(port, "/", cookie)
        assert shown.status == 200 and "样例年度" in page, page[:500]
        origin = {"Origin": f"http://127.0.0.1:{port}"}
        _, words = ask(port, "/quit", cookie, "POST", "{}", **origin)
        assert "程序已结束" in words, words
        assert started.wait(60) == 0
    told("the window of the sample: refused without key, shown with it, ended by its button")


def season(exe, linux):
    """From raw files to papers, and the plan's judge on another system."""
    raw = exe.top / "原始 文件"
    shutil.copytree(RAW, raw)
    # Exit code 3: there are questions.
    asked = exe.run("import", raw.name, "--out", "2026年度", "--lang", "zh", exits=3)
    answers = exe.top / "答案.toml"
    answers.write_text(answered(asked), encoding="utf-8")
    exe.run("import", raw.name, "--out", "2026年度", "--answers", answers.name)
    told("raw files imported")

    apart = set()
    with exe.start("form", "2026年度", "--out", "2026年度/方案", "--time-limit", "20") as started:
        while started.poll() is None:
            apart.update(processes(exe, "solver-process"))
            time.sleep(0.01)
        words = started.stdout.read().decode("utf-8")
        assert started.returncode == 0, words
    assert "已写出" in words, words
    assert apart, "no solver was seen in a process of its own"
    told(f"a committee formed, solvers in {len(apart)} processes of {NAME}")
    # Threads that a solver had run in once damaged memory, and not every run fell over.
    for seed in ("2", "3", "4"):
        words = exe.run("form", "2026年度", "--out", f"再试{seed}", "--seed", seed, "--time-limit", "8")
        assert "已写出" in words, words

    exe.run("verify", "2026年度", "2026年度/方案/plan.json")
    assert " 1 " in exe.run("history", "2026年度/方案")
    exe.run("papers", "2026年度", "--plan", "2026年度/方案/plan.json", "--out", "材料")
    papers = [path.name for path in (exe.top / "材料").rglob("*") if path.is_file()]
    assert any(name.endswith(".docx") and not name.isascii() for name in papers), papers
    told(f"history, and {len(papers)} papers")

    own = exe.top / "2026年度"
    plan = str(own / "方案" / "plan.json")
    judged = subprocess.run([linux, "verify", str(own), plan], capture_output=True, check=False)
    assert judged.returncode == 0, judged.stdout.decode() + judged.stderr.decode()
    told("the program for Linux verifies the plan")


def answered(questions):
    """The proposals, and no where none is made."""
    lines, offered = [], ""
    for line in questions.splitlines():
        if line.startswith("#"):
            offered = line
        elif line.endswith(' = ""'):
            line = line[:-2] + ('"-"' if '"-"' in offered else '"no"')
        lines.append(line)
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:]))
