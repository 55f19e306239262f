"""Measurements of Crossread: one contract for every set; each figure has interval, rival and command."""
