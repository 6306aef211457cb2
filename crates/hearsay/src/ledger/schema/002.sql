-- Schema 2: across articles. What is here but corrections is derived from the articles, story by story, and computed anew
-- when one of a story's articles comes, goes or is corrected. Every table and column is described in docs/ledger.md.

CREATE TABLE stories (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  articles INTEGER NOT NULL,
  run_id INTEGER NOT NULL REFERENCES runs (id)
);
CREATE INDEX stories_run ON stories (run_id);

-- Without a story: it waits to be accounted for, or is an older version.
ALTER TABLE articles ADD COLUMN story_id INTEGER REFERENCES stories (id);
CREATE INDEX articles_story ON articles (story_id) WHERE story_id IS NOT NULL;
CREATE INDEX articles_waiting ON articles (id) WHERE story_id IS NULL AND current = 1;

CREATE TABLE sketches (
  article_id INTEGER PRIMARY KEY REFERENCES articles (id),
  day INTEGER,
  terms BLOB NOT NULL
);

CREATE TABLE lookups (
  term INTEGER NOT NULL,
  day INTEGER NOT NULL,
  article_id INTEGER NOT NULL REFERENCES articles (id),
  PRIMARY KEY (term, day, article_id)
) WITHOUT ROWID;

CREATE TABLE kin (
  article_id INTEGER NOT NULL REFERENCES articles (id),
  other_id INTEGER NOT NULL REFERENCES articles (id),
  likeness REAL NOT NULL CHECK (likeness BETWEEN 0 AND 1),
  PRIMARY KEY (article_id, other_id)
) WITHOUT ROWID;

CREATE TABLE prints (
  attribution_id INTEGER PRIMARY KEY REFERENCES attributions (id),
  bytes BLOB NOT NULL
);

-- Who is named in a story; figures with one full name are one over all stories.
CREATE TABLE figures (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'organization', 'outlet', 'place', 'vessel')),
  story_id INTEGER NOT NULL REFERENCES stories (id),
  position INTEGER NOT NULL,
  entity_id INTEGER NOT NULL REFERENCES entities (id),
  full_name TEXT,
  head TEXT NOT NULL,
  aliases TEXT NOT NULL CHECK (json_valid(aliases)),
  roles TEXT NOT NULL CHECK (json_valid(roles)),
  UNIQUE (story_id, position)
);
CREATE INDEX figures_full_name ON figures (full_name, kind, head) WHERE full_name IS NOT NULL;
CREATE INDEX figures_entity ON figures (entity_id);
ALTER TABLE entities ADD COLUMN figure_id INTEGER REFERENCES figures (id);
CREATE INDEX entities_figure ON entities (figure_id) WHERE figure_id IS NOT NULL;

CREATE TABLE origins (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  story_id INTEGER NOT NULL REFERENCES stories (id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'organization', 'outlet', 'document', 'collective', 'anonymous', 'none', 'author')),
  entity_id INTEGER REFERENCES entities (id),
  UNIQUE (story_id, position)
);
CREATE INDEX origins_key ON origins (key);
CREATE INDEX origins_entity ON origins (entity_id) WHERE entity_id IS NOT NULL;

CREATE TABLE claims (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  story_id INTEGER NOT NULL REFERENCES stories (id),
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('unconfirmed', 'contested', 'denied', 'confirmed', 'retracted')),
  origins_min INTEGER NOT NULL,
  origins_max INTEGER NOT NULL CHECK (origins_max >= origins_min),
  first_article_id INTEGER REFERENCES articles (id),
  statements INTEGER NOT NULL,
  UNIQUE (story_id, position)
);
CREATE INDEX claims_key ON claims (key);
CREATE INDEX claims_order ON claims (statements DESC, key);
CREATE INDEX claims_contested ON claims (statements DESC, key) WHERE status = 'contested';
CREATE INDEX claims_first_article ON claims (first_article_id) WHERE first_article_id IS NOT NULL;

CREATE TABLE statements (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  claim_id INTEGER NOT NULL REFERENCES claims (id),
  position INTEGER NOT NULL,
  attribution_id INTEGER NOT NULL REFERENCES attributions (id),
  stance TEXT NOT NULL CHECK (stance IN ('asserts', 'denies', 'confirms', 'doubts', 'reports')),
  origin_id INTEGER REFERENCES origins (id),
  UNIQUE (claim_id, position)
);
CREATE INDEX statements_attribution ON statements (attribution_id);
CREATE INDEX statements_origin ON statements (origin_id) WHERE origin_id IS NOT NULL;

