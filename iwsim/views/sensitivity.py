"""The figures of a sensitivity analysis, from its tables alone."""

from collections.abc import Callable, Iterator

import pandas as pd
from matplotlib.figure import Figure

from iwsim.sensitivity.estimate import MAIN
from iwsim.sweep.definition import Study
from iwsim.sweep.results import MONEY
from iwsim.sweep.sensitivity import Sensitivity
from iwsim.views.multiples import factor_label
from iwsim.views.panels import Panel, Series, draw_panels
from iwsim.views.sensitivity_course import draw_course
from iwsim.views.sensitivity_morris import draw_morris
from iwsim.views.sensitivity_pairs import draw_second_order
from iwsim.views.sensitivity_sobol import draw_sobol
from iwsim.views.sensitivity_years import draw_years
from iwsim.views.subject import Drawn
from iwsim.views.tornado import draw_tornado
from iwsim.views.words import label_of, plain, sentence, unit_of

_ARMS = ["arm", "reference"]
_THOUSAND = 1000.0
_MOST_FACTORS = 24
_READ_GIVEN = (
    "How far knowing a factor shifts the distribution of the outcome, with 95 % intervals: delta "
    "by densities, PAWN by cumulative distributions. An idle factor does not stand at exactly zero."
)
_IN_UNITS = ("mu", "mu_star", "sigma")
"""Indices in the unit of the outcome."""
_AMOUNTS = (
    "value", "low", "high", "width", "seeds_gap", "mean", "difference_low", "difference_low_from",
    "difference_low_to", "difference_high", "difference_high_from", "difference_high_to",
)  # fmt: skip


def sensitivity_figures(study: Study, found: Sensitivity) -> Iterator[Drawn]:
    """Give the figures of a sensitivity analysis, each with its data.

    Parameters
    ----------
    study
        The study.
    found
        Its tables.
    """
    several = len(found.indices[_ARMS].drop_duplicates()) > 1
    for arms in found.indices[_ARMS].drop_duplicates().itertuples(index=False):
        arm, reference = str(arms.arm), str(arms.reference)
        behind = f"_{arm.replace(' ', '_')}" if several else ""
        title = _title(arm, reference)
        runs = _runs(study)

        def mine(table: pd.DataFrame, arm: str = arm, reference: str = reference) -> pd.DataFrame:
            rows = table[(table["arm"] == arm) & (table["reference"] == reference)]
            rows = in_thousands(rows)
            return rows.assign(outcome=[outcome_words(name) for name in rows["outcome"]])

        for drawn in _figures(found, mine, title, runs):
            yield drawn._replace(name=f"{drawn.name}{behind}")


def _figures(
    found: Sensitivity, mine: Callable[[pd.DataFrame], pd.DataFrame], title: str, runs: str
) -> Iterator[Drawn]:
    indices = mine(found.indices)
    method = str(indices["method"].iloc[0])
    if method == "morris":
        yield Drawn("morris", draw_morris(indices, f"What moves {title}", runs), indices)
    elif method in {"sobol", "fast"}:
        yield Drawn(method, draw_sobol(indices, f"What moves {title}", runs), indices)
    else:
        yield Drawn("given_data", _given_data(indices, f"What moves {title}", runs), indices)
    if (indices["quantity"] == "S2").any():
        pairs = indices[indices["quantity"] == "S2"]
        yield Drawn(
            "second_order", draw_second_order(pairs, f"What moves {title} together", runs), pairs
        )
    course = mine(found.course)
    course = course[course["quantity"] == MAIN[method]]
    if course["samples"].nunique() > 1:
        yield Drawn("convergence", draw_course(course, "Have the indices settled?", runs), course)
    years = mine(found.years)
    if not years.empty:
        years = years[years["quantity"] == MAIN[method]]
        figure = draw_years(years, f"What moves {title}, by year", runs, quantity=MAIN[method])
        yield Drawn("years", figure, years)
    ends = mine(found.tornado).drop(columns=["arm", "reference", "window"])
    if not ends.empty:
        ends = ends.rename(columns={"mean": "reference"})
        figure = draw_tornado(
            ends, f"{sentence(title)}, each factor low and high", runs, label="mean"
        )
        yield Drawn("tornado", figure, ends)


def _given_data(indices: pd.DataFrame, title: str, runs: str) -> Figure:
    """Draw delta and PAWN of the factors that matter most in some outcome."""
    wanted = indices[indices["quantity"].isin(MAIN.values())]
    strongest = wanted.groupby("factor")["value"].max().sort_values(ascending=False)
    factors = [str(name) for name in strongest.index[:_MOST_FACTORS]]
    ends = ["value", "low", "high"]
    panels = [
        Panel(
            str(outcome),
            "shift (0\N{EN DASH}1)",
            [
                Series(str(quantity), rows.set_index("factor").reindex(factors)[ends].to_numpy())
                for quantity, rows in mine.groupby("quantity", sort=False)
            ],
        )
        for outcome, mine in wanted.groupby("outcome", sort=False)
    ]
    names = [factor_label(name) for name in factors]
    return draw_panels(names, panels, title, f"{_READ_GIVEN} {runs}")


def in_thousands(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table with what is in pounds in thousands of them; shares of variance stay."""
    pounds = table["outcome"].isin(MONEY)
    if "quantity" in table:
        pounds &= table["quantity"].isin(_IN_UNITS)
    scaled = table.copy()
    for name in _AMOUNTS:
        if name in scaled:
            scaled[name] = scaled[name].where(~pounds, scaled[name] / _THOUSAND)
    return scaled


def outcome_words(outcome: str) -> str:
    """Return an outcome as a panel names it, with its unit."""
    unit = unit_of(outcome)
    return f"{label_of(outcome)} ({f'thousand {unit}' if outcome in MONEY else unit})"


def _title(arm: str, reference: str) -> str:
    if not reference:
        return f"outcomes of {plain(arm)}"
    return f"the effect of {plain(arm)} against {plain(reference)}"


def _runs(study: Study) -> str:
    design = study.design
    assert design is not None, "a sampled study has a design"
    replicates = f"{study.replicates} replicate{'' if study.replicates == 1 else 's'}"
    return (
        f"Scenario: {study.scenario.title}; {plain(design.method)} design, "
        f"{design.samples:,} samples, {design.points:,} points, {replicates} each."
    )
