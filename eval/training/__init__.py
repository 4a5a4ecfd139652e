"""Teaching the score of support: examples, features, a small network, its calibration."""
