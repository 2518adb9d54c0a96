"""A season's folder: form, rerun, check, explain."""

from __future__ import annotations

import json
import os
from typing import Any, Callable, Iterable, Optional, Union

from . import _native
from ._native import BrokenRuleError

Path = Union[str, "os.PathLike[str]"]
#: Receives ``seconds``, ``share`` (of the time used), ``total``, ``worst``, ``shortfalls``,
#: ``complete`` (every hard rule kept) and ``bound``; what it raises ends the run.
Progress = Callable[[dict], Any]


class Plan:
    """A committee: who sits where and reviews what. Made by :class:`Season`."""

    def __init__(self, native: Any) -> None:
        self._native = native
        self._document: Optional[dict] = None

    @property
    def document(self) -> dict:
        """The plan as ``plan.json`` has it."""
        if self._document is None:
            self._document = json.loads(self._native.json())
        return self._document

    @property
    def quality(self) -> dict:
        """The plan's figures, such as ``total_score``, ``bound`` and ``gap``."""
        return self.document["quality"]

    @property
    def total(self) -> float:
        """The sum of the scores of all reviews."""
        return self.quality["total_score"]

    @property
    def bound(self) -> Optional[float]:
        """The proven upper limit of the total, if there is one."""
        return self.quality.get("bound")

    @property
    def shortfalls(self) -> list:
        """Fields of submissions that their reviewers or group do not cover."""
        return self.document.get("shortfalls", [])

    @property
    def changes(self) -> Optional[int]:
        """After a rerun: how many people have to be told of another seat or office."""
        return self._native.changes

    def explain(
        self,
        expert: Optional[str] = None,
        submission: Optional[str] = None,
        *,
        group: Optional[str] = None,
    ) -> dict:
        """Why an expert does or does not review a submission; or about one of them, or a group.

        :raises InputError: an id that the season does not have.
        :raises ValueError: none of them, or a group with another.
        """
        return json.loads(self._native.explain(expert, submission, group))

    def write(
        self,
        folder: Path,
        *,
        replace: bool = False,
        author: Optional[str] = None,
        reason: Optional[str] = None,
        language: str = "zh",
    ) -> list[str]:
        """Writes plan, workbook and report into a folder, and the plan into its history.

        :param replace: whether a plan that is there may be replaced; the history keeps it.
        :returns: the paths.
        :raises OSError: the folder has a plan, or cannot be written; it is unchanged then.
        """
        paths = self._native.write(
            os.fspath(folder),
            replace=replace,
            author=author,
            reason=reason,
            language_code=language,
        )
        return [os.fspath(path) for path in paths]

    def __repr__(self) -> str:
        groups = len(self.document.get("groups", []))
        return f"<empanel.Plan: {groups} groups, total {self.total:.2f}>"


class Season:
    """A season's tables and rules, held open. Made by :func:`read`."""

    def __init__(self, native: Any) -> None:
        self._native = native

    @property
    def experts(self) -> list[str]:
        """Ids of the experts, in the order of the table."""
        return self._native.experts

    @property
    def submissions(self) -> list[str]:
        """Ids of the submissions, in the order of the table."""
        return self._native.submissions

    @property
    def notes(self) -> list[str]:
        """Warnings and notes about the tables."""
        return self._native.notes

    def form(
        self,
        *,
        seconds: Optional[float] = None,
        seed: Optional[int] = None,
        threads: Optional[int] = None,
        work: Optional[int] = None,
        objective: Optional[str] = None,
        extra_shortfalls: Optional[int] = None,
        language: str = "zh",
        progress: Optional[Progress] = None,
    ) -> Plan:
        """Forms the committee: the best plan found within the time, with a proven bound.

        :param seconds: the time limit; default: that of ``rules.toml``, as for the others.
        :param work: the most moves of each thread; a run that ends by it is the same everywhere.
        :param objective: ``"total"`` or ``"maxmin"``.
        :param progress: called about four times a second.
        :raises InfeasibleError: it is proven that no plan keeps the hard rules.
        :raises NotFoundError: none was found in time.
        """
        return Plan(
            self._native.form(
                seconds=seconds,
                seed=seed,
                threads=threads,
                work=work,
                objective=objective,
                extra_shortfalls=extra_shortfalls,
                language_code=language,
                progress=progress,
            )
        )

    def rerun(
        self,
        plan: Plan,
        *,
        withdraw: Iterable[str] = (),
        readmit: Iterable[str] = (),
        add: Iterable[str] = (),
        coverage_first: bool = False,
        further: int = 0,
        take: int = 0,
        seconds: float = 60.0,
        threads: int = 0,
        language: str = "zh",
        progress: Optional[Progress] = None,
    ) -> Plan:
        """Forms the committee again with as few people to notify as possible.

        :param withdraw: experts and submissions that withdraw.
        :param readmit: those of earlier withdrawals who are available again.
        :param add: the only experts who may get a new seat; none: everybody.
        :param coverage_first: fewest shortfalls before fewest changes.
        :param further: up to how many more changes are tried for something better.
        :param take: how many of these changes the plan may use.
        :raises InputError: a request or plan that does not fit the season.
        """
        again = self._native.rerun(
            plan._native,
            withdraw=list(withdraw),
            readmit=list(readmit),
            add=list(add),
            coverage_first=coverage_first,
            further=further,
            take=take,
            seconds=float(seconds),
            threads=threads,
            language_code=language,
            progress=progress,
        )
        return Plan(again)

    def read_plan(self, path: Path) -> Plan:
        """Reads a plan of this season from its ``plan.json``."""
        return Plan(_native.read_plan(self._native, os.fspath(path)))

    def violations(self, plan: Plan, *, language: str = "en") -> list[tuple[str, str]]:
        """The hard rules that a plan breaks, by the independent checker: (code, sentence)."""
        return self._native.violations(plan._native, language)

    def check(self, plan: Plan) -> None:
        """Judges a plan with the independent checker.

        :raises BrokenRuleError: it breaks a hard rule.
        """
        broken = self.violations(plan)
        if broken:
            raise BrokenRuleError("\n".join(f"{code} {words}" for code, words in broken))

    def __repr__(self) -> str:
        return f"<empanel.Season: {len(self.experts)} experts, {len(self.submissions)} submissions>"


def read(folder: Path, *, rules: Optional[Path] = None) -> Season:
    """Reads the season in a folder, with another rules file if one is given.

    :raises InputError: every problem of every table, each with its place.
    """
    return Season(_native.read(os.fspath(folder), None if rules is None else os.fspath(rules)))
