-- Caveat library, format 2: what a reviewer needs who works sentence by sentence.
-- Never edited once released. The rules of format 1 hold: no functions in CHECK or DEFAULT.

-- Notes: why one was withdrawn, and who approved it.
ALTER TABLE annotations ADD COLUMN withdrawn_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE annotations ADD COLUMN approved_by INTEGER REFERENCES reviewers(id);
ALTER TABLE annotations ADD COLUMN approved_at TEXT NOT NULL DEFAULT '';
-- Derived, kept by the verbs: it breaks a rule of the model; it has neither a source nor a
-- reason to need none.
ALTER TABLE annotations ADD COLUMN warned INTEGER NOT NULL DEFAULT 0 CHECK(warned IN(0, 1));
ALTER TABLE annotations ADD COLUMN unsourced INTEGER NOT NULL DEFAULT 0
  CHECK(unsourced IN(0, 1));
UPDATE annotations SET unsourced = no_source_needed = ''
  AND NOT EXISTS(SELECT 1 FROM evidence e WHERE e.annotation_id = annotations.id);
UPDATE annotations SET warned = (category = 'dangerous' AND severity < 3)
  OR (severity = 4 AND advice = '') OR (status IN('ready', 'approved') AND unsourced);
CREATE INDEX annotations_by_status ON annotations(
  live, status, severity DESC, modified_at DESC, id);
CREATE INDEX annotations_by_modified ON annotations(live, modified_at DESC, id);
CREATE INDEX annotations_warned ON annotations(live, severity DESC, modified_at DESC, id)
  WHERE warned = 1;
CREATE INDEX annotations_unsourced ON annotations(live, severity DESC, modified_at DESC, id)
  WHERE unsourced = 1;

-- Derived, kept by the verbs: the tags of each note, a row each.
CREATE TABLE note_tags(
  tag TEXT NOT NULL COLLATE NOCASE,
  annotation_id INTEGER NOT NULL REFERENCES annotations(id),
  PRIMARY KEY(tag, annotation_id)) STRICT, WITHOUT ROWID;
CREATE INDEX note_tags_annotation ON note_tags(annotation_id);
INSERT OR IGNORE INTO note_tags(tag, annotation_id)
  WITH RECURSIVE lines(id, tag, rest) AS (
    SELECT id, '', tags || char(10) FROM annotations WHERE tags <> ''
    UNION ALL
    SELECT id, substr(rest, 1, instr(rest, char(10)) - 1), substr(rest, instr(rest, char(10)) + 1)
    FROM lines WHERE rest <> '')
  SELECT tag, id FROM lines WHERE tag <> '';

-- Where a target stands in a later text of its article than the one where a person saw it
-- last, with NULL for nowhere; and how surely. Its own columns stay as they were confirmed.
ALTER TABLE targets ADD COLUMN resolved_revision_id INTEGER REFERENCES revisions(id);
ALTER TABLE targets ADD COLUMN resolved_start INTEGER;
ALTER TABLE targets ADD COLUMN resolved_end INTEGER
  CHECK((resolved_start IS NULL) = (resolved_end IS NULL));
ALTER TABLE targets ADD COLUMN score REAL NOT NULL DEFAULT 1.0;
ALTER TABLE targets ADD COLUMN flags TEXT NOT NULL DEFAULT '';        -- a line each
ALTER TABLE targets ADD COLUMN suggestions TEXT NOT NULL DEFAULT '';  -- JSON: [start, end] each
-- The place in the article's present text, which all derived columns speak of.
ALTER TABLE targets ADD COLUMN place_start INTEGER GENERATED ALWAYS AS (
  CASE WHEN resolved_revision_id IS NULL THEN start_cp ELSE resolved_start END) VIRTUAL;
ALTER TABLE targets ADD COLUMN place_end INTEGER GENERATED ALWAYS AS (
  CASE WHEN resolved_revision_id IS NULL THEN end_cp ELSE resolved_end END) VIRTUAL;
CREATE INDEX targets_resolved ON targets(resolved_revision_id);

-- For what a saved note changes at its own place only: the notes around it, without all
-- the others of the article. One that is longer than 4,000 is looked for by itself.
CREATE INDEX targets_place ON targets(article_id, place_start, place_end);
CREATE INDEX targets_long ON targets(article_id) WHERE place_end - place_start > 4000;

