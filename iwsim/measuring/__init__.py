"""Measuring: the last process of a week reads the columns and writes one row of the table."""

from iwsim.measuring.measure import MEASURE, MEASURED_WEEK

__all__ = ["MEASURE", "MEASURED_WEEK"]
