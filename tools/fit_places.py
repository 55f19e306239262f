"""Fit the weights of `crossread/resolve/data/places.yaml` on texts with marked toponyms.

Usage: python tools/fit_places.py TRAIN.jsonl ...

Needs numpy. Rows as the set `toponyms` of the evaluation reads them: `text`, `toponyms` of `start`, `end`,
`text`, `lat`, `lon`, `geonameid`, `sense`. Prints both tables. Changed by hand afterwards: the bias of
recognition is raised by half a unit (equal F1, more found); `abbreviation`, `full_name`, `street`, `city_of`
are set, being rare and plain, and so is `contained`: the texts show their toponyms one by one.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from crossread.records import Span
from crossread.resolve import places
from crossread.resolve.gazetteer_file import Toponym
from crossread.resolve.place_names import names, vocabulary

Row = dict[str, Any]
NEAR_KM, EARTH_KM = 161.0, 6371.0


def recognition(rows: Sequence[Row]) -> dict[str, float]:
    """Logistic regression (ridge, Newton's method): which known names are marked."""
    told, right = list[frozenset[str]](), list[float]()
    for row in rows:
        marked = {Span(t["start"], t["end"]) for t in row["toponyms"] if t.get("sense") != "non_toponym"}
        for name in names(row["text"]):
            told.append(name.signs)
            right.append(float(name.span in marked))
    signs = ["bias", *sorted(set().union(*told))]
    x = np.array([[float(sign == "bias" or sign in each) for sign in signs] for each in told])
    y, w = np.array(right), np.zeros(len(signs))
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        curve = (x * (p * (1 - p))[:, None]).T @ x + np.eye(len(signs))
        w -= np.linalg.solve(curve, x.T @ (p - y) + w)
    return {sign: round(float(value), 2) for sign, value in zip(signs, w, strict=True)}


def ranking(rows: Sequence[Row]) -> dict[str, float]:
    """Softmax regression: which candidate is the marked place or within 161 km of it.

    The contexts come from the weights that the file has now: run it again until they stay.
    """
    kinds = list(vocabulary()["ranking"])
    cases = []
    for row in rows:
        around = places.context(row["text"])
        for toponym in row["toponyms"]:
            if toponym.get("lat") is None or toponym.get("sense") == "non_toponym":
                continue
            for match in places.in_phrase(toponym["text"])[:1]:
                y = np.array([float(near(toponym, x)) for x in match.candidates])
                if y.sum() > 0 and len(y) > 1:
                    told = [places.signs(match, x, around) for x in match.candidates]
                    cases.append((np.array([[float(each.get(k, 0)) for k in kinds] for each in told]), y))
    w = np.array([vocabulary()["ranking"][k] for k in kinds], float)
    for _ in range(25):
        slope, curve = -0.1 * w, np.eye(len(kinds)) * 0.1
        for x, y in cases:
            p = np.exp(x @ w - (x @ w).max())
            p /= p.sum()
            q = p * y / (p * y).sum()
            mean = x.T @ p
            slope += x.T @ (q - p)
            curve += (x * p[:, None]).T @ x - np.outer(mean, mean)
        step = np.linalg.solve(curve, slope)
        w += step * min(1.0, 2 / float(np.linalg.norm(step)))
    return {kind: round(float(value), 2) for kind, value in zip(kinds, w, strict=True)}


def near(toponym: Row, x: Toponym) -> bool:
    """Whether a candidate is the marked place or close to it."""
    if toponym.get("geonameid") and toponym["geonameid"] == x.geonames:
        return True
    a, b, c, d = map(math.radians, (toponym["lat"], toponym["lon"], x.lat, x.lon))
    haversine = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(haversine))) <= NEAR_KM


if __name__ == "__main__":
    read = [
        json.loads(line)
        for path in sys.argv[1:]
        for line in Path(path).read_text(encoding="utf-8").split("\n")
        if line
    ]
    sys.stdout.write(yaml.safe_dump({"recognition": recognition(read), "ranking": ranking(read)}))
