"""Tests of packing.py, sbom.py and of the notes: `make dist` runs them before anything else."""

import json
import os
import re
import tarfile
import tempfile
import unittest
import zipfile
from pathlib import Path

import packing
import sbom

HERE = Path(__file__).parent
os.environ["SOURCE_DATE_EPOCH"] = "1790000000"  # 2026-09-21


def season(folder):
    """A folder with Chinese names and a program."""
    top = Path(folder) / "empanel-1"
    (top / "样例年度").mkdir(parents=True)
    (top / "样例年度" / "experts.xlsx").write_bytes(b"x" * 1000)
    (top / "说明.html").write_text("说明", encoding="utf-8")
    (top / "empanel.exe").write_bytes(b"MZ")
    (top / "empanel.exe").chmod(0o700)
    return top


class Archives(unittest.TestCase):
    NAMES = ["empanel-1/empanel.exe", "empanel-1/样例年度/experts.xlsx", "empanel-1/说明.html"]

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.top = season(self.folder.name)

    def made(self, make, name):
        """The archive, made twice, the second time with other dates and in other order."""
        first, second = Path(self.folder.name) / name, Path(self.folder.name) / f"again-{name}"
        make(self.top, first)
        for path in reversed(sorted(self.top.rglob("*"))):
            os.utime(path, (1, 1))
        (self.top / "empanel.exe").rename(self.top / "other")
        (self.top / "other").rename(self.top / "empanel.exe")
        make(self.top, second)
        self.assertEqual(first.read_bytes(), second.read_bytes())
        return first

    def test_a_zip_has_names_that_windows_reads_sorted_and_of_one_date(self):
        with zipfile.ZipFile(self.made(packing.zip_of, "a.zip")) as archive:
            entries = archive.infolist()
        self.assertEqual([entry.filename for entry in entries], self.NAMES)
        for entry in entries:
            ascii_only = entry.filename.isascii()
            self.assertEqual(bool(entry.flag_bits & 0x800), not ascii_only, entry.filename)
            self.assertEqual(entry.date_time, (2026, 9, 21, 14, 13, 20))
        self.assertEqual(entries[0].external_attr >> 16, 0o100755)
        self.assertEqual(entries[2].external_attr >> 16, 0o100644)

    def test_a_tar_has_no_owner_and_one_date(self):
        with tarfile.open(self.made(packing.tar_of, "a.tar.gz")) as archive:
            entries = archive.getmembers()
        self.assertEqual([entry.name for entry in entries], self.NAMES)
        for entry in entries:
            self.assertEqual((entry.uid, entry.gid, entry.uname), (0, 0, ""))
            self.assertEqual(entry.mtime, 1790000000)
        self.assertEqual([oct(entry.mode) for entry in entries], ["0o755", "0o644", "0o644"])

    def test_a_wheel_gets_its_licences_and_they_stand_in_its_record(self):
        wheel = Path(self.folder.name) / "e-1-py3-none-any.whl"
        with zipfile.ZipFile(wheel, "w") as archive:
            archive.writestr("e/__init__.py", "x = 1\n")
            archive.writestr("e-1.dist-info/RECORD", "e/__init__.py,sha256=old,1\n")
        target = Path(self.folder.name) / "out.whl"
        packing.wheel_of(wheel, self.top, target)
        with zipfile.ZipFile(target) as archive:
            record = archive.read("e-1.dist-info/RECORD").decode()
            self.assertIn("e-1.dist-info/licenses/说明.html", archive.namelist())
        self.assertEqual(
            record.splitlines()[-1], "e-1.dist-info/RECORD,,", "it stands in itself without a sum"
        )
        self.assertNotIn("old", record)
        self.assertRegex(record, r"e/__init__\.py,sha256=[\w-]{43},6\n")


class Parts(unittest.TestCase):
    def test_a_list_of_parts_bears_no_path_of_a_machine_and_is_the_same_each_time(self):
        def listed(root, number):
            crate = {"bom-ref": f"path+file://{root}#empanel@1", "name": "empanel"}
            metadata = {"timestamp": number, "component": crate}
            refs = [{"ref": "b"}, {"ref": "a"}]
            listed = {"serialNumber": number, "metadata": metadata, "dependencies": refs}
            target = "x86_64-pc-windows-gnu"
            return sbom.settled(json.dumps(listed), root, target, "1.16.0")

        first = listed("/home/one", "2026-01-01")
        self.assertEqual(first, listed("/srv/two", "2027-02-02"))
        self.assertNotIn("/home", first)
        parts = json.loads(first)
        self.assertEqual(parts["metadata"]["timestamp"], "2026-09-21T14:13:20Z")
        names = [part["name"] for part in parts["components"]]
        self.assertEqual(names, ["HiGHS", "libgcc", "libstdc++", "winpthreads"])


class Notes(unittest.TestCase):
    """What a person reads first: one page, nothing of another system, nothing fetched."""

    def note(self, lang, system):
        template = (HERE / f"note.{lang}.html").read_text(encoding="utf-8")
        return packing.note_for(template, system, "9.8.7")

    def test_every_note_is_whole(self):
        for lang in ("zh", "en"):
            for system in ("windows", "linux", "deb"):
                text = self.note(lang, system)
                self.assertIn('<meta charset="utf-8">', text)
                self.assertIn("9.8.7", text)
                self.assertNotRegex(text, r"\{\w+\}", "no place is left open")
                self.assertNotRegex(text, r"https?://|src=|<script", "nothing is fetched")
                for word in ("127.0.0.1", "licences", "样例年度", "SHA256SUMS"):
                    self.assertIn(word, text, (lang, system))

    def test_windows_is_told_of_its_question_and_linux_is_not(self):
        for lang, answer in (("zh", "仍要运行"), ("en", "Run anyway")):
            self.assertIn(answer, self.note(lang, "windows"))
            self.assertNotIn(answer, self.note(lang, "linux"))
            self.assertNotIn("SmartScreen", self.note(lang, "linux"))

    def test_a_part_that_does_not_end_is_told(self):
        with self.assertRaises(ValueError):
            packing.note_for("<!-- linux -->\nopen", "linux", "1")

    def test_the_start_file_is_of_ascii_and_of_lines_as_windows_ends_them(self):
        start = (HERE / "open.bat").read_bytes()
        self.assertTrue(start.isascii(), "a console reads it in the code page of its country")
        self.assertEqual(len(re.findall(rb"(?<!\r)\n", start)), 0)


if __name__ == "__main__":
    unittest.main()
