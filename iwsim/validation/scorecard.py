"""The scorecard: every pattern judged, each verdict kept as soon as it is there."""

import hashlib
import json
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from iwsim.study import calls
from iwsim.study.parts import store_errors
from iwsim.study.statistics import Difference
from iwsim.validation.clause import Pattern
from iwsim.validation.clause_verdict import Sized
from iwsim.validation.judge import Judged, corrected, judge_pattern
from iwsim.validation.replicates import RULES, Sampler, sample
from iwsim.validation.robust import Robustness, kept_robustness, plain

_VERDICTS = "verdicts"


class Scored(NamedTuple):
    """A pattern with the verdicts on its clauses.

    Parameters
    ----------
    pattern
        The pattern.
    judged
        Its clauses, before Holm's correction.
    remarks
        Sentences that stand below its clauses.
    """

    pattern: Pattern
    judged: tuple[Judged, ...]
    remarks: tuple[str, ...]


class Scorecard(NamedTuple):
    """The verdicts on some patterns, Holm's correction over all of their clauses included.

    Parameters
    ----------
    model
        Fingerprint of the model that was judged.
    scored
        The patterns.
    robust
        Patterns that were tried over parameter sets, and what is known of them there.
    """

    model: str
    scored: tuple[Scored, ...]
    robust: tuple[tuple[Pattern, Robustness], ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 of all verdicts and numbers, those over parameter sets included."""
        kept: dict[str, Any] = {
            "model": self.model,
            "patterns": {one.pattern.key: _stored(one) for one in self.scored},
        }
        if self.robust:
            kept["robustness"] = {pattern.key: plain(found) for pattern, found in self.robust}
        text = json.dumps(kept, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


Told = Callable[[Pattern, float | None], None]
"""Told of each pattern: before it is judged (None), and after, with the seconds it took."""


def score(
    patterns: Sequence[Pattern],
    folder: Path,
    model: str,
    *,
    told: Told,
    workers: int,
    force: bool = False,
) -> Scorecard:
    """Judge patterns, or take the verdicts that the folder holds for the same model.

    Parameters
    ----------
    patterns
        The patterns.
    folder
        Where verdicts are kept, one file a pattern.
    model
        Fingerprint of the model.
    told
        Told of each pattern.
    workers
        How many replicates are made at once.
    force
        Judge again what is there.
    """
    sampler = partial(sample, workers=workers)
    found = []
    for pattern in patterns:
        path = folder / _VERDICTS / f"{pattern.key}.json"
        scored = None if force else _kept(path, pattern, model)
        if scored is None:
            scored = _judged(pattern, sampler, told)
            _keep(path, scored, model)
        found.append(scored)
    return Scorecard(model, _corrected(found))


def stored(patterns: Sequence[Pattern], folder: Path, model: str) -> Scorecard:
    """Return the scorecard of those patterns whose verdicts a folder holds for this model."""
    kept = [_kept(folder / _VERDICTS / f"{one.key}.json", one, model) for one in patterns]
    robust = [(one, kept_robustness(folder, one.key, model, declaration(one))) for one in patterns]
    return Scorecard(
        model,
        _corrected([one for one in kept if one is not None]),
        tuple((pattern, found) for pattern, found in robust if found),
    )


def outdated(patterns: Sequence[Pattern], folder: Path, model: str) -> tuple[str, ...]:
    """Return the patterns whose verdicts in a folder are of other rules or declarations."""
    there = [(one, _read(folder / _VERDICTS / f"{one.key}.json")) for one in patterns]
    return tuple(one.key for one, kept in there if kept and not _is_of(kept, one, model))


def _corrected(scored: Sequence[Scored]) -> tuple[Scored, ...]:
    everything = iter(corrected([j for one in scored for j in one.judged]))
    return tuple(one._replace(judged=tuple(next(everything) for _ in one.judged)) for one in scored)


def _judged(pattern: Pattern, sampler: Sampler, told: Told) -> Scored:
    told(pattern, None)
    begun = time.monotonic()
    scored = Scored(pattern, tuple(judge_pattern(pattern, sampler)), pattern.remarks())
    told(pattern, time.monotonic() - begun)
    return scored


def declaration(pattern: Pattern) -> str:
    """Return the SHA-256 of all that a pattern declares: another declaration is judged anew."""
    said = repr([clause._replace(reason="") for clause in pattern.clauses])
    text = f"{pattern.scenario}{sorted(pattern.overrides.items())}{said}"
    return hashlib.sha256(text.encode()).hexdigest()


def _stored(scored: Scored) -> dict[str, Any]:
    return {
        "declaration": declaration(scored.pattern),
        "remarks": list(scored.remarks),
        "clauses": {
            judged.clause.name: {
                name: _numbers(getattr(judged, name))
                for name in ("main", "knocked_out", "elsewhere")
            }
            for judged in scored.judged
        },
    }


def _numbers(sized: Sized) -> dict[str, Any]:
    return {**sized._asdict(), "difference": sized.difference._asdict()}


def _keep(path: Path, scored: Scored, model: str) -> None:
    text = json.dumps({"model": model, "rules": RULES, **_stored(scored)}, indent=1)
    with store_errors(path):
        calls.make_folder(path.parent)
        calls.save(path, f"{text}\n".encode())


def _kept(path: Path, pattern: Pattern, model: str) -> Scored | None:
    """Return what a file says of a pattern, None if of other rules or declarations."""
    kept = _read(path)
    if not _is_of(kept, pattern, model):
        return None
    judged = tuple(
        Judged(
            pattern,
            clause,
            **{name: _sized(kept["clauses"][clause.name][name]) for name in _SIZES},
            corrected=kept["clauses"][clause.name]["main"]["verdict"],
        )
        for clause in pattern.clauses
    )
    return Scored(pattern, judged, tuple(kept["remarks"]))


def _read(path: Path) -> Mapping[str, Any]:
    """Return what a file says, nothing if it is damaged or not there."""
    if not path.is_file():
        return {}
    try:
        kept: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return {}
    return kept


def _is_of(kept: Mapping[str, Any], pattern: Pattern, model: str) -> bool:
    of = (kept.get("model"), kept.get("rules"), kept.get("declaration"))
    return of == (model, RULES, declaration(pattern))


_SIZES = ("main", "knocked_out", "elsewhere")


def _sized(kept: Mapping[str, Any]) -> Sized:
    return Sized(**{**kept, "difference": Difference(**kept["difference"])})
