"""Tests of stories in many outlets."""
