"""Boxes brought to life for one tag: arranged, fitted, and kept clear of cut, hole and code."""
