package dev.cutover.database;

/// The questions that a backup asks the system's catalogue.
final class BackupStatements {

  /// Ordinary tables, partitions included, with the columns of their primary key, or of the
  /// narrowest unique index over columns that are never null. The largest first: whoever reads
  /// several at once is then done soonest.
  static final String TABLES =
      """
      SELECT n.nspname AS schema, c.relname AS name, c.reltuples::bigint AS rows,
        pg_table_size(c.oid) AS bytes,
        ARRAY(SELECT a.attname::text FROM pg_attribute a
          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
          ORDER BY a.attnum) AS columns,
        COALESCE(k.names, '{}') AS key, COALESCE(k.collated, '{}') AS key_collated
      FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_database d ON d.datname = current_database()
      LEFT JOIN LATERAL (
        SELECT array_agg(a.attname::text ORDER BY p.place) AS names,
          array_agg(a.attcollation <> 0 AND COALESCE(l.collcollate, '') NOT IN ('C', 'POSIX')
            AND NOT (a.attcollation = 'pg_catalog."default"'::regcollation
              AND d.datcollate IN ('C', 'POSIX')) ORDER BY p.place) AS collated
        FROM (
          SELECT i.indkey, i.indnkeyatts FROM pg_index i
          WHERE i.indrelid = c.oid AND i.indisunique AND i.indisvalid
            AND i.indpred IS NULL AND i.indexprs IS NULL
            AND NOT EXISTS (
              SELECT 1 FROM unnest(i.indkey[0:i.indnkeyatts - 1]) u(att)
              JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = u.att
              WHERE NOT a.attnotnull)
          ORDER BY NOT i.indisprimary, i.indnkeyatts, i.indexrelid
          LIMIT 1) i
        CROSS JOIN unnest(i.indkey[0:i.indnkeyatts - 1]) WITH ORDINALITY p(att, place)
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = p.att
        LEFT JOIN pg_collation l ON l.oid = a.attcollation) k ON true
      WHERE c.relkind = 'r' AND c.relpersistence <> 't'
        AND n.nspname NOT IN ('pg_catalog', 'information_schema')
        AND n.nspname !~ '^etl_shadow_'
        AND NOT EXISTS (SELECT 1 FROM pg_depend e
          WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
      ORDER BY pg_table_size(c.oid) DESC, 1, 2\
      """;

  /// Sequences and the column that takes their numbers.
  static final String SEQUENCES =
      """
      SELECT n.nspname || '.' || c.relname AS name,
        quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS quoted,
        tn.nspname AS table_schema, t.relname AS table_name, a.attname AS column_name,
        s.seqincrement > 0 AS ascending
      FROM pg_sequence s
      JOIN pg_class c ON c.oid = s.seqrelid AND c.relpersistence <> 't'
      JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_depend o ON o.classid = 'pg_class'::regclass AND o.objid = c.oid
        AND o.refclassid = 'pg_class'::regclass AND o.refobjsubid > 0 AND o.deptype IN ('a', 'i')
      LEFT JOIN pg_class t ON t.oid = o.refobjid
      LEFT JOIN pg_namespace tn ON tn.oid = t.relnamespace
      LEFT JOIN pg_attribute a ON a.attrelid = o.refobjid AND a.attnum = o.refobjsubid
      WHERE n.nspname !~ '^etl_shadow_' AND NOT EXISTS (SELECT 1 FROM pg_depend e
        WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
      ORDER BY 1\
      """;

  /// In words, for people.
  static final String NOT_CARRIED =
      """
      SELECT format('foreign table %I.%I: its rows are on another server', n.nspname, c.relname)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'f'
      UNION ALL
      SELECT format('materialized view %I.%I: built anew at the restore, not compared',
        n.nspname, c.relname)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'm'
      UNION ALL
      SELECT format('schema %I: tables of a comparison, which can be made again', n.nspname)
      FROM pg_namespace n WHERE n.nspname ~ '^etl_shadow_'
      UNION ALL
      SELECT format('subscription %I: left out, it would take from its publisher', s.subname)
      FROM pg_stat_subscription s WHERE s.relid IS NULL AND s.subid IN
        (SELECT oid FROM pg_subscription WHERE subdbid =
          (SELECT oid FROM pg_database WHERE datname = current_database()))
      UNION ALL
      SELECT 'large objects: ' || count(*) || ', carried and counted, not compared byte by byte'
      FROM pg_largeobject_metadata HAVING count(*) > 0
      UNION ALL
      SELECT 'passwords of roles'
      ORDER BY 1\
      """;

  /// Who owns something in this database or was given rights on it.
  static final String ROLES =
      """
      SELECT DISTINCT r.rolname FROM pg_shdepend s JOIN pg_roles r ON r.oid = s.refobjid
      WHERE s.refclassid = 'pg_authid'::regclass
        AND s.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
      ORDER BY 1\
      """;

  private BackupStatements() {}
}
