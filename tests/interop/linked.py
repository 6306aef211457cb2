"""Reads exports of claims with rdflib and networkx, drawings with Python's XML reader.

    python tests/interop/linked.py FILE...

What a file is, is told by its name: prov or schema-org in JSON-LD, GraphML, SVG. Of JSON-LD it asks that every word in it
is one of its vocabulary, that what stands for and against a claim leads to a claim, and that nothing derives
from itself; of GraphML that every node that an edge names is there, with its kind; of SVG that it holds no script and loads nothing.
"""

from __future__ import annotations

import sys
import xml.etree.ElementTree as tree
from collections.abc import Iterator
from pathlib import Path

import networkx
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.namespace import PROV

CITO = Namespace("http://purl.org/spar/cito/")
SCHEMA = Namespace("https://schema.org/")
# What the exports use of vocabularies that rdflib does not hold closed.
BEARINGS = {"agreesWith", "disagreesWith", "confirms", "qualifies", "discusses"}
SCHEMA_WORDS = {
    "about", "appearance", "author", "creativeWorkStatus", "dateCreated", "datePublished", "firstAppearance", "headline",
    "inLanguage", "isPartOf", "keywords", "name", "publisher", "spokenByCharacter", "text", "url",
}  # fmt: skip
SCHEMA_TYPES = {"Claim", "CreativeWork", "NewsArticle", "NewsMediaOrganization", "Organization", "Person", "Quotation"}


def prov(path: Path) -> Iterator[str]:
    """What is wrong with an export in PROV-O."""
    graph = Graph().parse(path, format="json-ld")
    claims = {str(s) for s in graph.subjects(RDF.type, PROV.Entity) if str(s).startswith("urn:hearsay:claim:")}
    derived = networkx.DiGraph()
    for s, p, o in graph:
        if p.startswith(str(PROV)):
            # A closed namespace: a word that is not in it raises.
            _ = PROV[p.removeprefix(str(PROV))]
        if p.startswith(str(CITO)):
            word = p.removeprefix(str(CITO))
            if word not in BEARINGS | {"citesAsEvidence"}:
                yield f"cito:{word} is none of those used"
            elif word in BEARINGS and str(o) not in claims:
                yield f"{s} {word} {o}, which is no claim"
        if p == PROV.wasDerivedFrom:
            derived.add_edge(s, o)
        if p in {PROV.hadPrimarySource, PROV.wasAttributedTo} and not isinstance(o, URIRef):
            yield f"{s} {p} {o!r}"
    if not networkx.is_directed_acyclic_graph(derived):
        yield "something derives from itself"
    if not claims:
        yield "no claim"


def schema_org(path: Path) -> Iterator[str]:
    """What is wrong with an export in schema.org."""
    graph = Graph().parse(path, format="json-ld")
    for s, p, o in graph:
        if p == RDF.type:
            if o.removeprefix(str(SCHEMA)) not in SCHEMA_TYPES:
                yield f"{s} is a {o}"
        elif p.removeprefix(str(SCHEMA)) not in SCHEMA_WORDS:
            yield f"{s} has {p}"
    articles = set(graph.subjects(RDF.type, SCHEMA.NewsArticle))
    claims = set(graph.subjects(RDF.type, SCHEMA.Claim))
    for claim in claims:
        seen = set(graph.objects(claim, SCHEMA.appearance))
        if not seen or not seen <= articles:
            yield f"{claim} appears in {seen}"
    for what in set(graph.objects(None, SCHEMA.about)) - claims:
        yield f"{what} is spoken of and is no claim"
    if not claims:
        yield "no claim"


def graphml(path: Path) -> Iterator[str]:
    """What is wrong with a graph."""
    graph = networkx.read_graphml(path, force_multigraph=True)
    kinds = {"article", "outlet", "origin", "claim", "nobody"}
    for node, values in graph.nodes(data=True):
        if values.get("kind") not in kinds:
            yield f"{node} is a {values.get('kind')!r}"
    for start, end, values in graph.edges(data=True):
        if not values.get("link"):
            yield f"{start} to {end} has no link"
    if not graph.number_of_edges():
        yield "no edge"


def svg(path: Path) -> Iterator[str]:
    """What is wrong with a picture."""
    root = tree.parse(path).getroot()
    for element in root.iter():
        name = element.tag.rpartition("}")[2]
        if name in {"script", "image", "use", "foreignObject", "a"}:
            yield f"an element {name}"
        for attribute in element.attrib:
            if attribute.rpartition("}")[2].startswith(("on", "href")):
                yield f"an attribute {attribute}"


def main(paths: list[Path]) -> int:
    found = 0
    for path in paths:
        checks = {".graphml": graphml, ".svg": svg}
        check = checks.get(path.suffix) or (prov if "prov" in path.name else schema_org)
        faults = list(check(path))
        for fault in faults:
            print(f"{path}: {fault}", file=sys.stderr)
        found += len(faults)
        print(f"{path}: {len(faults)} faults")
    return 1 if found or not paths else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main([Path(path) for path in sys.argv[1:]]))