-- Texts of an article: the file that each came from, and the blocks that a person says are
-- of another kind, by what they say: JSON, [length and hash of the text, which of its
-- equals, kind] each.
ALTER TABLE revisions ADD COLUMN file_name TEXT NOT NULL DEFAULT '';
UPDATE revisions SET file_name = (SELECT file_name FROM articles a WHERE a.id = article_id);
ALTER TABLE articles ADD COLUMN block_kinds TEXT NOT NULL DEFAULT '';
CREATE INDEX revisions_file ON revisions(file_name);
CREATE INDEX articles_by_url ON articles(url) WHERE url <> '';

-- A sentence that a reviewer has checked and has nothing to say about. It speaks of one
-- revision: of another only where the sentence is carried over.
CREATE TABLE sentence_checks(
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  article_id INTEGER NOT NULL REFERENCES articles(id),
  revision_id INTEGER NOT NULL REFERENCES revisions(id),
  start_cp INTEGER NOT NULL,
  end_cp INTEGER NOT NULL,
  reviewer_id INTEGER NOT NULL REFERENCES reviewers(id),
  checked_at TEXT NOT NULL,
  deleted_at TEXT,                   -- when it was taken back
  CHECK(start_cp >= 0 AND end_cp > start_cp)) STRICT;
CREATE INDEX sentence_checks_place ON sentence_checks(
  revision_id, start_cp, end_cp, deleted_at, reviewer_id, checked_at);
CREATE INDEX sentence_checks_article ON sentence_checks(article_id);
CREATE INDEX sentence_checks_reviewer ON sentence_checks(reviewer_id);

-- What is being typed, outside of notes and history; dropped when it is saved.
CREATE TABLE unsaved_edits(
  uid TEXT PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES articles(id),
  annotation_uid TEXT,               -- NULL: a new note
  form TEXT NOT NULL,                -- JSON
  holder TEXT NOT NULL,              -- which running window types it
  reviewer_id INTEGER NOT NULL REFERENCES reviewers(id),
  kept_at TEXT NOT NULL) STRICT;
CREATE INDEX unsaved_edits_article ON unsaved_edits(article_id, kept_at DESC);
CREATE INDEX unsaved_edits_kept ON unsaved_edits(kept_at DESC);
CREATE INDEX unsaved_edits_reviewer ON unsaved_edits(reviewer_id);

-- Sources: when one was last looked at, by whom, and the files that go with it.
ALTER TABLE sources ADD COLUMN checked_on TEXT NOT NULL DEFAULT '';
ALTER TABLE sources ADD COLUMN checked_by INTEGER REFERENCES reviewers(id);
CREATE TABLE attachments(
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  source_id INTEGER NOT NULL REFERENCES sources(id),
  sha256 TEXT NOT NULL REFERENCES blobs(sha256),
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size INTEGER NOT NULL,             -- bytes
  created_at TEXT NOT NULL,
  deleted_at TEXT) STRICT;
CREATE INDEX attachments_source ON attachments(source_id);
CREATE INDEX attachments_blob ON attachments(sha256);

-- Articles with most left to check first.
ALTER TABLE articles ADD COLUMN left_to_check INTEGER NOT NULL
  GENERATED ALWAYS AS (to_check - checked) VIRTUAL;
CREATE INDEX articles_by_left ON articles(
  deleted_at, left_to_check DESC, title COLLATE NOCASE, id);

-- Finding. Notes: the published ones, worst first, then the latest change; the trash.
CREATE INDEX annotations_published ON annotations(severity DESC, modified_at DESC, id)
  WHERE live = 1 AND status IN('ready', 'approved');
CREATE INDEX annotations_published_category ON annotations(
  category, severity DESC, modified_at DESC, id)
  WHERE live = 1 AND status IN('ready', 'approved');
CREATE INDEX annotations_published_reviewer ON annotations(
  reviewer_id, severity DESC, modified_at DESC, id)
  WHERE live = 1 AND status IN('ready', 'approved');
