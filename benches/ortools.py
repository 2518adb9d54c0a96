"""Solves an instance folder with OR-tools' SimpleMinCostFlow, for benches/assign.rs.

`pip install ortools` first. Prints one JSON line: seconds of solving alone and of the whole
(reading included), and the total score. Scores are rounded to multiples of 1/scale, as
integer solvers need it. Usage: python benches/ortools.py FOLDER [SCALE]
"""

import csv
import json
import sys
import time

# This file has the name of the package: its own folder must not come first.
sys.path = sys.path[1:]

import numpy as np
from ortools.graph.python import min_cost_flow


def table(path):
    with open(path, newline="", encoding="utf-8-sig") as file:
        rows = csv.reader(file)
        next(rows)
        yield from rows


def main(folder, scale):
    start = time.perf_counter()
    submissions, demands = {}, []
    for submission, k in table(f"{folder}/demands.csv"):
        submissions[submission] = len(demands)
        demands.append(int(k))
    reviewers, floors, caps = {}, [], []
    for reviewer, floor, cap in table(f"{folder}/loads.csv"):
        reviewers[reviewer] = len(caps)
        floors.append(int(floor))
        caps.append(int(cap))
    tails, heads, scores = [], [], []
    for submission, reviewer, score in table(f"{folder}/scores.csv"):
        tails.append(submissions[submission])
        heads.append(reviewers[reviewer])
        scores.append(float(score))
    rows, width = len(demands), len(caps)
    exact = np.array(scores)
    costs = -np.rint(exact * scale).astype(np.int64)
    flow = min_cost_flow.SimpleMinCostFlow()
    tails, heads = np.array(tails), np.array(heads) + rows
    pairs = flow.add_arcs_with_capacity_and_unit_cost(
        tails, heads, np.ones(len(costs), dtype=np.int64), costs
    )
    columns = np.arange(width) + rows
    floors, caps = np.array(floors), np.array(caps)
    flow.add_arcs_with_capacity_and_unit_cost(
        columns, np.full(width, rows + width), caps - floors, np.zeros(width, dtype=np.int64)
    )
    supplies = np.concatenate([demands, -floors, [floors.sum() - sum(demands)]])
    flow.set_nodes_supplies(np.arange(rows + width + 1), supplies)
    solving = time.perf_counter()
    status = flow.solve()
    solved = time.perf_counter()
    total = float(exact[flow.flows(pairs) > 0].sum()) if status == flow.OPTIMAL else None
    end = time.perf_counter()
    print(json.dumps({"solve": solved - solving, "whole": end - start, "total": total}))


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 1e6)
