"""Reviewers to submissions, from arrays, without groups."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Callable, Optional

import numpy as np

from . import _native
from ._pairs import counts_of, listed_pairs, loads_of, pairs_of


@dataclass(frozen=True)
class Assignment:
    """Who reviews what, with figures and proof.

    ``rows`` and ``columns`` are parallel arrays of the assigned pairs (submission, reviewer), sorted;
    ``scores`` their scores. Scores and bounds are in the unit of the scores that were passed.
    """

    shape: tuple[int, int]
    rows: np.ndarray
    columns: np.ndarray
    scores: np.ndarray
    #: What was maximised.
    objective: str
    #: Whether it is proven that nothing better exists for the objective.
    proven: bool
    #: ``total_score``, ``worst_score``, ``worst_tenth_mean``, ``mean_score``, ``unfilled``,
    #: ``load_min``, ``load_max``, and ``bound``, ``worst_bound`` where they were proven.
    figures: dict[str, Any]
    #: For ``leximin``: (sum, submissions with it, proven) from the worst upwards.
    levels: Optional[list[tuple[float, int, bool]]] = None
    #: For ``wef1``: ordered pairs of submissions of which one envies the other by more than one
    #: reviewer.
    envious: Optional[int] = None
    #: For ``max_probability``: expected total and its proven upper limit.
    expected: Optional[tuple[float, float]] = None
    #: For ``max_probability``: arrays of submission, reviewer and probability.
    probabilities: Optional[tuple[np.ndarray, np.ndarray, np.ndarray]] = None
    #: Seconds that the solver took, without the conversion of the arrays.
    solve_seconds: float = 0.0
    #: What is odd about the input, in sentences.
    notes: list[str] = field(default_factory=list)

    @property
    def total(self) -> float:
        """The sum of all scores."""
        return self.figures["total_score"]

    @property
    def bound(self) -> Optional[float]:
        """The proven upper limit of the total, if there is one."""
        return self.figures.get("bound")

    def reviewers(self, submission: int) -> np.ndarray:
        """The reviewers of a submission, ascending."""
        low, high = np.searchsorted(self.rows, [submission, submission + 1])
        return self.columns[low:high]

    def submissions(self, reviewer: int) -> np.ndarray:
        """The submissions of a reviewer, ascending."""
        return self.rows[self.columns == reviewer]

    def to_dense(self) -> np.ndarray:
        """A boolean array, submissions by reviewers."""
        dense = np.zeros(self.shape, dtype=bool)
        dense[self.rows, self.columns] = True
        return dense

    def to_csr(self) -> Any:
        """A boolean ``scipy.sparse.csr_array``, submissions by reviewers."""
        from scipy.sparse import csr_array

        ones = np.ones(len(self.rows), dtype=bool)
        return csr_array((ones, (self.rows, self.columns)), shape=self.shape)


def assign(
    scores: Any,
    k: Any,
    loads: Any,
    *,
    conflicts: Any = None,
    forced: Any = None,
    objective: str = "total",
    max_probability: Optional[float] = None,
    allow_unfilled: bool = False,
    seed: int = 1,
    time_limit: float = 60.0,
    progress: Optional[Callable[[dict], Any]] = None,
) -> Assignment:
    """Assigns ``k`` reviewers to each submission within the reviewers' loads.

    :param scores: submissions by reviewers, higher is better. A dense array makes every pair
        usable; of a scipy sparse array (CSR, COO ...) only the stored entries are, zeros among
        them included. Scores are taken as the shortest decimals that give the same number in
        their own precision (``float32`` 0.1 is 0.1), and summed exactly. CSR is fastest.
    :param k: reviewers that each submission needs: one number, or an array by submission.
    :param loads: the most reviews: one number, an array by reviewer, a tuple (least, most) for all,
        or an array of shape (reviewers, 2).
    :param conflicts: pairs that may not be used: a boolean or sparse array of the shape of
        ``scores``, or an array of pairs (submission, reviewer) of shape (n, 2).
    :param forced: pairs that must be used, in the same forms.
    :param objective: ``"total"``; ``"maxmin"`` (the worst submission as high as possible, then the
        total); ``"leximin"`` (then the next worst, and so on); ``"wef1"`` (picking in turns,
        envy-free up to one reviewer).
    :param max_probability: draws an assignment in which no pair is more likely than this, with the
        highest expected total (objective ``"total"``).
    :param allow_unfilled: leaves as few reviews as possible unfilled where demands cannot be met
        (objective ``"total"``).
    :param seed: seed of the draw.
    :param time_limit: seconds for ``"maxmin"``, ``"leximin"`` and the draw.
    :param progress: called about four times a second with a dictionary of what is known so far:
        ``seconds``; ``worst``, ``worst_bound``, ``total``, ``bound`` (``None`` while unknown);
        ``levels`` decided by ``"leximin"``. What it raises ends the run.
    :raises ValueError: wrong shape or value, with its index; :class:`InputError` is one.
    :raises TypeError: wrong type.
    :raises InfeasibleError: demands and loads cannot be met, with the proof.
    :raises NotFoundError: the draw was not ready in time.

    >>> import empanel
    >>> best = empanel.assign([[0.9, 0.2], [0.8, 0.1]], k=1, loads=1)
    >>> best.total, best.proven, best.reviewers(0).tolist()
    (1.0, True, [0])
    """
    if objective != "total" and (max_probability is not None or allow_unfilled):
        raise ValueError("max_probability and allow_unfilled need objective='total'")
    if max_probability is not None and allow_unfilled:
        raise ValueError("max_probability and allow_unfilled cannot be combined")
    if not 0 < time_limit < 1e9:
        raise ValueError(f"time_limit must be positive, not {time_limit}")
    pairs = pairs_of(scores)
    submissions, reviewers = pairs.shape
    demands = counts_of(k, submissions, "k", "submission")
    floors, caps = loads_of(loads, reviewers)
    apart = listed_pairs(conflicts, pairs.shape, "conflicts")
    together = listed_pairs(forced, pairs.shape, "forced")
    told = _native.assign(
        pairs.starts,
        pairs.columns,
        pairs.scores,
        demands,
        floors,
        caps,
        *apart,
        *together,
        objective=objective,
        allow_unfilled=allow_unfilled,
        max_probability=None if max_probability is None else _decimal(max_probability),
        seed=seed,
        time_limit=float(time_limit),
        progress=progress,
    )
    return Assignment(
        shape=pairs.shape,
        rows=told["rows"],
        columns=told["columns"],
        scores=told["scores"],
        objective=objective,
        proven=told["proven"],
        figures=json.loads(told["figures"]),
        levels=told.get("levels"),
        envious=told["envious"],
        expected=told.get("expected"),
        probabilities=told.get("probabilities"),
        solve_seconds=told["solve_seconds"],
        notes=told["notes"],
    )


def _decimal(value: float) -> str:
    return np.format_float_positional(float(value), trim="-")