CREATE TABLE claim_history (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  claim_id INTEGER NOT NULL REFERENCES claims (id),
  position INTEGER NOT NULL,
  date TEXT,
  status TEXT NOT NULL CHECK (status IN ('unconfirmed', 'contested', 'denied', 'confirmed', 'retracted')),
  attribution_id INTEGER NOT NULL REFERENCES attributions (id),
  UNIQUE (claim_id, position)
);
CREATE INDEX claim_history_attribution ON claim_history (attribution_id);

CREATE TABLE claim_edges (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  claim_id INTEGER NOT NULL REFERENCES claims (id),
  position INTEGER NOT NULL,
  from_kind TEXT NOT NULL CHECK (from_kind IN ('article', 'outlet', 'origin', 'nobody')),
  from_article_id INTEGER REFERENCES articles (id),
  from_entity_id INTEGER REFERENCES entities (id),
  from_origin_id INTEGER REFERENCES origins (id),
  from_words TEXT,
  to_kind TEXT NOT NULL CHECK (to_kind IN ('article', 'outlet', 'origin', 'nobody')),
  to_article_id INTEGER REFERENCES articles (id),
  to_entity_id INTEGER REFERENCES entities (id),
  to_origin_id INTEGER REFERENCES origins (id),
  to_words TEXT,
  link TEXT NOT NULL CHECK (link IN ('copies', 'cites', 'hears')),
  attribution_id INTEGER NOT NULL REFERENCES attributions (id),
  is_loop INTEGER NOT NULL CHECK (is_loop IN (0, 1)),
  UNIQUE (claim_id, position)
);
CREATE INDEX claim_edges_from_article ON claim_edges (from_article_id) WHERE from_article_id IS NOT NULL;
CREATE INDEX claim_edges_from_entity ON claim_edges (from_entity_id) WHERE from_entity_id IS NOT NULL;
CREATE INDEX claim_edges_from_origin ON claim_edges (from_origin_id) WHERE from_origin_id IS NOT NULL;
CREATE INDEX claim_edges_to_article ON claim_edges (to_article_id) WHERE to_article_id IS NOT NULL;
CREATE INDEX claim_edges_to_entity ON claim_edges (to_entity_id) WHERE to_entity_id IS NOT NULL;
CREATE INDEX claim_edges_to_origin ON claim_edges (to_origin_id) WHERE to_origin_id IS NOT NULL;
CREATE INDEX claim_edges_attribution ON claim_edges (attribution_id);

CREATE TABLE copies (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  story_id INTEGER NOT NULL REFERENCES stories (id),
  number INTEGER NOT NULL,
  position INTEGER NOT NULL,
  article_id INTEGER NOT NULL REFERENCES articles (id),
  UNIQUE (story_id, number, position)
);
CREATE INDEX copies_article ON copies (article_id);

CREATE TABLE citations (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  story_id INTEGER NOT NULL REFERENCES stories (id),
  position INTEGER NOT NULL,
  article_id INTEGER NOT NULL REFERENCES articles (id),
  entity_id INTEGER REFERENCES entities (id),
  cited_article_id INTEGER REFERENCES articles (id),
  spans TEXT NOT NULL CHECK (json_valid(spans)),
  UNIQUE (story_id, position)
);
CREATE INDEX citations_article ON citations (article_id);
CREATE INDEX citations_entity ON citations (entity_id) WHERE entity_id IS NOT NULL;
CREATE INDEX citations_cited_article ON citations (cited_article_id) WHERE cited_article_id IS NOT NULL;

