"""Windows and what an outcome comes to over one."""

import warnings

import numpy as np

from iwsim.study.windows import Window, no_late_window, over_flows, over_window, windows


def test_windows_of_the_default_horizon():
    assert windows(156) == (Window("early", 0, 25), Window("late", 78, 155))
    assert windows(104) == (Window("early", 0, 25), Window("late", 26, 103))
    assert no_late_window(104) == ""


def test_a_short_run_has_no_late_window_and_says_so():
    assert windows(103) == (Window("early", 0, 25),)
    assert windows(10) == (Window("early", 0, 9),)
    assert no_late_window(103) == "No late window: 103 weeks after the switch, it takes 104."


def test_mean_sum_and_end_leave_out_what_they_should():
    weeks = np.array([[1.0, 1.0, 1.0, np.nan], [np.nan, 2.0, 5.0, np.nan], [3.0, 3.0, 7.0, np.nan]])
    found = over_window(weeks[None], ["mean", "sum", "end", "mean"])
    assert found.shape == (1, 4)
    assert found[0, :3].tolist() == [2.0, 6.0, 7.0]
    assert np.isnan(found[0, 3])


def test_a_sum_over_a_missing_week_is_missing():
    assert np.isnan(over_window(np.array([[[1.0], [np.nan]]]), ["sum"])).all()


def test_a_mean_has_the_bits_of_numpys_whatever_the_layout():
    luck = np.random.default_rng(5)
    levels = luck.normal(size=(120, 30))
    levels[luck.random(levels.shape) < 0.3] = np.nan
    for values in (levels, np.asfortranarray(levels), levels[:, luck.permutation(30)][7:90]):
        found = over_window(values, ["mean"] * 30)
        taken = values[..., np.full(30, True)]
        assert found.tobytes() == np.nanmean(taken, axis=-2).tobytes()


def test_a_mean_has_the_bits_of_numpys_and_warns_of_nothing():
    """Warnings cannot be silenced in one thread alone, and studies make runs in threads."""
    values = np.random.default_rng(3).normal(size=(37, 6))
    values[::3, 1] = np.nan
    values[:, 4] = np.nan
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = over_window(values, ("mean",) * 6)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expected = np.nanmean(values[..., np.ones(6, bool)], axis=-2)
    np.testing.assert_array_equal(found, expected)
    assert np.isnan(found[4])


def test_means_and_sums_over_many_windows_are_those_of_each():
    values = np.random.default_rng(4).normal(size=(3, 40, 5))
    values[1, 7:20, 0] = np.nan
    values[:, 30:, 1] = np.nan
    values[2, 12, 4] = np.nan
    spans = [(0, 40), (5, 13), (30, 40), (39, 40)]
    over = ["mean", "mean", "mean", "sum", "sum"]
    expected = [over_window(values[:, start:stop], over) for start, stop in spans]
    found = over_flows(np.asfortranarray(values), 3, spans)
    np.testing.assert_allclose(found, expected, rtol=1e-12)
    assert np.isnan(found[2, :, 1]).all()
    assert np.isnan(found[0, 2, 4])
