"""Crossread: one event, every account, side by side."""
