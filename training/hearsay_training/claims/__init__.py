"""Weights for grouping statements into claims."""