-- Corrections learn rulings on claims and persons.
CREATE TABLE new_corrections (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('attribution', 'rejected', 'added', 'merge', 'separate', 'together', 'apart', 'bearing')),
  attribution_id INTEGER REFERENCES attributions (id),
  other_attribution_id INTEGER REFERENCES attributions (id),
  entity_id INTEGER REFERENCES entities (id),
  into_entity_id INTEGER REFERENCES entities (id),
  bearing TEXT CHECK (bearing IN ('asserts', 'denies', 'confirms', 'doubts', 'reports')),
  value TEXT CHECK (value IS NULL OR json_valid(value)),
  was TEXT CHECK (was IS NULL OR json_valid(was)),
  who TEXT NOT NULL,
  made TEXT NOT NULL,
  note TEXT,
  withdrawn TEXT,
  withdrawn_by TEXT,
  CHECK ((kind IN ('merge', 'separate')) = (attribution_id IS NULL)),
  CHECK ((kind IN ('merge', 'separate')) = (entity_id IS NOT NULL AND into_entity_id IS NOT NULL)),
  CHECK ((kind IN ('together', 'apart')) = (other_attribution_id IS NOT NULL)),
  CHECK ((kind = 'bearing') = (bearing IS NOT NULL))
);
INSERT INTO new_corrections
  (id, key, name, kind, attribution_id, entity_id, into_entity_id, value, was, who, made, note, withdrawn, withdrawn_by)
SELECT id, key, name, kind, attribution_id, entity_id, into_entity_id, value, was, who, made, note, withdrawn, withdrawn_by
FROM corrections;
DROP TABLE corrections;
ALTER TABLE new_corrections RENAME TO corrections;
CREATE INDEX corrections_attribution ON corrections (attribution_id) WHERE attribution_id IS NOT NULL;
CREATE INDEX corrections_other_attribution ON corrections (other_attribution_id) WHERE other_attribution_id IS NOT NULL;
CREATE INDEX corrections_entity ON corrections (entity_id) WHERE entity_id IS NOT NULL;
CREATE INDEX corrections_into_entity ON corrections (into_entity_id) WHERE into_entity_id IS NOT NULL;
CREATE INDEX corrections_kind ON corrections (kind, made, key);

CREATE VIRTUAL TABLE claims_fts USING fts5 (
  text, content="claims", content_rowid="id", tokenize="porter unicode61 remove_diacritics 2"
);
CREATE TRIGGER claims_fts_insert AFTER INSERT ON claims BEGIN
  INSERT INTO claims_fts (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER claims_fts_delete AFTER DELETE ON claims BEGIN
  INSERT INTO claims_fts (claims_fts, rowid, text) VALUES ('delete', old.id, old.text);
END;
CREATE TRIGGER claims_fts_update AFTER UPDATE OF text ON claims BEGIN
  INSERT INTO claims_fts (claims_fts, rowid, text) VALUES ('delete', old.id, old.text);
  INSERT INTO claims_fts (rowid, text) VALUES (new.id, new.text);
END;

-- Who says what of which claim.
CREATE VIEW claim_statements AS
SELECT
  c.id AS claim_id,
  c.key AS claim,
  c.text AS claim_text,
  c.status,
  s.position,
  s.stance,
  s.attribution_id,
  a.key AS attribution,
  a.source AS who,
  a.content AS what,
  o.id AS origin_id,
  o.name AS origin,
  w.id AS article_id,
  w.outlet,
  w.published,
  w.title
FROM statements AS s
JOIN claims AS c ON c.id = s.claim_id
JOIN attributions AS a ON a.id = s.attribution_id
JOIN articles AS w ON w.id = a.article_id
LEFT JOIN origins AS o ON o.id = s.origin_id;

-- Claims that both sides stand by, with how many speak on each.
CREATE VIEW contested_claims AS
SELECT
  c.id AS claim_id,
  c.key AS claim,
  c.text AS claim_text,
  c.origins_min,
  c.origins_max,
  (SELECT count(*) FROM statements WHERE claim_id = c.id AND stance IN ('asserts', 'confirms')) AS statements_for,
  (SELECT count(*) FROM statements WHERE claim_id = c.id AND stance = 'denies') AS statements_against,
  c.story_id,
  y.name AS story
FROM claims AS c
JOIN stories AS y ON y.id = c.story_id
WHERE c.status = 'contested';

-- The origins of each claim: who asserts or confirms it in the end, and in how many statements.
CREATE VIEW claim_origins AS
SELECT c.id AS claim_id, c.key AS claim, c.text AS claim_text, o.id AS origin_id, o.name AS origin, o.kind, count(*) AS statements
FROM statements AS s
JOIN claims AS c ON c.id = s.claim_id
JOIN origins AS o ON o.id = s.origin_id
WHERE s.stance IN ('asserts', 'confirms')
GROUP BY c.id, o.id;