CREATE INDEX annotations_deleted ON annotations(deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX articles_by_language ON articles(deleted_at, language COLLATE NOCASE);
CREATE INDEX evidence_checked ON evidence(checked, annotation_id);
DROP INDEX evidence_source;
CREATE INDEX evidence_source ON evidence(source_id, checked, annotation_id);

-- Derived, kept by triggers: how many live notes cite a source, how many of these are
-- published, and the later of its own last check and that of a piece of evidence. A rank is
-- that of the model.
ALTER TABLE sources ADD COLUMN cited INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sources ADD COLUMN cited_published INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sources ADD COLUMN last_checked TEXT NOT NULL DEFAULT '';
ALTER TABLE sources ADD COLUMN full_rank TEXT GENERATED ALWAYS AS (CASE
  WHEN authority IS NOT NULL THEN authority
  WHEN type IN('guideline', 'regulator', 'law', 'systematic_review', 'retraction_notice')
    THEN 'A'
  WHEN type IN('study', 'government', 'clinical_reference', 'textbook') THEN 'B'
  WHEN type IN('narrative_review', 'expert_statement', 'trial_registration', 'law_guide')
    THEN 'C'
  WHEN type IN('preprint', 'case_report', 'preclinical') THEN 'D'
  ELSE 'E' END) VIRTUAL;
ALTER TABLE sources ADD COLUMN rank TEXT GENERATED ALWAYS AS (CASE
  WHEN retracted THEN 'E' WHEN accessed_through = 'original' THEN full_rank
  WHEN full_rank = 'A' THEN 'B' WHEN full_rank = 'B' THEN 'C' WHEN full_rank = 'C' THEN 'D'
  ELSE 'E' END) VIRTUAL;
UPDATE sources SET
  cited = (SELECT count(DISTINCT e.annotation_id) FROM evidence e
    JOIN annotations n ON n.id = e.annotation_id WHERE e.source_id = sources.id AND n.live),
  cited_published = (SELECT count(DISTINCT e.annotation_id) FROM evidence e
    JOIN annotations n ON n.id = e.annotation_id
    WHERE e.source_id = sources.id AND n.live AND n.status IN('ready', 'approved')),
  last_checked = coalesce((SELECT max(checked) FROM evidence WHERE source_id = sources.id), '');
CREATE INDEX sources_listed ON sources(deleted_at, rank, title COLLATE NOCASE, id);
CREATE INDEX sources_by_cited ON sources(deleted_at, cited DESC, id);
CREATE INDEX sources_by_published ON sources(deleted_at, cited_published DESC, id);
CREATE INDEX sources_by_check ON sources(deleted_at, last_checked, created_at);
CREATE INDEX sources_by_rank ON sources(rank);
CREATE INDEX sources_by_type ON sources(type);
CREATE INDEX sources_retracted ON sources(deleted_at, rank, title COLLATE NOCASE, id)
  WHERE retracted = 1;

CREATE TRIGGER evidence_cites AFTER INSERT ON evidence BEGIN
  UPDATE sources SET last_checked = max(last_checked, new.checked) WHERE id = new.source_id;
  UPDATE sources SET cited = cited + 1, cited_published = cited_published + n.published
    FROM (SELECT status IN('ready', 'approved') AS published FROM annotations
          WHERE id = new.annotation_id AND live = 1) AS n
    WHERE sources.id = new.source_id
    AND NOT EXISTS(SELECT 1 FROM evidence WHERE annotation_id = new.annotation_id
                   AND source_id = new.source_id AND id <> new.id);
END;
CREATE TRIGGER evidence_parts AFTER DELETE ON evidence BEGIN
  UPDATE sources SET last_checked = max(checked_on,
      coalesce((SELECT max(checked) FROM evidence WHERE source_id = old.source_id), ''))
    WHERE id = old.source_id;
  UPDATE sources SET cited = cited - 1, cited_published = cited_published - n.published
    FROM (SELECT status IN('ready', 'approved') AS published FROM annotations
          WHERE id = old.annotation_id AND live = 1) AS n
    WHERE sources.id = old.source_id
    AND NOT EXISTS(SELECT 1 FROM evidence WHERE annotation_id = old.annotation_id
                   AND source_id = old.source_id);
END;
CREATE TRIGGER evidence_moves
  BEFORE UPDATE OF annotation_id, source_id, checked ON evidence BEGIN
  SELECT RAISE(ABORT, 'a piece of evidence keeps its note, its source and its date');
END;
CREATE TRIGGER annotations_cite AFTER UPDATE OF live, status ON annotations
  WHEN old.live <> new.live OR old.status <> new.status BEGIN
  UPDATE sources SET cited = cited + new.live - old.live,
    cited_published = cited_published + (new.live AND new.status IN('ready', 'approved'))
      - (old.live AND old.status IN('ready', 'approved'))
    WHERE id IN(SELECT source_id FROM evidence WHERE annotation_id = new.id);
END;
CREATE TRIGGER sources_entered AFTER INSERT ON sources WHEN new.checked_on <> '' BEGIN
  UPDATE sources SET last_checked = new.checked_on WHERE id = new.id;
END;
CREATE TRIGGER sources_checked AFTER UPDATE OF checked_on ON sources
  WHEN old.checked_on <> new.checked_on BEGIN
  UPDATE sources SET last_checked = max(new.checked_on,
      coalesce((SELECT max(checked) FROM evidence WHERE source_id = new.id), ''))
    WHERE id = new.id;
END;

-- The change log knows sentences, attachments and rejections too; otherwise as it was.
CREATE TABLE new_log(
  id INTEGER PRIMARY KEY,
  entity TEXT NOT NULL CHECK(entity IN(
    'article', 'annotation', 'source', 'sentence', 'attachment', 'rejection')),
  uid TEXT NOT NULL,
  version INTEGER NOT NULL,          -- counts from 1
  action TEXT NOT NULL,              -- groups the rows of one verb
  parent TEXT,
  same_as TEXT,
  label TEXT NOT NULL,               -- what the user did, for the menu and the history
  snapshot TEXT NOT NULL,            -- JSON
  reviewer_uid TEXT NOT NULL,
  at TEXT NOT NULL) STRICT;
INSERT INTO new_log SELECT * FROM change_log;
DROP TABLE change_log;
ALTER TABLE new_log RENAME TO change_log;
CREATE UNIQUE INDEX change_log_version ON change_log(uid, version);
CREATE UNIQUE INDEX change_log_action ON change_log(action, uid);
CREATE INDEX change_log_reviewer ON change_log(reviewer_uid);

-- Reuse. The words of claims, to find notes whose sentence comes back; claims in scripts that
-- do not part words (Thai to Burmese, kana, Chinese) by three letters too.
CREATE VIEW claim_words AS
  SELECT id, exact FROM targets WHERE role = 'claim' AND exact IS NOT NULL;
CREATE VIEW unparted_claim_words AS
  SELECT id, exact FROM claim_words WHERE exact GLOB '*[ก-ໟက-႟ぁ-ヿ㐀-鿿𠀀-𲎯]*';
CREATE VIRTUAL TABLE claims_fts USING fts5(
  exact, content='claim_words', content_rowid='id',
  prefix='2 3', tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE unparted_claims_fts USING fts5(
  exact, content='unparted_claim_words', content_rowid='id', tokenize='trigram');
INSERT INTO claims_fts(claims_fts) VALUES('rebuild');
INSERT INTO unparted_claims_fts(unparted_claims_fts) VALUES('rebuild');
CREATE TRIGGER claims_found AFTER INSERT ON targets
  WHEN new.role = 'claim' AND new.exact IS NOT NULL BEGIN
  INSERT INTO claims_fts(rowid, exact) VALUES(new.id, new.exact);
  INSERT INTO unparted_claims_fts(rowid, exact)
    SELECT new.id, new.exact WHERE new.exact GLOB '*[ก-ໟက-႟ぁ-ヿ㐀-鿿𠀀-𲎯]*';
END;
CREATE TRIGGER claims_lost AFTER DELETE ON targets
  WHEN old.role = 'claim' AND old.exact IS NOT NULL BEGIN
  INSERT INTO claims_fts(claims_fts, rowid, exact) VALUES('delete', old.id, old.exact);
  INSERT INTO unparted_claims_fts(unparted_claims_fts, rowid, exact)
    SELECT 'delete', old.id, old.exact
    WHERE old.exact GLOB '*[ก-ໟက-႟ぁ-ヿ㐀-鿿𠀀-𲎯]*';
END;
CREATE TRIGGER targets_speak BEFORE UPDATE OF exact ON targets WHEN old.exact IS NOT new.exact BEGIN
  SELECT RAISE(ABORT, 'a target keeps its words');
END;

-- The sentences of the texts that are shown, kept by the verbs: a row number is that of the
-- revision times 1,048,576, and the number of the sentence. Words alone: the text is the
-- revision's. Filled by the same code where a file is brought to this format.
CREATE VIRTUAL TABLE sentences_fts USING fts5(
  text, content='', tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE unparted_sentences_fts USING fts5(text, content='', tokenize='trigram');

-- A note that was offered for a sentence and does not fit it: by what the sentence says, so
-- that neither another text nor another article brings it back.
CREATE TABLE suggestion_rejections(
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  annotation_id INTEGER NOT NULL REFERENCES annotations(id),
  key_sha256 TEXT NOT NULL,          -- of the sentence without typography
  reviewer_id INTEGER NOT NULL REFERENCES reviewers(id),
  rejected_at TEXT NOT NULL,
  deleted_at TEXT) STRICT;           -- when it was taken back
CREATE INDEX suggestion_rejections_note ON suggestion_rejections(annotation_id, key_sha256);
CREATE INDEX suggestion_rejections_reviewer ON suggestion_rejections(reviewer_id);
