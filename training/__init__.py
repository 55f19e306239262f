"""Builds the data of the embedded model, trains, exports, quantises and measures it.

Not part of the wheel.
"""
