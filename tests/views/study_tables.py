"""Made-up tables of a study over many factors: what its figures read, without a run."""

import numpy as np
import pandas as pd

from tests.discovery.designs import FACTORS, spread

FACTOR_NAMES = (
    "contagion", "needs.coupling", "communication.frequency", "resident_trust.gain",
    "staff_turnover", "caseload_limit", "supervision", "police.visibility", "rent_arrears",
    "shared_records", "team_size", "placement", "void_flats", "referral.delay", "care.hours",
    "burnout.recovery",
)  # fmt: skip
OUTCOMES = (
    "Net public money (thousand GBP)",
    "Exhaustion of professionals (0\N{EN DASH}1)",
    "Incidents (per week)",
)
YEARS = ("year_1", "year_2", "year_3", "year_4", "year_5")


def _weights(count, seed):
    weights = np.random.default_rng(seed).permutation(0.62 ** np.arange(count))
    return weights / weights.sum()


def morris(outcomes=OUTCOMES, factors=FACTOR_NAMES):
    lines = []
    for place, outcome in enumerate(outcomes):
        random = np.random.default_rng(place)
        scale = (120.0, 0.08, 3.0)[place % 3]
        for factor, weight in zip(factors, _weights(len(factors), place), strict=True):
            strength = 3 * scale * weight
            half = strength * random.uniform(0.08, 0.3)
            sigma = strength * random.uniform(0.1, 1.2)
            sure = bool(half < 0.25 * strength)
            lines.append(
                (outcome, "mu_star", factor, strength, strength - half, strength + half, sure)
            )
            lines.append((outcome, "sigma", factor, sigma, np.nan, np.nan, sure))
    return _table(lines)


def sobol(outcomes=OUTCOMES, factors=FACTOR_NAMES, seed=0):
    lines = []
    for place, outcome in enumerate(outcomes):
        random = np.random.default_rng(place + seed)
        for factor, weight in zip(factors, _weights(len(factors), place + seed), strict=True):
            for quantity, value in (("S1", 0.8 * weight), ("ST", 1.15 * weight + 0.01)):
                half = random.uniform(0.01, 0.06)
                found = value + 0.3 * half * random.normal()
                lines.append(
                    (outcome, quantity, factor, found, found - half, found + half, half < 0.05)
                )
    return _table(lines)


def pairs(outcomes=OUTCOMES, factors=FACTOR_NAMES[:8]):
    lines = []
    for place, outcome in enumerate(outcomes):
        random = np.random.default_rng(place)
        for at, factor in enumerate(factors):
            for other in factors[at + 1 :]:
                value = 0.15 * random.random() ** 4 - 0.01
                half = 0.03
                lines.append(
                    (outcome, "S2", factor, value, value - half, value + half, True, other)
                )
    return _table(lines)


def course(outcomes=OUTCOMES[:2], factors=FACTOR_NAMES):
    lines = []
    for place, outcome in enumerate(outcomes):
        random = np.random.default_rng(place)
        for factor, weight in zip(factors, _weights(len(factors), place), strict=True):
            for samples in (32, 64, 128, 256, 512, 1024):
                half = 1.2 / np.sqrt(samples)
                value = weight + 0.4 * half * random.normal()
                lines.append((outcome, samples, "ST", factor, value, value - half, value + half))
    return pd.DataFrame(
        lines, columns=["outcome", "samples", "quantity", "factor", "value", "low", "high"]
    )


def years(outcomes=OUTCOMES):
    frames = []
    for place, year in enumerate(YEARS):
        early, late = sobol(outcomes), sobol(outcomes, seed=5)
        share = place / (len(YEARS) - 1)
        numbers = ["value", "low", "high"]
        early[numbers] = (1 - share) * early[numbers] + share * late[numbers]
        frames.append(early.assign(window=year))
    return pd.concat(frames, ignore_index=True)


def tornado(outcomes=OUTCOMES[:1], factors=FACTOR_NAMES):
    lines = []
    for place, outcome in enumerate(outcomes):
        random = np.random.default_rng(place)
        scale = (60.0, 0.04, 2.0)[place % 3]
        for factor, weight in zip(factors, _weights(len(factors), place), strict=True):
            line = {"outcome": outcome, "name": factor, "low_value": 0.1, "high_value": 0.9}
            for end, sign in (("low", -1.0), ("high", 1.3)):
                value = scale * (0.6 + 3 * sign * weight * random.uniform(0.6, 1.0))
                half = 0.15 * scale
                line |= {
                    f"difference_{end}": value,
                    f"difference_{end}_from": value - half,
                    f"difference_{end}_to": value + half,
                }
            lines.append({**line, "reference": 0.6 * scale})
    return pd.DataFrame(lines)


def grid():
    lines = []
    random = np.random.default_rng(3)
    for purse in ("shared_purse", "separate_purses"):
        for contagion in (0.0, 0.1, 0.2, 0.3, 0.4):
            for team in (2, 4, 6, 8, 10, 12):
                value = 400 * contagion - 14 * (team - 5) + 40 * (purse == "shared_purse")
                value += 8 * random.normal()
                lines.append((contagion, team, purse, value, value - 25, value + 25))
    columns = ["contagion", "team_size", "purse", "value", "low", "high"]
    return pd.DataFrame(lines, columns=columns)


def points(count=160):
    """Values of a design with names for levels, and net money at each point."""
    design = spread(count)
    numbers = pd.DataFrame(design.values, columns=list(design.names))
    for factor in FACTORS[2:]:
        names = [level.name for level in factor.levels]
        numbers[factor.name] = [names[int(place)] for place in numbers[factor.name]]
    random = np.random.default_rng(2)
    loss = (numbers["trust"] > 0.4) & (numbers["posts"] <= 8) & (numbers["team"] != "virtual")
    net = np.where(loss, -1.0, 1.0) * random.uniform(5.0, 90.0, count)
    return numbers, pd.Series(net), design


def _table(lines):
    names = ["outcome", "quantity", "factor", "value", "low", "high", "converged", "other"]
    return pd.DataFrame([(*line, "")[: len(names)] for line in lines], columns=names)
