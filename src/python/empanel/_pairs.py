"""Scores, demands, loads and conflicts as arrays: what people pass, checked, in one form."""

from __future__ import annotations

from typing import Any, NamedTuple, Union

import numpy as np


class Pairs(NamedTuple):
    """Usable pairs by submission, as in a CSR array: where those of each submission start, their
    reviewers (a number: every one of so many), and their scores."""

    starts: np.ndarray
    columns: Union[np.ndarray, int]
    scores: np.ndarray
    shape: tuple[int, int]


def _is_sparse(value: Any) -> bool:
    """Whether a value is a scipy sparse array or matrix, without importing scipy."""
    return type(value).__module__.split(".")[0] == "scipy" and hasattr(value, "tocoo")


def pairs_of(scores: Any) -> Pairs:
    """The usable pairs of a dense or a sparse array of scores, submissions by reviewers.

    Raises ``TypeError`` or ``ValueError`` with the position of the first bad entry.
    """
    if _is_sparse(scores):
        return _sparse_pairs(scores)
    matrix = np.asarray(scores)
    if matrix.dtype == object or matrix.dtype.kind not in "biuf":
        raise TypeError(f"scores must be numbers, not {matrix.dtype}")
    if matrix.ndim != 2:
        raise ValueError(
            "scores must have two dimensions, submissions by reviewers, "
            f"not the shape {matrix.shape}"
        )
    submissions, reviewers = matrix.shape
    starts = np.arange(submissions + 1, dtype=np.int64) * reviewers
    return Pairs(starts, reviewers, _scores(matrix.ravel()), (submissions, reviewers))


def _sparse_pairs(scores: Any) -> Pairs:
    if len(scores.shape) != 2:
        raise ValueError(f"scores must have two dimensions, not the shape {scores.shape}")
    if scores.dtype.kind not in "biuf":
        raise TypeError(f"scores must be numbers, not {scores.dtype}")
    shape = (int(scores.shape[0]), int(scores.shape[1]))
    if scores.format == "csr":
        starts = _indices(scores.indptr)
        return Pairs(starts, _columns(scores.indices), _scores(scores.data), shape)
    coo = scores.tocoo()
    rows, columns, values = coo.row, coo.col, coo.data
    if rows.size and not np.all(rows[1:] >= rows[:-1]):
        order = np.argsort(rows, kind="stable")
        rows, columns, values = rows[order], columns[order], values[order]
    starts = np.zeros(shape[0] + 1, dtype=np.int64)
    np.cumsum(np.bincount(rows, minlength=shape[0]), out=starts[1:])
    return Pairs(starts, _columns(columns), _scores(values), shape)


def _columns(columns: np.ndarray) -> np.ndarray:
    kept = np.int32 if columns.dtype == np.int32 else np.int64
    return np.ascontiguousarray(columns, dtype=kept)


def _scores(values: np.ndarray) -> np.ndarray:
    kept = np.float32 if values.dtype == np.float32 else np.float64
    return np.ascontiguousarray(values, dtype=kept)


def counts_of(value: Any, length: int, name: str, of: str) -> np.ndarray:
    """A whole number for each, from one number or an array of ``length``."""
    array = np.asarray(value)
    if array.dtype == object or array.dtype.kind not in "iuf" or array.ndim > 1:
        raise TypeError(f"{name} must be a whole number or one for each {of}")
    if array.ndim == 0:
        array = np.full(length, array)
    if array.shape != (length,):
        raise ValueError(f"{name} has {array.shape[0]} entries for {length} {of}s")
    fits = (array >= 0) & (array <= np.iinfo(np.uint32).max) & (array == np.floor(array))
    bad = np.flatnonzero(~fits)
    if bad.size:
        at = int(bad[0])
        raise ValueError(f"{name}[{at}] is {array[at]}; it must be a whole number from 0")
    return np.ascontiguousarray(array, dtype=np.uint32)


def loads_of(loads: Any, reviewers: int) -> tuple[np.ndarray, np.ndarray]:
    """The least and the most reviews of each reviewer.

    ``loads`` is the most for all, the most of each, or an array of (least, most) for each; a tuple
    of two is the least and the most of all.
    """
    if isinstance(loads, tuple) and len(loads) == 2:
        least, most = loads
    else:
        array = np.asarray(loads)
        least, most = (array[:, 0], array[:, 1]) if array.ndim == 2 and array.shape[1] == 2 else (0, array)
    floors = counts_of(least, reviewers, "loads (least)", "reviewer")
    caps = counts_of(most, reviewers, "loads", "reviewer")
    crossed = np.flatnonzero(floors > caps)
    if crossed.size:
        at = int(crossed[0])
        raise ValueError(f"loads[{at}]: the least, {floors[at]}, is above the most, {caps[at]}")
    return floors, caps


def listed_pairs(
    pairs: Any, shape: tuple[int, int], name: str
) -> tuple[np.ndarray, np.ndarray]:
    """Marked pairs, from a boolean or sparse array of ``shape``, or an array of pairs."""
    if pairs is None:
        empty = np.empty(0, dtype=np.int64)
        return empty, empty
    if _is_sparse(pairs):
        _same_shape(pairs.shape, shape, name)
        coo = pairs.tocoo()
        kept = coo.data != 0
        return _indices(coo.row[kept]), _indices(coo.col[kept])
    array = np.asarray(pairs)
    if array.dtype == bool:
        _same_shape(array.shape, shape, name)
        rows, columns = np.nonzero(array)
        return _indices(rows), _indices(columns)
    if array.size == 0:
        return listed_pairs(None, shape, name)
    if array.ndim != 2 or array.shape[1] != 2 or array.dtype.kind not in "iu":
        raise TypeError(
            f"{name} must be a boolean or sparse array of the shape of scores, "
            "or pairs (submission, reviewer) of whole numbers"
        )
    bad = np.flatnonzero(((array < 0) | (array >= np.asarray(shape))).any(axis=1))
    if bad.size:
        at = int(bad[0])
        raise ValueError(
            f"{name}[{at}] is {tuple(int(part) for part in array[at])}, "
            f"outside of scores with the shape {shape}"
        )
    return _indices(array[:, 0]), _indices(array[:, 1])


def _same_shape(found: tuple[int, ...], shape: tuple[int, int], name: str) -> None:
    if tuple(found) != tuple(shape):
        raise ValueError(f"{name} has the shape {tuple(found)}, scores {tuple(shape)}")


def _indices(array: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(array, dtype=np.int64)
