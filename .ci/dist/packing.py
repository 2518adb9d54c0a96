"""Archives with the same bytes each time: sorted names, one date, no owner.

packing.py zip|tar FOLDER TARGET        the folder, its name as the first part of every path
packing.py wheel WHEEL LICENCES TARGET  the wheel with these licences in it
packing.py note TEMPLATE SYSTEM VERSION a note for one system, to the standard output

The date is SOURCE_DATE_EPOCH. Windows reads names outside ASCII by the flag that Python's zipfile
sets (UTF-8), WinRAR, 7-Zip and the Explorer of Windows 10 and 11 alike.
"""

import base64
import gzip
import hashlib
import os
import re
import sys
import tarfile
import time
import zipfile
from pathlib import Path


def epoch():
    """Seconds of the date of everything; zip knows none before 1980."""
    return max(int(os.environ["SOURCE_DATE_EPOCH"]), 315532800)


def files(folder):
    """The files of a folder with their names in the archive, by the bytes of their names."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    named = [(path.relative_to(folder.parent).as_posix(), path) for path in found]
    return sorted(named, key=lambda entry: entry[0].encode())


def mode(path):
    """Who may do what: all may read, and run what is a program."""
    return 0o755 if path.stat().st_mode & 0o100 else 0o644


def put(archive, name, content, permissions=0o644):
    """Adds one file to a zip archive."""
    entry = zipfile.ZipInfo(name, time.gmtime(epoch())[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = (0o100000 | permissions) << 16
    archive.writestr(entry, content, compresslevel=9)


def zip_of(folder, target):
    with zipfile.ZipFile(target, "w") as archive:
        for name, path in files(folder):
            put(archive, name, path.read_bytes(), mode(path))


def tar_of(folder, target):
    with open(target, "wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
            for name, path in files(folder):
                entry = tarfile.TarInfo(name)
                entry.size = path.stat().st_size
                entry.mode = mode(path)
                entry.mtime = epoch()
                with path.open("rb") as content:
                    archive.addfile(entry, content)


def wheel_of(wheel, licences, target):
    """The wheel with licences where Python looks for them, and its RECORD of all files anew."""
    with zipfile.ZipFile(wheel) as archive:
        held = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    record = next(name for name in held if name.endswith(".dist-info/RECORD"))
    info = record.rsplit("/", 1)[0]
    for name, path in files(licences):
        held[f"{info}/licenses/{name.split('/', 1)[1]}"] = path.read_bytes()
    del held[record]
    lines = [f"{name},sha256={digest(held[name])},{len(held[name])}\n" for name in sorted(held)]
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(held):
            put(archive, name, held[name], 0o755 if name.endswith(".so") else 0o644)
        put(archive, record, "".join([*lines, f"{record},,\n"]).encode())


def digest(content):
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


def note_for(template, system, version):
    """The template without what is said for other systems (`<!-- SYSTEM -->…<!-- end -->`)."""
    text = re.sub(
        r"<!-- (\w+) -->\n(.*?)<!-- end -->\n",
        lambda block: block[2] if block[1] == system else "",
        template,
        flags=re.DOTALL,
    )
    if "<!--" in text:
        raise ValueError("a part of the note does not end")
    return text.replace("{version}", version)


def main(verb, *arguments):
    if verb == "note":
        template, system, version = arguments
        text = note_for(Path(template).read_text(encoding="utf-8"), system, version)
        sys.stdout.buffer.write(text.encode())
    else:
        make = {"zip": zip_of, "tar": tar_of, "wheel": wheel_of}[verb]
        make(*(Path(argument) for argument in arguments))


if __name__ == "__main__":
    main(*sys.argv[1:])
