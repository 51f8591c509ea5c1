// SPDX-License-Identifier: Apache-2.0
package io.labnet.store;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sqlite.BusyHandler;
import org.sqlite.SQLiteConnection;

/**
 * The address of a SQLite file. For the error codes here see <a href="https://www.sqlite.org/rescode.html">the result
 * codes of SQLite</a>.
 */
final class SqliteAddress extends DatabaseAddress {
    static final String SCHEME = "jdbc:sqlite:";
    private static final String URI = "file:";

    /**
     * The parameters of <a href="https://www.sqlite.org/uri.html">SQLite itself</a>, which accepts them in a URI
     * only.
     */
    private static final Set<String> URI_PARAMETERS =
            Set.of("cache", "immutable", "mode", "modeof", "nolock", "psow", "vfs");

    /**
     * The beginnings of names for which the driver would not open a file of this machine, but a resource or another
     * machine's file. Such a name may contain a password.
     */
    private static final Pattern FOREIGN = Pattern.compile(":|file://(?!/|localhost/)");

    private static final String READ_WRITE = "2";
    private static final String READ_WRITE_CREATE = "6";

    private static final int BUSY = 5;
    private static final int READ_ONLY = 8;
    private static final int IO_ERROR = 10;
    private static final int FULL = 13;
    private static final int CANNOT_OPEN = 14;
    private static final int NOT_A_DATABASE = 26;

    private final SqliteFile file;

