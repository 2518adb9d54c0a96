"""How long `assign` takes on a large CSR array beside its solver alone, in one process.

``python src/python/tests/bench_assign.py [PAIRS]`` (10 million by default), with a release build:
``maturin develop --release``. Prints the best of three runs of each kind of scores.
"""

from __future__ import annotations

import sys
import time

import numpy as np
import scipy.sparse

import empanel

CANDIDATES = 50


def instance(pairs: int) -> tuple[scipy.sparse.csr_array, int]:
    """A CSR array of ``pairs`` scores in [0, 1), fifty reviewers for each submission."""
    random = np.random.default_rng(1)
    rows = pairs // CANDIDATES
    # Fifty of them, distinct: one in each of fifty equal ranges.
    width = max(rows // CANDIDATES, 1)
    offsets = np.arange(CANDIDATES, dtype=np.int32) * width
    columns = offsets + random.integers(0, width, size=(rows, CANDIDATES), dtype=np.int32)
    starts = np.arange(rows + 1, dtype=np.int32) * CANDIDATES
    scores = random.random(rows * CANDIDATES)
    shape = (rows, width * CANDIDATES)
    return scipy.sparse.csr_array((scores, columns.ravel(), starts), shape=shape), 6


def main() -> None:
    pairs = int(float(sys.argv[1])) if len(sys.argv) > 1 else 10_000_000
    scores, load = instance(pairs)
    kinds = {
        "six decimals": np.round(scores.data, 6),
        "single precision": scores.data.astype(np.float32),
        "double precision": scores.data,
    }
    print(f"{scores.shape[0]} x {scores.shape[1]}, {scores.nnz} pairs")
    print(f"{'scores':<18}{'whole s':>9}{'solver s':>9}{'ratio':>7}  proven")
    for kind, data in kinds.items():
        own = scipy.sparse.csr_array((data, scores.indices, scores.indptr), shape=scores.shape)
        runs = []
        for _ in range(3):
            begun = time.perf_counter()
            best = empanel.assign(own, k=3, loads=load)
            runs.append((time.perf_counter() - begun, best.solve_seconds))
        whole, solver = min(runs)
        print(f"{kind:<18}{whole:>9.3f}{solver:>9.3f}{whole / solver:>7.2f}  {best.proven}")


if __name__ == "__main__":
    main()
