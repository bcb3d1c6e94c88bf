package dev.cutover.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The server's settings: everything that is true is forced to disk, only loopback is listened on,
/// only a password opens, and no statement text or value gets into its log.
final class ClusterSettings {
  private static final String FILE = "cutover.conf";

  private ClusterSettings() {}

  static void write(Path data, Path logs) throws IOException {
    Files.writeString(
        data.resolve(FILE),
        """
        listen_addresses = '127.0.0.1'
        unix_socket_directories = ''
        max_connections = 200
        shared_buffers = 128MB
        work_mem = 16MB
        maintenance_work_mem = 128MB
        fsync = on
        synchronous_commit = on
        full_page_writes = on
        wal_compression = on
        max_wal_size = 2GB
        checkpoint_timeout = 15min
        random_page_cost = 1.1
        password_encryption = scram-sha-256
        client_connection_check_interval = 5s
        timezone = 'UTC'
        log_timezone = 'UTC'
        lc_messages = 'C'
        logging_collector = on
        log_directory = '%s'
        log_filename = 'postgresql-%%a.log'
        log_truncate_on_rotation = on
        log_rotation_age = 1d
        log_rotation_size = 0
        log_file_mode = 0600
        log_line_prefix = '%%m [%%p] %%u@%%d '
        log_min_error_statement = panic
        log_error_verbosity = terse
        log_checkpoints = off
        """
            .formatted(logs.toString().replace('\\', '/').replace("'", "''")));
    Files.writeString(
        data.resolve("pg_hba.conf"),
        """
        # Written by the program at every start: loopback and password only.
        host all all 127.0.0.1/32 scram-sha-256
        host replication all 127.0.0.1/32 scram-sha-256
        """);
    Path main = data.resolve("postgresql.conf");
    String include = "include_if_exists = '" + FILE + "'\n";
    if (!Files.readString(main).contains(include)) {
      Files.writeString(main, "\n" + include, StandardOpenOption.APPEND);
    }
  }
}
