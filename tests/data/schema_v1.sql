PRAGMA application_id=1129731121;
PRAGMA user_version=1;
BEGIN;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO _sqlite_migrations(id, migration_set, name, applied_at) VALUES(1, 'caveat', '0001_schema', '2026-11-23 04:39:50.564281+00:00');
CREATE TABLE meta(
  key TEXT PRIMARY KEY,              -- owner, format, created_at
  value TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO meta(key, value) VALUES('created_at', '2026-11-23T04:39:50.566Z');
INSERT INTO meta(key, value) VALUES('format', 'caveat-library');
INSERT INTO meta(key, value) VALUES('owner', '0192f0c1-0000-7000-8000-000000000001');
CREATE TABLE reviewers(
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  orcid TEXT NOT NULL,
  conflict_of_interest TEXT NOT NULL,
  created_at TEXT NOT NULL) STRICT;
INSERT INTO reviewers(id, uid, name, orcid, conflict_of_interest, created_at) VALUES(1, '0192f0c1-0000-7000-8000-00000000000a', 'A reviewer', '', '', '2026-11-23T04:39:50.584Z');
CREATE TABLE blobs(
  sha256 TEXT PRIMARY KEY,
  size INTEGER NOT NULL,             -- before compression
  data BLOB NOT NULL) STRICT;
INSERT INTO blobs(sha256, size, data) VALUES('c2ba1614e005571c187dea655f19e2e29dcae7f26284b6377956d655bddd36a0', 100, X'789C3DCA310E80201044D19E534C624F683D82BDB1DFE8A844740D0BE1FA1A0BDBFF5F87491273940BAB6658226FF7A7A6F93048815E333D86822207EDA535A391EF2CFA29EFC69DA85625615123A2A10F01E7E6DD03E61F21F5');
CREATE TABLE articles(
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  author TEXT NOT NULL,
  publisher TEXT NOT NULL,
  url TEXT NOT NULL,
  published TEXT NOT NULL,
  retrieved TEXT NOT NULL,
  language TEXT NOT NULL,
  file_name TEXT NOT NULL,
  title_suggested INTEGER NOT NULL CHECK(title_suggested IN(0, 1)),
  revision_id INTEGER REFERENCES revisions(id),  -- the text shown; NULL only inside a verb
  created_at TEXT NOT NULL,
  modified_at TEXT NOT NULL,
  deleted_at TEXT,                   -- when it was moved to the trash
  -- Below: derived. The first five are kept by triggers, the others by the verbs.
  n_info INTEGER NOT NULL DEFAULT 0,
  n_moderate INTEGER NOT NULL DEFAULT 0,
  n_serious INTEGER NOT NULL DEFAULT 0,
  n_critical INTEGER NOT NULL DEFAULT 0,
  drafts INTEGER NOT NULL DEFAULT 0,
  checked INTEGER NOT NULL DEFAULT 0,       -- sentences looked at, of to_check
  to_check INTEGER NOT NULL DEFAULT 0,
  fully_checked INTEGER NOT NULL DEFAULT 0, -- 1 where checked = to_check and it is not 0
  checked_on TEXT NOT NULL DEFAULT '',      -- day of the latest published note
  checked_by TEXT NOT NULL DEFAULT '',      -- names, a line each
  strip BLOB NOT NULL DEFAULT x'') STRICT;
INSERT INTO articles(id, uid, title, author, publisher, url, published, retrieved, language, file_name, title_suggested, revision_id, created_at, modified_at, deleted_at, n_info, n_moderate, n_serious, n_critical, drafts, checked, to_check, fully_checked, checked_on, checked_by, strip) VALUES(1, '01a206b4-0438-7d8f-b463-288891472dfa', 'Valerian for sleep', 'An author', '', '', '', '', '', 'valerian.md', 1, 1, '2026-11-23T04:39:50.584Z', '2026-11-23T04:39:50.609Z', NULL, 0, 0, 1, 0, 0, 1, 3, 0, '2026-11-23', 'A reviewer', X'BD03');
CREATE TABLE revisions(
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  article_id INTEGER NOT NULL REFERENCES articles(id),
  text_sha256 TEXT NOT NULL,         -- of the canonical text in UTF-8
  source_sha256 TEXT NOT NULL REFERENCES blobs(sha256),
  encoding TEXT NOT NULL,
  notice TEXT NOT NULL,
  extractor TEXT NOT NULL,
  segmenter TEXT NOT NULL,
  created_at TEXT NOT NULL,
  sentences BLOB NOT NULL,           -- uint32 little-endian pairs: start, end
  blocks TEXT NOT NULL,              -- JSON: [kind, length, what is not default] each
  text TEXT NOT NULL) STRICT;
INSERT INTO revisions(id, uid, article_id, text_sha256, source_sha256, encoding, notice, extractor, segmenter, created_at, sentences, blocks, text) VALUES(1, '01a206b4-0439-792f-a1fc-6c26ec240b96', 1, 'aa181cedbea9e519db1b60af4fbc9db1e95608f6e032233a976cbd82e87d0f65', 'c2ba1614e005571c187dea655f19e2e29dcae7f26284b6377956d655bddd36a0', 'utf-8', '', 'lines/1', 'stops/1', '2026-11-23T04:39:50.584Z', X'0000000012000000130000002A0000002B000000470000004800000061000000', '[["h1",18],["p",52],["p",25]]', 'Valerian for sleep
Valerian works at once. It takes four weeks to work.
The usual dose is 900 mg.');
CREATE TABLE annotations(
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  category TEXT NOT NULL CHECK(category IN(
    'dangerous', 'inaccurate', 'unsupported', 'misleading', 'overstated', 'contradiction',
    'cherry_picked', 'misrepresents_source', 'unattributed', 'outdated', 'flawed_reasoning',
    'missing_harms', 'disclosure', 'unverifiable', 'imprecise', 'context', 'accurate')),
  severity INTEGER NOT NULL CHECK(severity IN(1, 2, 3, 4)),
  status TEXT NOT NULL CHECK(status IN('draft', 'ready', 'approved', 'withdrawn')),
  correction TEXT NOT NULL,
  body TEXT NOT NULL,
  advice TEXT NOT NULL,
  tags TEXT NOT NULL,                -- a line each
  certainty TEXT NOT NULL CHECK(certainty IN('high', 'moderate', 'low', 'very_low', '')),
  as_of TEXT NOT NULL,
  is_verdict INTEGER NOT NULL CHECK(is_verdict IN(0, 1)),
  no_source_needed TEXT NOT NULL,
  reviewer_id INTEGER NOT NULL REFERENCES reviewers(id),
  sheet_note TEXT NOT NULL,          -- id in the review sheet that it came from
  version INTEGER NOT NULL,          -- counts from 1
  created_at TEXT NOT NULL,
  modified_at TEXT NOT NULL,
  deleted_at TEXT,
  live INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO annotations(id, uid, category, severity, status, correction, body, advice, tags, certainty, as_of, is_verdict, no_source_needed, reviewer_id, sheet_note, version, created_at, modified_at, deleted_at, live) VALUES(1, '01a206b4-0451-7db3-a321-096d140c1344', 'inaccurate', 3, 'ready', 'Not so: The usual dose is 900 mg.', 'Why it is not so.

A second paragraph.', '', 'dosing', '', '', 0, 'arithmetic', 1, 'v1', 1, '2026-11-23T04:39:50.609Z', '2026-11-23T04:39:50.609Z', NULL, 1);
CREATE TABLE targets(
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  annotation_id INTEGER NOT NULL REFERENCES annotations(id),
  position INTEGER NOT NULL,         -- order within the annotation
  role TEXT NOT NULL CHECK(role IN('claim', 'conflict')),
  article_id INTEGER REFERENCES articles(id),    -- NULL: a quote without a place
  revision_id INTEGER REFERENCES revisions(id),
  start_cp INTEGER,                  -- NULL: the whole article
  end_cp INTEGER,
  exact TEXT,
  prefix TEXT,
  suffix TEXT,
  why TEXT NOT NULL,
  heading TEXT NOT NULL,
  state TEXT NOT NULL CHECK(state IN(
    'exact', 'shifted', 'typographic', 'changed', 'ambiguous', 'orphan')),
  CHECK((start_cp IS NULL) = (end_cp IS NULL)),
  CHECK(start_cp IS NULL OR (start_cp >= 0 AND end_cp > start_cp AND article_id IS NOT NULL)),
  CHECK((article_id IS NULL) = (revision_id IS NULL))) STRICT;
INSERT INTO targets(id, uid, annotation_id, position, role, article_id, revision_id, start_cp, end_cp, exact, prefix, suffix, why, heading, state) VALUES(1, '01a206b4-0451-734f-8af1-95350cb296f8', 1, 0, 'claim', 1, 1, 72, 97, 'The usual dose is 900 mg.', ' for sleep
Valerian works at once. It takes four weeks to work.
', '', '', 'Valerian for sleep', 'exact');
INSERT INTO targets(id, uid, annotation_id, position, role, article_id, revision_id, start_cp, end_cp, exact, prefix, suffix, why, heading, state) VALUES(2, '01a206b4-0451-71cd-b336-3ba7e9655a8e', 1, 1, 'conflict', 1, 1, 19, 42, 'Valerian works at once.', 'Valerian for sleep
', ' It takes four weeks to work.
The usual dose is 900 mg.', 'other dose', 'Valerian for sleep', 'exact');
CREATE TABLE sources(
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL CHECK(type IN(
    'guideline', 'regulator', 'law', 'systematic_review', 'retraction_notice', 'study',
    'government', 'clinical_reference', 'textbook', 'narrative_review', 'expert_statement',
    'trial_registration', 'law_guide', 'preprint', 'case_report', 'preclinical', 'news',
    'fact_check', 'organisation_page', 'company_page', 'other')),
  title TEXT NOT NULL,
  authors TEXT NOT NULL,             -- a line each, as typed
  publisher TEXT NOT NULL,
  container TEXT NOT NULL,
  issued TEXT NOT NULL,
  url TEXT NOT NULL,
  doi TEXT NOT NULL,
  pmid TEXT NOT NULL,
  pmcid TEXT NOT NULL,
  isbn TEXT NOT NULL,
  jurisdiction TEXT NOT NULL,
  retracted INTEGER NOT NULL CHECK(retracted IN(0, 1)),
  retraction_note TEXT NOT NULL,
  establishes TEXT NOT NULL,
  accessed_through TEXT NOT NULL CHECK(accessed_through IN('original', 'copy', 'secondary')),
  authority TEXT CHECK(authority IN('A', 'B', 'C', 'D', 'E')),  -- NULL: that of the type
  authority_reason TEXT NOT NULL,
  created_at TEXT NOT NULL,
  modified_at TEXT NOT NULL,
  deleted_at TEXT,
  -- To know a source again; not UNIQUE, since two reviewers may enter a work apart.
  doi_key TEXT, pmid_key TEXT, isbn_key TEXT,
  fields_sha256 TEXT NOT NULL) STRICT;
INSERT INTO sources(id, uid, type, title, authors, publisher, container, issued, url, doi, pmid, pmcid, isbn, jurisdiction, retracted, retraction_note, establishes, accessed_through, authority, authority_reason, created_at, modified_at, deleted_at, doi_key, pmid_key, isbn_key, fields_sha256) VALUES(1, '01a206b4-0458-7189-8544-fde9c6a47f0c', 'government', 'Kratom: what you need to know', 'NCCIH', '', '', '', 'https://example.org/kratom', '', '', '', '', '', 0, '', '', 'original', NULL, '', '2026-11-23T04:39:50.609Z', '2026-11-23T04:39:50.609Z', NULL, NULL, NULL, NULL, 'b53c8b9e0843c8d968a12f158ead041d5da1fe420d6819256b9ba954ba8b9542');
CREATE TABLE evidence(
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  annotation_id INTEGER NOT NULL REFERENCES annotations(id),
  position INTEGER NOT NULL,
  source_id INTEGER NOT NULL REFERENCES sources(id),
  relation TEXT NOT NULL CHECK(relation IN(
    'disputes', 'supports', 'qualifies', 'background', 'cited_by_article')),
  why TEXT NOT NULL,
  quote TEXT NOT NULL,
  locator TEXT NOT NULL,
  checked TEXT NOT NULL) STRICT;
INSERT INTO evidence(id, uid, annotation_id, position, source_id, relation, why, quote, locator, checked) VALUES(1, '01a206b4-0451-7e12-8ed6-760077226e5f', 1, 0, 1, 'disputes', 'says otherwise', '', '', '');
CREATE TABLE change_log(
  id INTEGER PRIMARY KEY,
  entity TEXT NOT NULL CHECK(entity IN('article', 'annotation', 'source')),
  uid TEXT NOT NULL,
  version INTEGER NOT NULL,          -- counts from 1
  action TEXT NOT NULL,              -- groups the rows of one verb
  parent TEXT,
  same_as TEXT,
  label TEXT NOT NULL,               -- what the user did, for the menu and the history
  snapshot TEXT NOT NULL,            -- JSON
  reviewer_uid TEXT NOT NULL,
  at TEXT NOT NULL) STRICT;
INSERT INTO change_log(id, entity, uid, version, action, parent, same_as, label, snapshot, reviewer_uid, at) VALUES(1, 'article', '01a206b4-0438-7d8f-b463-288891472dfa', 1, '01a206b4-0438-72ed-b10d-f4600335766c', NULL, NULL, 'Import article', '{"author":"An author","created_at":"2026-11-23T04:39:50.584Z","deleted_at":null,"file_name":"valerian.md","language":"","published":"","publisher":"","retrieved":"","revision":"01a206b4-0439-792f-a1fc-6c26ec240b96","title":"Valerian for sleep","title_suggested":1,"url":""}', '0192f0c1-0000-7000-8000-00000000000a', '2026-11-23T04:39:50.584Z');
INSERT INTO change_log(id, entity, uid, version, action, parent, same_as, label, snapshot, reviewer_uid, at) VALUES(2, 'source', '01a206b4-0458-7189-8544-fde9c6a47f0c', 1, '01a206b4-0451-7242-8ab5-1910c7adfc20', NULL, NULL, 'Add notes from a review sheet', '{"accessed_through":"original","authority":null,"authority_reason":"","authors":"NCCIH","container":"","created_at":"2026-11-23T04:39:50.609Z","deleted_at":null,"doi":"","establishes":"","isbn":"","issued":"","jurisdiction":"","pmcid":"","pmid":"","publisher":"","retracted":0,"retraction_note":"","title":"Kratom: what you need to know","type":"government","url":"https://example.org/kratom"}', '0192f0c1-0000-7000-8000-00000000000a', '2026-11-23T04:39:50.609Z');
INSERT INTO change_log(id, entity, uid, version, action, parent, same_as, label, snapshot, reviewer_uid, at) VALUES(3, 'annotation', '01a206b4-0451-7db3-a321-096d140c1344', 1, '01a206b4-0451-7242-8ab5-1910c7adfc20', NULL, NULL, 'Add notes from a review sheet', '{"advice":"","as_of":"","body":"Why it is not so.\n\nA second paragraph.","category":"inaccurate","certainty":"","correction":"Not so: The usual dose is 900 mg.","created_at":"2026-11-23T04:39:50.609Z","deleted_at":null,"evidence":[{"checked":"","locator":"","quote":"","relation":"disputes","source":"01a206b4-0458-7189-8544-fde9c6a47f0c","uid":"01a206b4-0451-7e12-8ed6-760077226e5f","why":"says otherwise"}],"is_verdict":0,"no_source_needed":"arithmetic","reviewer":"0192f0c1-0000-7000-8000-00000000000a","severity":3,"sheet_note":"v1","status":"ready","tags":"dosing","targets":[{"article":"01a206b4-0438-7d8f-b463-288891472dfa","end_cp":97,"exact":"The usual dose is 900 mg.","heading":"Valerian for sleep","prefix":" for sleep\nValerian works at once. It takes four weeks to work.\n","revision":"01a206b4-0439-792f-a1fc-6c26ec240b96","role":"claim","start_cp":72,"state":"exact","suffix":"","uid":"01a206b4-0451-734f-8af1-95350cb296f8","why":""},{"article":"01a206b4-0438-7d8f-b463-288891472dfa","end_cp":42,"exact":"Valerian works at once.","heading":"Valerian for sleep","prefix":"Valerian for sleep\n","revision":"01a206b4-0439-792f-a1fc-6c26ec240b96","role":"conflict","start_cp":19,"state":"exact","suffix":" It takes four weeks to work.\nThe usual dose is 900 mg.","uid":"01a206b4-0451-71cd-b336-3ba7e9655a8e","why":"other dose"}]}', '0192f0c1-0000-7000-8000-00000000000a', '2026-11-23T04:39:50.609Z');
CREATE TABLE article_notes(
  article_id INTEGER NOT NULL REFERENCES articles(id),
  annotation_id INTEGER NOT NULL REFERENCES annotations(id),
  PRIMARY KEY(article_id, annotation_id)) STRICT, WITHOUT ROWID;
INSERT INTO article_notes(article_id, annotation_id) VALUES(1, 1);
CREATE TABLE facet_counts(
  category TEXT NOT NULL,
  severity INTEGER NOT NULL,
  status TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY(category, severity, status)) STRICT, WITHOUT ROWID;
INSERT INTO facet_counts(category, severity, status, n) VALUES('inaccurate', 3, 'ready', 1);
CREATE TABLE article_counts(
  state TEXT PRIMARY KEY CHECK(state IN('in_review', 'fully_checked', 'trash')),
  n INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO article_counts(state, n) VALUES('fully_checked', 0);
INSERT INTO article_counts(state, n) VALUES('in_review', 1);
INSERT INTO article_counts(state, n) VALUES('trash', 0);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX articles_by_worst ON articles(
  deleted_at, n_critical DESC, n_serious DESC, n_moderate DESC, n_info DESC,
  title COLLATE NOCASE, id);
CREATE INDEX articles_by_title ON articles(deleted_at, title COLLATE NOCASE, id);
CREATE INDEX articles_by_modified ON articles(deleted_at, modified_at DESC, id);
CREATE INDEX articles_by_file ON articles(file_name);
CREATE INDEX articles_revision ON articles(revision_id);
CREATE INDEX revisions_article ON revisions(article_id);
CREATE INDEX revisions_text ON revisions(text_sha256);
CREATE INDEX revisions_source ON revisions(source_sha256);
CREATE TRIGGER revisions_are_immutable
  BEFORE UPDATE OF article_id, text_sha256, sentences, blocks, text ON revisions BEGIN
  SELECT RAISE(ABORT, 'revisions are immutable');
END;
CREATE INDEX annotations_sheet ON annotations(sheet_note);
CREATE INDEX annotations_category ON annotations(category, status, live);
CREATE INDEX annotations_reviewer ON annotations(reviewer_id);
CREATE INDEX targets_annotation ON targets(annotation_id, position);
CREATE INDEX targets_article ON targets(article_id, annotation_id);
CREATE INDEX targets_revision ON targets(revision_id);
CREATE INDEX sources_doi ON sources(doi_key);
CREATE INDEX sources_pmid ON sources(pmid_key);
CREATE INDEX sources_isbn ON sources(isbn_key);
CREATE INDEX sources_fields ON sources(fields_sha256);
CREATE INDEX evidence_annotation ON evidence(annotation_id, position);
CREATE INDEX evidence_source ON evidence(source_id);
CREATE UNIQUE INDEX change_log_version ON change_log(uid, version);
CREATE UNIQUE INDEX change_log_action ON change_log(action, uid);
CREATE INDEX article_notes_annotation ON article_notes(annotation_id);
CREATE TRIGGER articles_counted AFTER INSERT ON articles BEGIN
  UPDATE article_counts SET n = n + 1 WHERE state =
    CASE WHEN new.deleted_at IS NOT NULL THEN 'trash'
         WHEN new.fully_checked THEN 'fully_checked' ELSE 'in_review' END;
END;
CREATE TRIGGER articles_recounted AFTER UPDATE OF deleted_at, fully_checked ON articles BEGIN
  UPDATE article_counts SET n = n - 1 WHERE state =
    CASE WHEN old.deleted_at IS NOT NULL THEN 'trash'
         WHEN old.fully_checked THEN 'fully_checked' ELSE 'in_review' END;
  UPDATE article_counts SET n = n + 1 WHERE state =
    CASE WHEN new.deleted_at IS NOT NULL THEN 'trash'
         WHEN new.fully_checked THEN 'fully_checked' ELSE 'in_review' END;
END;
CREATE TRIGGER articles_trashed AFTER UPDATE OF deleted_at ON articles
  WHEN (old.deleted_at IS NULL) <> (new.deleted_at IS NULL) BEGIN
  UPDATE annotations SET live = deleted_at IS NULL AND EXISTS(
      SELECT 1 FROM article_notes b JOIN articles a ON a.id = b.article_id
      WHERE b.annotation_id = annotations.id AND a.deleted_at IS NULL)
    WHERE id IN(SELECT annotation_id FROM article_notes WHERE article_id = new.id);
END;
CREATE TRIGGER targets_belong AFTER INSERT ON targets
  WHEN new.role = 'claim' AND new.article_id IS NOT NULL BEGIN
  INSERT OR IGNORE INTO article_notes(article_id, annotation_id)
    VALUES(new.article_id, new.annotation_id);
END;
CREATE TRIGGER targets_leave AFTER DELETE ON targets
  WHEN old.role = 'claim' AND old.article_id IS NOT NULL BEGIN
  DELETE FROM article_notes
    WHERE article_id = old.article_id AND annotation_id = old.annotation_id
    AND NOT EXISTS(SELECT 1 FROM targets WHERE annotation_id = old.annotation_id
                   AND article_id = old.article_id AND role = 'claim');
END;
CREATE TRIGGER targets_move AFTER UPDATE OF role, article_id, annotation_id ON targets BEGIN
  SELECT RAISE(ABORT, 'a target keeps its annotation, role and article');
END;
CREATE TRIGGER notes_join AFTER INSERT ON article_notes BEGIN
  UPDATE articles SET
    n_info = n_info + (s.severity = 1 AND s.published),
    n_moderate = n_moderate + (s.severity = 2 AND s.published),
    n_serious = n_serious + (s.severity = 3 AND s.published),
    n_critical = n_critical + (s.severity = 4 AND s.published),
    drafts = drafts + s.draft
    FROM (SELECT severity, status IN('ready', 'approved') AS published, status = 'draft' AS draft
          FROM annotations WHERE id = new.annotation_id AND deleted_at IS NULL) AS s
    WHERE articles.id = new.article_id;
  UPDATE annotations SET live = 1 WHERE id = new.annotation_id AND live = 0
    AND deleted_at IS NULL
    AND (SELECT deleted_at FROM articles WHERE id = new.article_id) IS NULL;
END;
CREATE TRIGGER notes_part AFTER DELETE ON article_notes BEGIN
  UPDATE articles SET
    n_info = n_info - (s.severity = 1 AND s.published),
    n_moderate = n_moderate - (s.severity = 2 AND s.published),
    n_serious = n_serious - (s.severity = 3 AND s.published),
    n_critical = n_critical - (s.severity = 4 AND s.published),
    drafts = drafts - s.draft
    FROM (SELECT severity, status IN('ready', 'approved') AS published, status = 'draft' AS draft
          FROM annotations WHERE id = old.annotation_id AND deleted_at IS NULL) AS s
    WHERE articles.id = old.article_id;
  UPDATE annotations SET live = 0 WHERE id = old.annotation_id AND live = 1
    AND NOT EXISTS(SELECT 1 FROM article_notes b JOIN articles a ON a.id = b.article_id
                   WHERE b.annotation_id = old.annotation_id AND a.deleted_at IS NULL);
END;
CREATE TRIGGER annotations_recounted
  AFTER UPDATE OF severity, status, deleted_at ON annotations BEGIN
  UPDATE articles SET
    n_info = n_info + (new.severity = 1 AND n.published) - (old.severity = 1 AND o.published),
    n_moderate = n_moderate + (new.severity = 2 AND n.published)
      - (old.severity = 2 AND o.published),
    n_serious = n_serious + (new.severity = 3 AND n.published)
      - (old.severity = 3 AND o.published),
    n_critical = n_critical + (new.severity = 4 AND n.published)
      - (old.severity = 4 AND o.published),
    drafts = drafts + n.draft - o.draft
    FROM (SELECT new.status IN('ready', 'approved') AND new.deleted_at IS NULL AS published,
                 new.status = 'draft' AND new.deleted_at IS NULL AS draft) AS n,
         (SELECT old.status IN('ready', 'approved') AND old.deleted_at IS NULL AS published,
                 old.status = 'draft' AND old.deleted_at IS NULL AS draft) AS o
    WHERE articles.id IN(SELECT article_id FROM article_notes WHERE annotation_id = new.id);
  UPDATE annotations SET live = new.deleted_at IS NULL AND EXISTS(
      SELECT 1 FROM article_notes b JOIN articles a ON a.id = b.article_id
      WHERE b.annotation_id = new.id AND a.deleted_at IS NULL)
    WHERE id = new.id;
END;
CREATE TRIGGER annotations_faceted
  AFTER UPDATE OF live, category, severity, status ON annotations
  WHEN old.live <> new.live OR (new.live AND (old.category <> new.category
    OR old.severity <> new.severity OR old.status <> new.status)) BEGIN
  INSERT INTO facet_counts(category, severity, status, n)
    SELECT old.category, old.severity, old.status, -1 WHERE old.live
    ON CONFLICT(category, severity, status) DO UPDATE SET n = n - 1;
  INSERT INTO facet_counts(category, severity, status, n)
    SELECT new.category, new.severity, new.status, 1 WHERE new.live
    ON CONFLICT(category, severity, status) DO UPDATE SET n = n + 1;
END;
CREATE VIEW article_words AS
  SELECT a.id AS id, a.title AS title, a.author AS author, a.publisher AS publisher,
         r.text AS text
  FROM articles a JOIN revisions r ON r.id = a.revision_id;
CREATE VIRTUAL TABLE articles_fts USING fts5(
  title, author, publisher, text, content='article_words', content_rowid='id',
  prefix='2 3', tokenize='porter unicode61 remove_diacritics 2');
INSERT INTO articles_fts(articles_fts) VALUES('rebuild');
CREATE TRIGGER articles_fts_update
  AFTER UPDATE OF title, author, publisher, revision_id ON articles
  WHEN old.title <> new.title OR old.author <> new.author OR old.publisher <> new.publisher
    OR old.revision_id IS NOT new.revision_id BEGIN
  INSERT INTO articles_fts(articles_fts, rowid, title, author, publisher, text)
    SELECT 'delete', old.id, old.title, old.author, old.publisher, r.text
    FROM revisions r WHERE r.id = old.revision_id;
  INSERT INTO articles_fts(rowid, title, author, publisher, text)
    SELECT new.id, new.title, new.author, new.publisher, r.text
    FROM revisions r WHERE r.id = new.revision_id;
END;
CREATE VIRTUAL TABLE notes_fts USING fts5(
  correction, body, advice, tags, content='annotations', content_rowid='id',
  prefix='2 3', tokenize='porter unicode61 remove_diacritics 2');
INSERT INTO notes_fts(notes_fts) VALUES('rebuild');
CREATE TRIGGER notes_fts_insert AFTER INSERT ON annotations BEGIN
  INSERT INTO notes_fts(rowid, correction, body, advice, tags)
    VALUES(new.id, new.correction, new.body, new.advice, new.tags);
END;
CREATE TRIGGER notes_fts_update AFTER UPDATE OF correction, body, advice, tags ON annotations
  WHEN old.correction <> new.correction OR old.body <> new.body OR old.advice <> new.advice
    OR old.tags <> new.tags BEGIN
  INSERT INTO notes_fts(notes_fts, rowid, correction, body, advice, tags)
    VALUES('delete', old.id, old.correction, old.body, old.advice, old.tags);
  INSERT INTO notes_fts(rowid, correction, body, advice, tags)
    VALUES(new.id, new.correction, new.body, new.advice, new.tags);
END;
CREATE VIEW source_words AS
  SELECT id, title, authors, publisher, container,
         doi || ' ' || pmid || ' ' || pmcid || ' ' || isbn || ' ' || url AS identifiers
  FROM sources;
CREATE VIRTUAL TABLE sources_fts USING fts5(
  title, authors, publisher, container, identifiers,
  content='source_words', content_rowid='id',
  prefix='2 3', tokenize='porter unicode61 remove_diacritics 2');
INSERT INTO sources_fts(sources_fts) VALUES('rebuild');
CREATE TRIGGER sources_fts_insert AFTER INSERT ON sources BEGIN
  INSERT INTO sources_fts(rowid, title, authors, publisher, container, identifiers)
    VALUES(new.id, new.title, new.authors, new.publisher, new.container,
      new.doi || ' ' || new.pmid || ' ' || new.pmcid || ' ' || new.isbn || ' ' || new.url);
END;
CREATE TRIGGER sources_fts_update
  AFTER UPDATE OF title, authors, publisher, container, doi, pmid, pmcid, isbn, url
  ON sources BEGIN
  INSERT INTO sources_fts(sources_fts, rowid, title, authors, publisher, container, identifiers)
    VALUES('delete', old.id, old.title, old.authors, old.publisher, old.container,
      old.doi || ' ' || old.pmid || ' ' || old.pmcid || ' ' || old.isbn || ' ' || old.url);
  INSERT INTO sources_fts(rowid, title, authors, publisher, container, identifiers)
    VALUES(new.id, new.title, new.authors, new.publisher, new.container,
      new.doi || ' ' || new.pmid || ' ' || new.pmcid || ' ' || new.isbn || ' ' || new.url);
END;
COMMIT;
