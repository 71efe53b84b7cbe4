"""Tests of iwsim; the folders mirror the rooms of the package."""