    private SqliteAddress(String shown, String place, UrlParameters parameters, SqliteFile file) {
        super(
                shown,
                SCHEME + place,
                parameters,
                1,
                Database.LONGEST_WAIT,
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'labnet_schema'");
        this.file = file;
    }

    SqliteFile file() {
        return file;
    }

    /** Parses the name of a file, or a URI, either with or without parameters. */
    static SqliteAddress of(String file) {
        if (isInMemory(file.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("a database without a file would not be stored");
        }
        if (FOREIGN.matcher(file).lookingAt()) {
            throw new IllegalArgumentException("a SQLite database must be a file on this machine");
        }
        String name = UrlParameters.removedFrom(file);
        boolean uri = name.startsWith(URI);
        Set<String> known = new HashSet<>(UrlParameters.ofDriver(SCHEME));
        if (uri) {
            known.addAll(URI_PARAMETERS);
        }
        UrlParameters all = UrlParameters.parse(
                file,
                known,
                uri
                        ? "the manuals of SQLite and of its JDBC driver list the parameters"
                        : "parameters of SQLite itself, such as mode, need the form " + SCHEME + URI + "FILE");
        Map<String, String> ofDriver = new HashMap<>(all.values());
        ofDriver.keySet().removeAll(URI_PARAMETERS);
        String ofUri = all.values().entrySet().stream()
                .filter(each -> URI_PARAMETERS.contains(each.getKey()))
                .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
        return new SqliteAddress(
                name,
                name + (ofUri.isEmpty() ? "" : "?" + ofUri),
                new UrlParameters(ofDriver),
                new SqliteFile(path(uri ? nameInUri(name) : name)));
    }

    private static boolean isInMemory(String name) {
        return name.isBlank() || name.startsWith("?") || name.contains(":memory:") || name.contains("mode=memory");
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("this is not a valid file name: " + e.getReason(), e);
        }
    }

    /** Returns the file name in a URI, by SQLite's rules for URIs (see {@link #URI_PARAMETERS}). */
    private static String nameInUri(String uri) {
        String encoded = uri.substring(URI.length())
                .replaceFirst("#.*", "")
                .replaceFirst("^//(localhost)?(?=/)", "")
                .replaceFirst("^/(?=[A-Za-z]:)", "");
        return UrlParameters.decoded(encoded.replace("+", "%2B"), "the name of the file");
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    Map<String, String> properties(boolean existing) {
        Map<String, String> properties = new HashMap<>();
        properties.put("busy_timeout", "" + maxWait.toMillis());
        // Flushes each commit, and the deletion of its journal, to the disk.
        properties.put("synchronous", "EXTRA");
        if (existing) {
            // READ_WRITE does not create the file, but lets SQLite roll back an unfinished commit of a killed process.
            properties.put("open_mode", READ_WRITE);
            properties.put("transaction_mode", "DEFERRED");
        } else {
            properties.put("open_mode", READ_WRITE_CREATE);
            properties.put("transaction_mode", "IMMEDIATE");
            // Ends WAL mode, which another program may have set, and which is stored in the file.
            properties.put("journal_mode", "DELETE");
        }
        return properties;
    }

    @Override
    void require(boolean existing) throws DatabaseException {
        String problem = file.problem(existing);
        if (problem != null) {
            throw new DatabaseException(this, problem, null);
        }
        try {
            SqliteLibrary.load();
        } catch (IOException e) {
            throw new DatabaseException(this, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Refuses a file that still has a write-ahead log, unless the parameters set the journal mode: the log may contain
     * newer data.
     */
    @Override
    void requireWritable() throws DatabaseException {
        if (file.hasLog() && !parameters().containsKey("journal_mode")) {
            throw new DatabaseException(
                    this,
                    "it is in WAL mode, and SQLite cannot remove its -wal file: is its directory writable?",
                    null);
        }
    }

    @Override
    void prepare(Connection connection, Duration left) throws SQLException {
        if (!parameters().containsKey("busy_timeout")) {
            BusyHandler.setHandler(connection.unwrap(SQLiteConnection.class), new BusyRetry(left));
        }
    }

    @Override
    @Nullable
    Object fileKey() {
        return file.key();
    }

    @Override
    @Nullable
    DatabaseAddress asImmutable(SQLException problem) {
        int code = problem.getErrorCode();
        if ((code != CANNOT_OPEN && code != READ_ONLY) || !file.isImmutable()) {
            return null;
        }
        int more = url.indexOf('?');
        String place = file.path().toUri() + "?immutable=1" + (more < 0 ? "" : "&" + url.substring(more + 1));
        return new SqliteAddress(toString(), place, new UrlParameters(parameters()), file);
    }

    @Override
    boolean isLost(SQLException problem) {
        String message = message(problem);
        // The first message means that the file was moved away or replaced, so that the open file no longer has its
        // name. The second means that the file was emptied.
        return message.startsWith("[SQLITE_READONLY_DBMOVED]") || message.contains("(no such table: ");
    }

    @Override
    String words(SQLException problem) {
        int code = problem.getErrorCode();
        String words =
                switch (code) {
                    case BUSY ->
                        file.hasLog()
                                ? "another program has it open in WAL mode; labnet needs it in the mode DELETE"
                                : "another program keeps it locked";
                    case READ_ONLY -> "it is not writable";
                    case CANNOT_OPEN -> "it cannot be opened";
                    case FULL -> "there is no room left on its disk";
                    case NOT_A_DATABASE -> "it is not a SQLite database";
                    default -> message(problem).replaceFirst("^\\[SQLITE_\\w+]\\s*", "");
                };
        boolean ofTheFile = code == READ_ONLY || code == CANNOT_OPEN || code == IO_ERROR;
        return ofTheFile ? file.reason(words) : words;
    }

    /**
     * A busy handler that retries about every millisecond while another process has locked the file. SQLite's own
     * handler retries less and less often, in the end only every 100 ms. It therefore rarely finds a gap between the
     * transactions of a busy server. An instance serves one transaction, and bounds all of its waits together.
     */
    static final class BusyRetry extends BusyHandler {
        private static final int RETRY = 1;
        private static final int GIVE_UP = 0;
        private static final long MIN_PAUSE_NANOS = 500_000;
        private static final long MAX_PAUSE_NANOS = 1_500_000;

        private final long deadline;

        BusyRetry(Duration maxWait) {
            deadline = System.nanoTime() + maxWait.toNanos();
        }

        @Override
        protected int callback(int times) {
            if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
                return GIVE_UP;
            }
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(MIN_PAUSE_NANOS, MAX_PAUSE_NANOS));
            return RETRY;
        }
    }
}
