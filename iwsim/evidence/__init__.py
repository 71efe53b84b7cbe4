"""What the model rests on: ids of the evidence, their grades and figures."""

from iwsim.evidence.table import ASSUMPTION, EVIDENCE, Evidence, UnknownId, check_ids, grade_of

__all__ = ["ASSUMPTION", "EVIDENCE", "Evidence", "UnknownId", "check_ids", "grade_of"]
