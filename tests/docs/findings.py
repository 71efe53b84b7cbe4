"""Made-up tables of studies, as small as the page of findings can be written from."""

import json

import pandas as pd

OUTCOMES = {"stress": "0-1", "net_money": "GBP"}
SAMPLES = 50
STABLE = {"share_same_rank": 0.75, "converged": False, "samples_needed": 64.0, "seeds_gap": 0.1}
REGION = {
    "outcome": "net_money", "event": "below 0", "points": 100, "events": 40, "chance": 0.02,
    "cv_precision": 0.75, "cv_recall": 0.6, "verdict": "One region.",
    "rules": ["one.low 0 to 0.5: below 0 in 30 of 32 points, 75% of all such points"],
    "regions": [{"region": 1, "factor": "one.low", "n": 32, "density": 0.9375}],
}  # fmt: skip
NO_REGION = {
    "outcome": "stress", "event": "above 0", "points": 100, "events": 3, "chance": None,
    "cv_precision": None, "cv_recall": None, "verdict": "Too few.", "rules": [], "regions": [],
}  # fmt: skip


def write_points(folder, name, outcome, event, happens):
    """Write the box of a region and its points, as `iwsim study regions` does."""
    box = {"region": 1, "factor": "burnout.ties_weight", "low": 0.0, "high": 0.5, "levels": "",
           "n": 2, "coverage": 1.0, "density": 0.5, "lift": 1.0, "cv_n": 2, "cv_coverage": 1.0,
           "cv_density": 0.5, "quasi_p": 0.01}  # fmt: skip
    pd.DataFrame([box]).to_csv(folder / f"{name}.csv", index=False)
    (folder / "figures").mkdir(exist_ok=True)
    places = [at / len(happens) for at in range(len(happens))]
    pd.DataFrame(
        {"asb.base_rate": places, "burnout.ties_weight": places, outcome: -1.0, event: happens}
    ).to_csv(folder / "figures" / f"{name}.csv", index=False)


def index(outcome, quantity, factor, ends, rank):
    """Return a row of a table of indices."""
    value, low, high = ends
    return {"outcome": outcome, "quantity": quantity, "factor": factor, "value": value,
            "low": low, "high": high, "rank": rank, **STABLE}  # fmt: skip


def write_study(folder, method, indices, luck, *, regions=()):
    """Write the tables of one study; `luck` is by outcome its share and in how many the top stays.

    The mean is -2 with a deviation of 10, and 80 per cent of points are better, everywhere.
    """
    folder.mkdir(parents=True)
    design = {"method": method, "samples": SAMPLES, "points": 1000, "factors": []}
    told = {"design": design, "replicates": 2, "finished": 10, "failed": 0, "fingerprint": "abc"}
    (folder / "manifest.json").write_text(json.dumps(told))
    pd.DataFrame(indices).to_csv(folder / "indices.csv", index=False)
    main = "mu_star" if method == "morris" else "ST"
    pd.DataFrame(
        {"outcome": name, "share": share, "quantity": main, "agreement": 0.9, "top": 5,
         "same_top": same}
        for name, (share, same) in luck.items()
    ).to_csv(folder / "luck.csv", index=False)  # fmt: skip
    pd.DataFrame(
        {"outcome": name, "unit": unit, "mean": -2.1, "sd": 10.0, "q0.025": -21.0, "q0.975": 17.0,
         "share_better": 0.8}
        for name, unit in OUTCOMES.items()
    ).to_csv(folder / "distribution.csv", index=False)  # fmt: skip
    pd.DataFrame({"outcome": list(OUTCOMES), "mean": -2.0}).to_csv(
        folder / "tornado.csv", index=False
    )
    for at, found in enumerate(regions):
        (folder / f"regions_{at}.json").write_text(json.dumps(found))
