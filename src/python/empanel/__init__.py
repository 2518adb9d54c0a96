"""Forms review committees and assigns reviewers to submissions, free of conflicts of interest.

Two doors:

- :func:`assign`: scores as an array in, an assignment with its proof out; no files.
- :func:`read`: the folder of a season in, a :class:`Season` out, which forms a committee
  (:meth:`Season.form`), forms it again after withdrawals (:meth:`Season.rerun`), judges a plan
  (:meth:`Season.check`) and explains it (:meth:`Plan.explain`).

Long work releases the interpreter's lock and ends on Ctrl-C.
"""

from ._assign import Assignment, assign
from ._native import BrokenRuleError, InfeasibleError, InputError, NotFoundError
from ._season import Plan, Season, read

__all__ = [
    "Assignment",
    "BrokenRuleError",
    "InfeasibleError",
    "InputError",
    "NotFoundError",
    "Plan",
    "Season",
    "assign",
    "read",
]
__version__ = "0.1.0"
