"""Opens a ledger in Datasette and asks its JSON interface: is search detected, are labels shown.

    python tests/interop/browse.py LEDGER WORD

WORD stands in at least one article and in the content of at least one attribution of the ledger.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

from datasette.app import Datasette

SEARCHED = {"articles": "articles_fts", "attributions": "attributions_fts"}
# Tables without a name of their own: parts of an article, and numbers that only the program looks things up by.
UNNAMED = {"blocks", "kin", "lookups", "prints", "sketches"}
VIEWS = {"versions", "who_said_what", "denials", "anonymous_sources", "claim_statements", "contested_claims", "claim_origins"}


async def faults(path: Path, word: str) -> AsyncIterator[str]:
    """What Datasette does not show as it should."""
    datasette = Datasette([str(path)])
    await datasette.invoke_startup()
    name = path.stem

    async def ask(address: str) -> dict:
        response = await datasette.client.get(address)
        if response.status_code != 200:
            raise SystemExit(f"{address}: Datasette answers {response.status_code}: {response.text[:300]}")
        return response.json()

    database = await ask(f"/{name}.json")
    tables = {table["name"]: table for table in database["tables"] if not table["hidden"]}
    for missing in VIEWS - {view["name"] for view in database["views"]}:
        yield f"the view {missing} is not there"
    for table, index in SEARCHED.items():
        if tables[table]["fts_table"] != index:
            yield f"search in {table} is not detected: {tables[table]['fts_table']!r}"
        found = await ask(f"/{name}/{table}.json?_search={word}&_shape=objects")
        if not found["rows"]:
            yield f"search for {word!r} in {table} finds nothing"
    for table in tables:
        if table in UNNAMED or table.startswith("sqlite_"):
            continue
        label = await datasette.get_database(name).label_column_for_table(table)
        if label != "name":
            yield f"the label column of {table} is {label!r}"
    rows = (await ask(f"/{name}/attributions.json?_labels=on&_shape=objects"))["rows"]
    shown = rows[0]["article_id"] if rows else None
    if not isinstance(shown, dict) or not shown.get("label") or shown["label"] == str(shown["value"]):
        yield f"an attribution's article has no label: {shown!r}"
    for view in VIEWS:
        await ask(f"/{name}/{view}.json")


async def main() -> int:
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    path = Path(sys.argv[1])
    count = 0
    async for fault in faults(path, sys.argv[2]):
        print(f"{path.name}: {fault}", file=sys.stderr)
        count += 1
    print(f"{path.name}: {count} faults in Datasette")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
