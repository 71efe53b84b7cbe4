"""Two folders of one study that must hold, and say, the same."""

import pandas as pd

from iwsim.study.digest import digest
from iwsim.sweep.kept import kept_study
from iwsim.sweep.over_ensemble import over_tables
from iwsim.sweep.results import results_of
from iwsim.sweep.sensitivity import sensitivity_of
from iwsim.sweep.summary import summary_of


def same_tables(study, one, other):
    """Hold two folders' runs, and all that is said of a study from each, against each other."""
    assert digest(one) == digest(other)
    for folder in (one, other):
        kept = kept_study(folder)
        assert [point.changes for point in kept.points] == [p.changes for p in study.points]
    if study.members is not None:
        tell = over_tables
    else:
        tell = (lambda found: sensitivity_of(found, resamples=20)) if study.sampled else summary_of
    said = [dict(tell(results_of(study, folder)).tables()) for folder in (one, other)]
    assert said[0].keys() == said[1].keys()
    for name in said[0]:
        pd.testing.assert_frame_equal(said[0][name], said[1][name], check_exact=True)
