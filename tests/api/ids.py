"""Writes the ids of an export (JSON lines on standard input) into files that schemathesis takes as dictionaries."""

import json
import pathlib
import sys


def main() -> None:
    folder = pathlib.Path(sys.argv[1])
    readings = [line for line in map(json.loads, sys.stdin) if line["type"] == "reading"]
    articles = [reading["article"]["id"] for reading in readings]
    attributions = [one["id"] for reading in readings for one in reading["attributions"]]
    for name, ids in (("articles", articles), ("attributions", attributions)):
        lines = "".join(f'"{one}"\n' for one in ids)
        (folder / f"{name}.txt").write_text(lines, encoding="utf-8")


if __name__ == "__main__":
    main()
