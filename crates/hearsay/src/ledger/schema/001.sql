-- Schema 1. Offsets count Unicode code points of articles.text, from 0, ends exclusive:
-- substr(text, start + 1, "end" - start) gives the words. Times are RFC 3339 in UTC unless said otherwise.
-- Every table and column is described in docs/ledger.md.

CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  command TEXT NOT NULL,
  program TEXT NOT NULL,
  model TEXT NOT NULL,
  settings TEXT NOT NULL CHECK (json_valid(settings)),
  started TEXT NOT NULL
);

CREATE TABLE pages (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  url TEXT NOT NULL
);

CREATE TABLE articles (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  page_id INTEGER REFERENCES pages (id),
  text TEXT NOT NULL,
  text_sha256 TEXT NOT NULL,
  title TEXT,
  title_signal TEXT,
  outlet TEXT,
  outlet_signal TEXT,
  url TEXT,
  url_signal TEXT,
  published TEXT,
  published_signal TEXT,
  language TEXT,
  language_signal TEXT,
  fields TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(fields)),
  current INTEGER NOT NULL DEFAULT 1 CHECK (current IN (0, 1)),
  run_id INTEGER NOT NULL REFERENCES runs (id)
);
CREATE INDEX articles_page ON articles (page_id);
CREATE INDEX articles_published ON articles (published);
CREATE INDEX articles_old ON articles (page_id) WHERE current = 0;
CREATE INDEX articles_run ON articles (run_id);

CREATE TABLE authors (
  id INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES articles (id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  signal TEXT NOT NULL,
  UNIQUE (article_id, position)
);

CREATE TABLE blocks (
  id INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES articles (id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('title', 'standfirst', 'heading', 'paragraph', 'caption', 'credit', 'list_item', 'quote')),
  start INTEGER NOT NULL CHECK (start >= 0),
  "end" INTEGER NOT NULL CHECK ("end" >= start),
  UNIQUE (article_id, position)
);

CREATE TABLE originals (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  size INTEGER NOT NULL,
  encoding TEXT NOT NULL CHECK (encoding IN ('zlib', 'none')),
  bytes BLOB NOT NULL
);

CREATE TABLE captures (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  page_id INTEGER REFERENCES pages (id),
  article_id INTEGER NOT NULL REFERENCES articles (id),
  input TEXT NOT NULL,
  place TEXT NOT NULL,
  address TEXT,
  fetched TEXT,
  original_id INTEGER REFERENCES originals (id),
  run_id INTEGER NOT NULL REFERENCES runs (id)
);
CREATE INDEX captures_page ON captures (page_id);
CREATE INDEX captures_address ON captures (address) WHERE address IS NOT NULL;
CREATE INDEX captures_article ON captures (article_id);
CREATE INDEX captures_original ON captures (original_id);
CREATE INDEX captures_run ON captures (run_id);

CREATE TABLE warnings (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('warning', 'failure')),
  article_id INTEGER REFERENCES articles (id),
  input TEXT,
  run_id INTEGER NOT NULL REFERENCES runs (id)
);
CREATE INDEX warnings_article ON warnings (article_id);
CREATE INDEX warnings_run ON warnings (run_id);

