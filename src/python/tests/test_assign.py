"""assign: exact values, the solvers of others as oracles, and every wrong argument."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import time

import numpy as np
import pytest
import scipy.optimize
import scipy.sparse

import empanel


def test_the_best_of_two_is_proven():
    best = empanel.assign([[0.9, 0.2], [0.8, 0.1]], k=1, loads=1)
    assert best.total == 1.0
    assert best.bound == 1.0
    assert best.proven
    assert best.rows.tolist() == [0, 1]
    assert best.columns.tolist() == [0, 1]
    assert best.scores.tolist() == [0.9, 0.1]
    assert best.to_dense().tolist() == [[True, False], [False, True]]
    assert best.to_csr().toarray().tolist() == best.to_dense().tolist()
    assert best.submissions(1).tolist() == [1]


@pytest.mark.parametrize("seed", range(20))
def test_one_reviewer_each_equals_scipy(seed):
    random = np.random.default_rng(seed)
    scores = random.integers(0, 50, size=(12, 15)) / 10
    apart = random.random((12, 15)) < 0.2
    best = empanel.assign(scores, k=1, loads=1, conflicts=apart)
    costs = np.where(apart, -1e6, scores)
    rows, columns = scipy.optimize.linear_sum_assignment(costs, maximize=True)
    assert best.total == pytest.approx(costs[rows, columns].sum(), abs=1e-9)
    assert best.proven
    assert not apart[best.rows, best.columns].any()


@pytest.mark.parametrize("seed", range(20))
def test_several_reviewers_equal_or_tools(seed):
    flow = pytest.importorskip("ortools.graph.python.min_cost_flow")
    random = np.random.default_rng(100 + seed)
    submissions, reviewers = 20, 9
    scores = random.integers(-20, 100, size=(submissions, reviewers))
    k = random.integers(0, 4, size=submissions)
    loads = random.integers(6, 12, size=reviewers)
    apart = random.random(scores.shape) < 0.1
    network = flow.SimpleMinCostFlow()
    for row, column in zip(*np.nonzero(~apart)):
        head = submissions + int(column)
        network.add_arc_with_capacity_and_unit_cost(int(row), head, 1, -int(scores[row, column]))
    sink = submissions + reviewers
    for column, load in enumerate(loads):
        network.add_arc_with_capacity_and_unit_cost(submissions + column, sink, int(load), 0)
    for row, demand in enumerate(k):
        network.set_node_supply(row, int(demand))
    network.set_node_supply(sink, -int(k.sum()))
    solved = network.solve() == network.OPTIMAL
    if not solved:
        with pytest.raises(empanel.InfeasibleError):
            empanel.assign(scores, k, loads, conflicts=apart)
        return
    best = empanel.assign(scores, k, loads, conflicts=apart)
    assert best.total == -network.optimal_cost()
    assert best.proven
    assert np.bincount(best.rows, minlength=submissions).tolist() == k.tolist()
    assert (np.bincount(best.columns, minlength=reviewers) <= loads).all()


@pytest.mark.parametrize("form", ["csr_array", "coo_array", "csc_matrix"])
def test_of_a_sparse_array_only_stored_pairs_are_used(form):
    scores = np.array([[0.9, 0.8, 0.0], [0.0, 0.7, 0.6]])
    sparse = getattr(scipy.sparse, form)(scores)
    best = empanel.assign(sparse, k=2, loads=2)
    assert best.total == pytest.approx(3.0)
    assert best.reviewers(0).tolist() == [0, 1]
    with pytest.raises(empanel.InfeasibleError, match="too few"):
        empanel.assign(sparse, k=3, loads=2)


def test_a_stored_zero_is_a_pair():
    rows, columns = [0, 0], [0, 1]
    sparse = scipy.sparse.coo_array(([0.5, 0.0], (rows, columns)), shape=(1, 3))
    assert empanel.assign(sparse, k=2, loads=1).columns.tolist() == [0, 1]


def test_the_worst_comes_first():
    scores = [[1.0, 0.9], [0.5, 0.0]]
    total = empanel.assign(scores, k=1, loads=1)
    maxmin = empanel.assign(scores, k=1, loads=1, objective="maxmin")
    assert total.figures["worst_score"] == 0.5
    assert (maxmin.figures["worst_score"], maxmin.proven) == (0.5, True)
    levels = empanel.assign(scores, k=1, loads=1, objective="leximin").levels
    assert levels == [(0.5, 1, True), (0.9, 1, True)]
    assert empanel.assign(scores, k=1, loads=1, objective="wef1").envious == 0


def test_probabilities_are_capped():
    scores = [[1.0, 0.0], [1.0, 0.0]]
    drawn = empanel.assign(scores, k=1, loads=1, max_probability=0.5, seed=3)
    rows, columns, shares = drawn.probabilities
    assert shares.tolist() == [0.5] * 4
    assert drawn.expected == (1.0, 1.0)
    assert drawn.proven


def test_unfilled_reviews_are_counted():
    with pytest.raises(empanel.InfeasibleError):
        empanel.assign([[1.0], [2.0]], k=1, loads=1)
    best = empanel.assign([[1.0], [2.0]], k=1, loads=1, allow_unfilled=True)
    assert (best.total, best.figures["unfilled"]) == (2.0, 1)


def test_forced_pairs_are_used():
    best = empanel.assign([[0.9, 0.2], [0.8, 0.1]], k=1, loads=1, forced=[(0, 1)])
    assert best.columns.tolist() == [1, 0]
    assert (best.total, best.proven) == (1.0, True)
    with pytest.raises(empanel.InputError, match="A114"):
        empanel.assign([[0.9, 0.2]], k=1, loads=1, forced=[(0, 1)], conflicts=[(0, 1)])


ONE = [[1.0, 2.0]]


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        (([1.0, 2.0], 1, 1), ValueError, "two dimensions"),
        (([["a"]], 1, 1), TypeError, "numbers"),
        (([[1.0, np.nan]], 1, 1), ValueError, r"scores\[0, 1\] is nan"),
        (([[1.0, -np.inf]], 1, 1), ValueError, r"scores\[0, 1\] is -inf"),
        ((ONE, 1.5, 1), ValueError, r"k\[0\] is 1.5"),
        ((ONE, -1, 1), ValueError, r"k\[0\] is -1"),
        ((ONE, [1, 1], 1), ValueError, "k has 2 entries for 1 submissions"),
        ((ONE, "x", 1), TypeError, "k must be"),
        ((ONE, 3, 1), ValueError, "3"),
        ((ONE, 1, [1]), ValueError, "loads has 1 entries for 2 reviewers"),
        ((ONE, 1, (2, 1)), ValueError, r"loads\[0\]: the least, 2"),
        ((ONE, 1, [[0, 1], [3, 1]]), ValueError, r"loads\[1\]: the least, 3"),
    ],
)
def test_wrong_arrays_are_told_with_their_index(arguments, error, words):
    with pytest.raises(error, match=words):
        empanel.assign(*arguments)


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"conflicts": [[0, 2]]}, ValueError, r"conflicts\[0\] is \(0, 2\)"),
        ({"conflicts": np.zeros((2, 2), bool)}, ValueError, "shape"),
        ({"conflicts": [0, 1]}, TypeError, "pairs"),
        ({"objective": "best"}, ValueError, "'best'|\"best\""),
        ({"max_probability": 0.0}, ValueError, "max_probability"),
        ({"max_probability": 0.5, "objective": "wef1"}, ValueError, "objective='total'"),
        ({"time_limit": 0}, ValueError, "time_limit"),
    ],
)
def test_wrong_options_are_told(options, error, words):
    with pytest.raises(error, match=words):
        empanel.assign(ONE, 1, 1, **options)


def test_a_pair_given_twice_is_told():
    twice = scipy.sparse.coo_array(([1.0, 2.0], ([0, 0], [1, 1])), shape=(1, 2))
    with pytest.raises(ValueError, match=r"scores\[0, 1\] is given twice"):
        empanel.assign(twice, 1, 1)


def test_single_precision_has_decimals_of_its_own():
    scores = np.array([[0.1, 0.7]], dtype=np.float32)
    best = empanel.assign(scores, k=2, loads=1)
    assert best.total == 0.8
    assert best.scores.tolist() == [0.1, 0.7]


@pytest.mark.parametrize("kind", [np.int32, np.int64])
def test_csr_is_taken_as_it_comes(kind):
    # Columns in any order, and rows of any length.
    data, indices, indptr = [0.25, 0.5, 0.125], [2, 0, 1], [0, 2, 2, 3]
    csr = scipy.sparse.csr_array((data, indices, indptr), shape=(3, 3))
    csr.indices, csr.indptr = csr.indices.astype(kind), csr.indptr.astype(kind)
    best = empanel.assign(csr, k=[1, 0, 1], loads=1)
    assert (best.rows.tolist(), best.columns.tolist()) == ([0, 2], [0, 1])
    assert best.total == 0.625
    csr.indices[1] = 3
    with pytest.raises(ValueError, match=r"entry at \[0, 3\]"):
        empanel.assign(csr, k=1, loads=1)


def test_a_pair_given_twice_in_csr_is_told():
    csr = scipy.sparse.csr_array(([1.0, 2.0], [1, 1], [0, 2]), shape=(1, 2))
    with pytest.raises(ValueError, match=r"scores\[0, 1\] is given twice"):
        empanel.assign(csr, 1, 1)


def test_a_score_too_large_is_told():
    with pytest.raises(empanel.InputError, match=r"scores\[0, 1\] is 1e18"):
        empanel.assign([[1.0, 1e18]], 1, 1)


def test_arrays_of_any_values_equal_those_of_text():
    random = np.random.default_rng(5)
    for scores in (
        random.random((30, 12)),
        random.random((30, 12)).astype(np.float32),
        np.round(random.random((30, 12)), 4),
        random.integers(-9, 9, (30, 12)),
    ):
        best = empanel.assign(scores, k=2, loads=6)
        # Python writes the shortest decimals, too.
        text = np.array([[float(str(value)) for value in row] for row in scores])
        again = empanel.assign(scipy.sparse.coo_array(text), k=2, loads=6)
        assert best.total == again.total
        assert best.columns.tolist() == again.columns.tolist()
        assert best.proven


def test_progress_is_told_and_may_end_the_search():
    scores = np.random.default_rng(2).random((600, 300))
    seen = []

    def watch(now):
        seen.append(now)
        if len(seen) == 4:
            raise RuntimeError("enough")

    begun = time.monotonic()
    with pytest.raises(RuntimeError, match="enough"):
        empanel.assign(scores, k=3, loads=7, objective="leximin", time_limit=100, progress=watch)
    assert time.monotonic() - begun < 50
    last = seen[-1]
    assert last["seconds"] > 0.9
    assert last["worst"] <= last["worst_bound"]
    assert last["total"] <= 1800
    assert [now["levels"] for now in seen] == sorted(now["levels"] for now in seen)


def test_ctrl_c_ends_the_solver_with_its_thread():
    code = textwrap.dedent(
        """
        import os, signal, threading, time
        import numpy as np
        import empanel

        random = np.random.default_rng(1)
        scores = random.random((2500, 1200))
        threading.Timer(1.0, os.kill, (os.getpid(), signal.SIGINT)).start()
        begun = time.monotonic()
        try:
            empanel.assign(scores, k=3, loads=7, objective="leximin", time_limit=120)
            print("ended")
        except KeyboardInterrupt:
            print("stopped", time.monotonic() - begun < 10)
            used = time.process_time()
            time.sleep(1.0)
            print("idle", time.process_time() - used < 0.3)
        """
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=90)
    assert run.stdout.split() == ["stopped", "True", "idle", "True"], run.stderr
