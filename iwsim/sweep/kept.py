"""What a folder keeps of its study, so that it can be gone on with from the folder alone."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from iwsim.designs.design import Design
from iwsim.designs.factor import Factor, Level
from iwsim.errors import StoreError
from iwsim.study import calls, manifest
from iwsim.study.parts import Stamp, store_errors
from iwsim.sweep.definition import Contrast, DesignPoints, Mechanism, Members, Point, Study
from iwsim.sweep.files import kept_files

DESIGN_FILE = "design.parquet"
"""The points of a design in the unit cube, a column a factor."""
ONCE_MORE = "Start the study once more from its own file: it goes on from the runs that are there."


def described(study: Study, stamp: Stamp) -> dict[str, Any]:
    """Return the manifest of a study at its start."""
    opened = manifest.opening(study.scenario, study.seed, study.arms, study.replicates, stamp)
    return {
        **opened,
        "kind": "study",
        "name": study.name,
        "study_title": study.title,
        "study_description": study.description,
        "contrasts": [list(contrast) for contrast in study.contrasts],
        "outcomes": list(study.outcomes),
        "measure": study.measure,
        "mechanisms": {name: one._asdict() for name, one in study.mechanisms.items()},
        "design": None if study.design is None else _plain_design(study.design),
        "points": None if study.design is not None else _plain_points(study.points),
        **({} if study.members is None else {"members": study.members._asdict()}),
    }


def _plain_design(design: Design) -> dict[str, Any]:
    return {
        "method": design.method,
        "samples": design.samples,
        "seed": design.seed,
        "second_order": design.second_order,
        "levels": design.levels,
        "points": design.points,
        "fingerprint": design.fingerprint(),
        "factors": [
            {**factor._asdict(), "levels": [level._asdict() for level in factor.levels]}
            for factor in design.factors
        ],
    }


def _plain_points(points: Sequence[Point]) -> dict[str, Any]:
    return {
        point.name: {
            "levels": dict(point.levels),
            "changes": dict(point.changes),
            **({} if point.seed is None else {"seed": point.seed}),
        }
        for point in points
    }


def keep_design(study: Study, folder: Path) -> None:
    """Write the points of a design beside the manifest, whole or not at all."""
    if study.design is None:
        return
    table = pa.table({name: study.design.unit[:, at] for at, name in enumerate(study.design.names)})
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd", write_page_checksum=True)
    with store_errors(folder / DESIGN_FILE):
        calls.save(folder / DESIGN_FILE, sink.getvalue())


def kept_study(folder: Path) -> Study:
    """Return the study of a folder, as it was last asked for.

    Raises
    ------
    StoreError
        If the folder holds none, or its manifest or design is damaged.
    """
    told = manifest.read(folder)
    if told.get("kind") != "study":
        raise StoreError(f"{folder}: holds the results of a comparison, not of a study.")
    try:
        return _study(folder, told)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise StoreError(
            f"{folder / manifest.NAME}: damaged ({type(error).__name__}: {error}). {ONCE_MORE}"
        ) from error


def _study(folder: Path, told: Mapping[str, Any]) -> Study:
    design = None if told["design"] is None else _kept_design(folder, told["design"])
    points: Sequence[Point]
    if design is not None:
        points = DesignPoints(design)
    else:
        points = [
            Point(name, one["levels"], one["changes"], one.get("seed"))
            for name, one in told["points"].items()
        ]
    return Study(
        name=told["name"],
        title=told["study_title"],
        description=told["study_description"],
        scenario=manifest.scenario_of(told),
        arms=tuple(told["arms"]),
        contrasts=tuple(Contrast(*one) for one in told["contrasts"]),
        points=points,
        outcomes=tuple(told["outcomes"]),
        measure=told["measure"],
        replicates=told["replicates"],
        seed=told["seed"],
        mechanisms={name: Mechanism(**one) for name, one in told["mechanisms"].items()},
        design=design,
        members=_kept_members(told),
        files=kept_files(folder),
    )


def _kept_members(told: Mapping[str, Any]) -> Members | None:
    if "members" not in told:
        return None
    plain = told["members"]
    return Members(
        plain["fingerprint"],
        tuple(plain["names"]),
        tuple(plain["held"]),
        tuple(plain["priors_alone"]),
        tuple(plain.get("by_settings", ())),  # not kept before a study could have settings
    )


def _kept_design(folder: Path, plain: Mapping[str, Any]) -> Design:
    path = folder / DESIGN_FILE
    design = Design(
        method=plain["method"],
        factors=tuple(_factor(one) for one in plain["factors"]),
        samples=plain["samples"],
        seed=plain["seed"],
        unit=_kept_unit(path),
        second_order=plain["second_order"],
        levels=plain["levels"],
    )
    if design.fingerprint() != plain["fingerprint"]:
        raise StoreError(f"{path}: is not the design that the manifest tells of. {ONCE_MORE}")
    return design


def _kept_unit(path: Path) -> Any:
    with store_errors(path):
        content = calls.read(path) if path.exists() else b""
    try:
        table = pq.read_table(pa.BufferReader(content), page_checksum_verification=True)
        return np.column_stack([column.to_numpy() for column in table.columns])
    except (pa.ArrowException, OSError, ValueError) as error:
        raise StoreError(f"{path}: missing or damaged. {ONCE_MORE}") from error


def _factor(plain: Mapping[str, Any]) -> Factor:
    levels = tuple(Level(**level) for level in plain["levels"])
    return Factor(**{**plain, "sets": tuple(plain["sets"]), "levels": levels})
