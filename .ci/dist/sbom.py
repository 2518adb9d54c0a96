"""The list of what a program is made of, from cargo-cyclonedx: without this machine's paths, a
number and a time that change, and with what cargo does not know of (C++).

sbom.py FILE ROOT TARGET HIGHS_VERSION
"""

import json
import os
import sys
import time
import uuid


def component(name, version, licence, what):
    return {
        "type": "library",
        "bom-ref": f"native:{name}",
        "name": name,
        "version": version,
        "description": what,
        "licenses": [{"expression": licence}],
    }


def natives(target, highs):
    """What C++ is in the program, and what comes with its compiler."""
    found = [component("HiGHS", highs, "MIT", "linear and mixed-integer programs")]
    if "linux" in target:
        llvm = "Apache-2.0 WITH LLVM-exception"
        return found + [component("libc++", "of zig 0.17.1", llvm, "C++ library of LLVM, static")]
    gcc = "GPL-3.0-or-later WITH GCC-exception-3.1"
    return found + [
        component("libstdc++", "12 (mingw)", gcc, "C++ library of GCC, static"),
        component("libgcc", "12 (mingw)", gcc, "runtime of GCC, static"),
        component("winpthreads", "10.0.0", "MIT AND BSD-3-Clause", "threads of mingw-w64, static"),
    ]


def settled(text, root, target, highs):
    """The list with the same bytes each time."""
    listed = json.loads(text.replace(root, ""))
    added = natives(target, highs)
    listed["components"] = sorted(
        listed.get("components", []) + added, key=lambda entry: entry["bom-ref"]
    )
    listed["dependencies"] = sorted(listed.get("dependencies", []), key=lambda entry: entry["ref"])
    date = time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"]))
    listed["metadata"]["timestamp"] = time.strftime("%Y-%m-%dT%H:%M:%SZ", date)
    listed.pop("serialNumber", None)
    content = json.dumps(listed, ensure_ascii=False, indent=1, sort_keys=True)
    listed["serialNumber"] = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, content)}"
    return json.dumps(listed, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    file, root, target, highs = sys.argv[1:]
    with open(file, encoding="utf-8") as opened:
        print(settled(opened.read(), root, target, ".".join(highs.split())), end="")
