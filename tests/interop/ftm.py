"""Checks FollowTheMoney entities with followthemoney's own model.

    python tests/interop/ftm.py LINES

`ftm validate` drops in silence what it cannot clean, so this asks for more: each line is an entity of a known
schema, each property exists and is no stub, no value is dropped or longer than its type allows, what the schema
requires is there, and every reference leads to an entity of this file that its property may refer to.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from followthemoney import model
from followthemoney.exc import FollowTheMoneyException
from followthemoney.schema import Schema
from followthemoney.types import registry


def faults(entity: dict, schemata: dict[str, Schema]) -> Iterator[str]:
    """What is wrong with one entity; `schemata` are those of the file's entities by id."""
    schema = schemata[entity["id"]]
    if schema.abstract:
        yield f"{schema.name} is abstract"
    if not registry.entity.validate(entity["id"]):
        yield f"{entity['id']!r} is no id"
    properties = entity["properties"]
    for name in schema.required:
        if not properties.get(name):
            yield f"{schema.name}.{name} is required"
    for name, values in properties.items():
        prop = schema.get(name)
        if prop is None or prop.stub:
            yield f"{schema.name} has no property {name}"
            continue
        for value in values:
            if not isinstance(value, str) or prop.type.clean(value, format=prop.format) is None:
                yield f"{schema.name}.{name}: {value!r} is dropped"
            elif len(value) > prop.max_length:
                yield f"{schema.name}.{name}: longer than {prop.max_length}"
            elif prop.type == registry.entity:
                range_ = schemata.get(value)
                if range_ is None or not range_.is_a(prop.range):
                    yield f"{schema.name}.{name}: {value!r} is no {prop.range} of this file"
    try:
        model.get_proxy(json.loads(json.dumps(entity)), cleaned=False)
        schema.validate(entity)
    except FollowTheMoneyException as error:
        yield f"{schema.name}: {error} {getattr(error, 'errors', '')}"


def main(path: Path) -> int:
    entities = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    schemata: dict[str, Schema] = {}
    found = 0
    for number, entity in enumerate(entities, 1):
        schema = model.get(entity["schema"])
        if schema is None or schemata.setdefault(entity["id"], schema) != schema:
            print(f"{path}:{number}: {entity['schema']} is no schema, or another than before", file=sys.stderr)
            return 1
    for number, entity in enumerate(entities, 1):
        for fault in faults(entity, schemata):
            print(f"{path}:{number}: {fault}", file=sys.stderr)
            found += 1
    print(f"{path}: {len(entities)} entities, {found} faults")
    return 1 if found or not entities else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))
