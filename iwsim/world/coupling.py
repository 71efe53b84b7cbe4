"""How needs pull each other up, and the shocks that hold their mean level."""

import numpy as np

from iwsim.parameters.needs import Needs
from iwsim.state import DOMAINS, Floats

_PULL = {
    "housing": {"money": 3.0, "family_safety": 1.0, "mental_health": 1.0, "substance_use": 1.0},
    "money": {"work": 4.0, "housing": 1.0, "substance_use": 1.0},
    "family_safety": {"substance_use": 2.0, "mental_health": 1.0, "money": 1.0, "isolation": 1.0},
    "work": {"mental_health": 2.0, "substance_use": 1.0, "isolation": 1.0},
    "mental_health": {"isolation": 2.0, "money": 2.0, "substance_use": 1.0, "family_safety": 1.0},
    "substance_use": {"mental_health": 2.0, "isolation": 1.0, "family_safety": 1.0},
    "isolation": {"mental_health": 2.0, "work": 1.0, "family_safety": 1.0},
}
"""Relative pull of other needs on each need (E008, E013, L073; the sizes are assumptions)."""


def coupling_matrix(p: Needs) -> Floats:
    """Return C, by pulled and pulling domain, per week; its spectral radius is `p.coupling`.

    Each row is scaled to the sum `coupling`, and a matrix of non-negative entries with equal row
    sums has that sum as its spectral radius. Without shocks needs die out exactly where
    (1 + coupling) / (1 + ease) is below 1.
    """
    matrix = np.zeros((len(DOMAINS), len(DOMAINS)))
    for row, domain in enumerate(DOMAINS):
        for other, weight in _PULL[domain].items():
            matrix[row, DOMAINS.index(other)] = weight
    scaled: Floats = p.coupling * matrix / matrix.sum(axis=1, keepdims=True)
    return scaled


def levels(p: Needs) -> Floats:
    """Return the mean need of each domain that would settle without any service."""
    return np.array([getattr(p, f"level_{domain}") for domain in DOMAINS])


def shock_rates(p: Needs) -> Floats:
    """Return the chance of a shock in a week, by domain, for a person of mean vulnerability.

    By the stationary formula: a need rests at u / (u + d), so mean need m takes upward rates of
    d m / (1 - m), of which the coupling brings C m and shocks of size s bring the rest. When the
    coupling is varied the mean need stays and only its clustering changes. Where the coupling
    alone brings more, the rate is 0.
    """
    m = levels(p)
    wanted = p.ease * m / (1.0 - m) - coupling_matrix(p) @ m
    rates: Floats = np.maximum(0.0, wanted) / p.shock_size
    return rates


def criticality(p: Needs) -> float:
    """Return (1 + rho(C)) / (1 + ease): from 1 on, needs feed themselves without any shock."""
    return (1.0 + p.coupling) / (1.0 + p.ease)
