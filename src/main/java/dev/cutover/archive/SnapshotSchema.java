package dev.cutover.archive;

import java.util.LinkedHashMap;
import java.util.Map;

/// What is in the SQLite file of a snapshot. `record` has the rows in the order of their
/// extraction, which is the order of its key; documents lie apart, so that lists do not read them.
final class SnapshotSchema {
  /// In the header of the file: `CUTV`.
  static final int APPLICATION = 0x43555456;

  static final int VERSION = 3;

  /// Rows in a block of the index of words: it says in which blocks a word is, and the documents
  /// say in which row of them. They have most of their words in common, so that the index is a
  /// fraction of one for every single document.
  static final int BLOCK = 16;

  static final int PAGE_SIZE = 8192;

  /// Stands before the digest of the file, which is found by it.
  static final String SEAL_MARK = "cutover-file-sha256:";

  static final String NO_SEAL = "0".repeat(64);

  private SnapshotSchema() {}

  /// The block that a place belongs to; the first one is 1.
  static long block(long place) {
    return Math.floorDiv(place - 1, BLOCK) + 1;
  }

  /// Tables that are there from the beginning, by name. The seal comes first: it stays in the
  /// second page. What is in `posting`: [PostingPart].
  static Map<String, String> tables() {
    Map<String, String> tables = new LinkedHashMap<>();
    tables.put("seal", "CREATE TABLE seal (sha256 TEXT NOT NULL) STRICT");
    tables.put(
        "manifest",
        "CREATE TABLE manifest (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID");
    tables.put("tenant", "CREATE TABLE tenant (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT");
    tables.put(
        "integration",
        "CREATE TABLE integration (id INTEGER PRIMARY KEY, tenant_id INTEGER NOT NULL, provider"
            + " TEXT NOT NULL, field_mappings TEXT NOT NULL) STRICT");
    tables.put(
        "facet",
        "CREATE TABLE facet (tenant_id INTEGER NOT NULL, entity_type TEXT NOT NULL,"
            + " processing_status TEXT NOT NULL, rows INTEGER NOT NULL) STRICT");
    tables.put(
        "record",
        "CREATE TABLE record (place INTEGER PRIMARY KEY, id INTEGER NOT NULL, tenant_id INTEGER"
            + " NOT NULL, integration_id INTEGER NOT NULL, entity_type TEXT NOT NULL, external_id"
            + " TEXT, label TEXT, version INTEGER NOT NULL, is_current INTEGER NOT NULL,"
            + " created_at INTEGER NOT NULL, processing_status TEXT NOT NULL, size INTEGER, problem"
            + " TEXT, error_details TEXT, extraction_metadata TEXT, exact INTEGER NOT NULL,"
            + " raw_flags TEXT NOT NULL, content_sha256 TEXT, source_updated_at INTEGER,"
            + " last_seen_at INTEGER, processed_at INTEGER, run_id INTEGER, job_id INTEGER, history"
            + " TEXT, digest BLOB NOT NULL) STRICT");
    tables.put(
        "document",
        "CREATE TABLE document (id INTEGER PRIMARY KEY, body BLOB NOT NULL, readable BLOB) STRICT");
    tables.put(
        "posting",
        "CREATE TABLE posting (part INTEGER PRIMARY KEY, segment INTEGER NOT NULL, first TEXT NOT"
            + " NULL, words TEXT NOT NULL, blocks BLOB NOT NULL) STRICT");
    return tables;
  }

  /// What is added behind the rows. The view is for people with another tool.
  static Map<String, String> indexes() {
    Map<String, String> indexes = new LinkedHashMap<>();
    indexes.put("record_id", "CREATE UNIQUE INDEX record_id ON record (id)");
    indexes.put("record_external", "CREATE INDEX record_external ON record (external_id)");
    indexes.put(
        "record_label", "CREATE INDEX record_label ON record (label) WHERE label IS NOT NULL");
    indexes.put("record_entity", "CREATE INDEX record_entity ON record (tenant_id, entity_type)");
    indexes.put("posting_first", "CREATE INDEX posting_first ON posting (segment, first)");
    indexes.put("record_state", "CREATE INDEX record_state ON record (processing_status)");
    indexes.put(
        "raw",
        "CREATE VIEW raw AS SELECT r.id, t.name AS tenant, r.integration_id, r.entity_type,"
            + " r.external_id, r.label, r.version, datetime(r.created_at / 1000000, 'unixepoch') AS"
            + " created_at, r.processing_status, r.problem, CAST(d.body AS TEXT) AS raw_data FROM"
            + " record r JOIN tenant t ON t.id = r.tenant_id JOIN document d ON d.id = r.id");
    return indexes;
  }
}