CREATE TABLE entities (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'organization', 'outlet', 'place', 'vessel')),
  article_id INTEGER REFERENCES articles (id),
  merged_into INTEGER REFERENCES entities (id)
);
CREATE INDEX entities_name ON entities (name);
CREATE INDEX entities_article ON entities (article_id);
CREATE INDEX entities_merged ON entities (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE roles (
  id INTEGER PRIMARY KEY,
  entity_id INTEGER NOT NULL REFERENCES entities (id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  UNIQUE (entity_id, position)
);

CREATE TABLE mentions (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  entity_id INTEGER NOT NULL REFERENCES entities (id),
  article_id INTEGER NOT NULL REFERENCES articles (id),
  start INTEGER NOT NULL CHECK (start >= 0),
  "end" INTEGER NOT NULL CHECK ("end" > start),
  form TEXT NOT NULL CHECK (form IN ('name', 'role', 'pronoun'))
);
CREATE INDEX mentions_entity ON mentions (entity_id);
CREATE INDEX mentions_article ON mentions (article_id);

CREATE TABLE attributions (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  article_id INTEGER NOT NULL REFERENCES articles (id),
  parent_id INTEGER REFERENCES attributions (id),
  source TEXT,
  source_kind TEXT CHECK (source_kind IN ('person', 'organization', 'outlet', 'document', 'collective', 'anonymous', 'none', 'author')),
  source_entity_id INTEGER REFERENCES entities (id),
  cue TEXT,
  content TEXT,
  quotation TEXT NOT NULL CHECK (quotation IN ('direct', 'indirect', 'mixed')),
  mode TEXT CHECK (mode IN ('speech', 'writing', 'thought')),
  stance TEXT CHECK (stance IN ('asserts', 'denies', 'confirms', 'doubts', 'asks', 'declines')),
  certainty TEXT CHECK (certainty IN ('certain', 'probable', 'possible', 'unknown')),
  polarity TEXT CHECK (polarity IN ('positive', 'negative')),
  said_from TEXT,
  said_to TEXT,
  said TEXT,
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  start INTEGER NOT NULL CHECK (start >= 0),
  status TEXT NOT NULL DEFAULT 'read' CHECK (status IN ('read', 'corrected', 'added', 'rejected')),
  run_id INTEGER NOT NULL REFERENCES runs (id)
);
CREATE INDEX attributions_article ON attributions (article_id, start);
CREATE INDEX attributions_parent ON attributions (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX attributions_entity ON attributions (source_entity_id) WHERE source_entity_id IS NOT NULL;
CREATE INDEX attributions_kind ON attributions (source_kind);
CREATE INDEX attributions_stance ON attributions (stance);
CREATE INDEX attributions_status ON attributions (status) WHERE status <> 'read';
CREATE INDEX attributions_run ON attributions (run_id);

CREATE TABLE spans (
  id INTEGER PRIMARY KEY,
  attribution_id INTEGER NOT NULL REFERENCES attributions (id),
  part TEXT NOT NULL CHECK (part IN ('source', 'cue', 'content', 'said')),
  position INTEGER NOT NULL,
  start INTEGER NOT NULL CHECK (start >= 0),
  "end" INTEGER NOT NULL CHECK ("end" > start),
  name TEXT NOT NULL,
  UNIQUE (attribution_id, part, position)
);

CREATE TABLE voices (
  id INTEGER PRIMARY KEY,
  attribution_id INTEGER NOT NULL REFERENCES attributions (id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT CHECK (kind IN ('person', 'organization', 'outlet', 'document', 'collective', 'anonymous', 'none', 'author')),
  entity_id INTEGER REFERENCES entities (id),
  spans TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(spans)),
  UNIQUE (attribution_id, position)
);
CREATE INDEX voices_entity ON voices (entity_id) WHERE entity_id IS NOT NULL;

CREATE TABLE corrections (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('attribution', 'rejected', 'added', 'merge')),
  attribution_id INTEGER REFERENCES attributions (id),
  entity_id INTEGER REFERENCES entities (id),
  into_entity_id INTEGER REFERENCES entities (id),
  value TEXT CHECK (value IS NULL OR json_valid(value)),
  was TEXT CHECK (was IS NULL OR json_valid(was)),
  who TEXT NOT NULL,
  made TEXT NOT NULL,
  note TEXT,
  withdrawn TEXT,
  withdrawn_by TEXT,
  CHECK ((kind = 'merge') = (attribution_id IS NULL)),
  CHECK ((kind = 'merge') = (entity_id IS NOT NULL AND into_entity_id IS NOT NULL))
);
CREATE INDEX corrections_attribution ON corrections (attribution_id) WHERE attribution_id IS NOT NULL;
CREATE INDEX corrections_entity ON corrections (entity_id) WHERE entity_id IS NOT NULL;
CREATE INDEX corrections_into_entity ON corrections (into_entity_id) WHERE into_entity_id IS NOT NULL;

CREATE TABLE feeds (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  url TEXT NOT NULL,
  title TEXT,
  etag TEXT,
  last_modified TEXT,
  checked TEXT NOT NULL,
  status TEXT NOT NULL,
  failures INTEGER NOT NULL DEFAULT 0,
  not_before TEXT
);

CREATE TABLE visits (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  url TEXT NOT NULL,
  fetched TEXT NOT NULL
);

-- Full-text search. The rows follow their tables by triggers; a rejected attribution is not found.
CREATE VIRTUAL TABLE articles_fts USING fts5 (
  title, text, content="articles", content_rowid="id", tokenize="porter unicode61 remove_diacritics 2"
);
CREATE TRIGGER articles_fts_insert AFTER INSERT ON articles BEGIN
  INSERT INTO articles_fts (rowid, title, text) VALUES (new.id, new.title, new.text);
END;
CREATE TRIGGER articles_fts_delete AFTER DELETE ON articles BEGIN
  INSERT INTO articles_fts (articles_fts, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
END;
CREATE TRIGGER articles_fts_update AFTER UPDATE OF title, text ON articles BEGIN
  INSERT INTO articles_fts (articles_fts, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
  INSERT INTO articles_fts (rowid, title, text) VALUES (new.id, new.title, new.text);
END;

CREATE VIRTUAL TABLE attributions_fts USING fts5 (
  source, content, content="attributions", content_rowid="id", tokenize="porter unicode61 remove_diacritics 2"
);
CREATE TRIGGER attributions_fts_insert AFTER INSERT ON attributions BEGIN
  INSERT INTO attributions_fts (rowid, source, content) VALUES (new.id, new.source, new.content);
END;
CREATE TRIGGER attributions_fts_delete AFTER DELETE ON attributions BEGIN
  INSERT INTO attributions_fts (attributions_fts, rowid, source, content) VALUES ('delete', old.id, old.source, old.content);
END;
CREATE TRIGGER attributions_fts_update AFTER UPDATE OF source, content ON attributions BEGIN
  INSERT INTO attributions_fts (attributions_fts, rowid, source, content) VALUES ('delete', old.id, old.source, old.content);
  INSERT INTO attributions_fts (rowid, source, content) VALUES (new.id, new.source, new.content);
END;

-- The versions of each page, oldest first. A page that went back to an earlier text has that article twice.
CREATE VIEW versions AS
SELECT
  c.id AS capture_id,
  c.page_id,
  p.url,
  row_number() OVER (PARTITION BY c.page_id ORDER BY coalesce(c.fetched, r.started), c.id) AS number,
  count(*) OVER (PARTITION BY c.page_id) AS of,
  c.article_id,
  c.fetched,
  r.started AS added
FROM captures AS c
JOIN pages AS p ON p.id = c.page_id
JOIN runs AS r ON r.id = c.run_id;

-- Who said what in the latest version of each page, as corrected; without what people rejected.
CREATE VIEW who_said_what AS
SELECT
  a.id AS attribution_id,
  a.key AS attribution,
  w.outlet,
  w.published,
  a.source AS who,
  (SELECT group_concat(name, ' <- ') FROM (SELECT name FROM voices WHERE attribution_id = a.id ORDER BY position)) AS voices,
  a.cue AS how,
  a.content AS what,
  a.source_kind,
  a.quotation,
  a.mode,
  a.stance,
  a.certainty,
  a.polarity,
  a.said_from,
  a.said_to,
  a.confidence,
  a.status,
  a.article_id,
  w.key AS article,
  w.title,
  w.url
FROM attributions AS a
JOIN articles AS w ON w.id = a.article_id
WHERE a.status <> 'rejected' AND w.current;

CREATE VIEW denials AS
SELECT * FROM who_said_what WHERE stance = 'denies';

CREATE VIEW anonymous_sources AS
SELECT * FROM who_said_what WHERE source_kind IN ('anonymous', 'none');
