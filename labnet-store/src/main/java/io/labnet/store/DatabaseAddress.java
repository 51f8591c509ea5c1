// SPDX-License-Identifier: Apache-2.0
package io.labnet.store;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where a database is: a SQLite file, or the JDBC URL of a SQLite file or of a PostgreSQL database. */
public final class DatabaseAddress {
    static final String SQLITE = "jdbc:sqlite:";
    private static final String URI = "file:";

    /** Those of <a href="https://www.sqlite.org/uri.html">SQLite itself</a>, which understands them in a URI only. */
    private static final Set<String> URI_PARAMETERS =
            Set.of("cache", "immutable", "mode", "modeof", "nolock", "psow", "vfs");

    /** A scheme; a single letter is a drive on Windows. */
    private static final Pattern URL = Pattern.compile("\\s*[A-Za-z][A-Za-z0-9+.-]+:.*", Pattern.DOTALL);

    /** What has a place for a password although it is no URL: one without its scheme, and parameters alone. */
    private static final Pattern CREDENTIALS = Pattern.compile("//[^/]*@|(?i)\\bpassword\\s*=");

    /** What the driver would fetch from elsewhere, perhaps with a password: a resource, or a file of another machine. */
    private static final Pattern FOREIGN = Pattern.compile(":|file://(?!/|localhost/)");

    private final Dialect dialect;
    private final String url;
    private final UrlParameters parameters;
    private final @Nullable SqliteFile file;
    private final String shown;

    private DatabaseAddress(
            Dialect dialect, String url, UrlParameters parameters, @Nullable SqliteFile file, String shown) {
        this.dialect = dialect;
        this.url = url;
        this.parameters = parameters;
        this.file = file;
        this.shown = shown;
    }

    /**
     * Understands what stands behind {@code --db}.
     *
     * @param db the name of a file, {@code jdbc:sqlite:FILE}, or {@code jdbc:postgresql://HOST:PORT/NAME}; a URL may have
     *     parameters of its driver
     * @return the address
     * @throws IllegalArgumentException if it is empty, another URL, a URL with a fault or with a parameter that its driver
     *     does not have, or a database that lives in memory only; the message does not repeat it, since there may be a
     *     password in it
     */
    public static DatabaseAddress parse(String db) {
        Objects.requireNonNull(db, "db");
        if (db.startsWith(PostgresUrl.SCHEME)) {
            return postgresql(db);
        }
        boolean url = db.startsWith(SQLITE);
        if (!url && isRefused(db)) {
            throw new IllegalArgumentException("a database is a file without : and ? in its name, or a URL that begins"
                    + " with " + SQLITE + " or " + PostgresUrl.SCHEME);
        }
        String file = url ? db.substring(SQLITE.length()) : db;
        if (keepsNothing(file)) {
            throw new IllegalArgumentException("a database without a file would keep nothing");
        }
        if (FOREIGN.matcher(file).lookingAt()) {
            throw new IllegalArgumentException("a SQLite database is a file of this machine");
        }
        return sqlite(file);
    }

    private static boolean isRefused(String file) {
        return URL.matcher(file).matches()
                || CREDENTIALS.matcher(file).find()
                || file.startsWith(":")
                || file.contains("?");
    }

    private static DatabaseAddress postgresql(String db) {
        String place = withoutParameters(db);
        PostgresUrl.check(place);
        UrlParameters parameters = UrlParameters.parse(
                query(db),
                Dialect.POSTGRESQL.parameters(),
                "the manual of PostgreSQL's JDBC driver lists what there is");
        return new DatabaseAddress(Dialect.POSTGRESQL, place, parameters, null, place);
    }

    private static DatabaseAddress sqlite(String file) {
        String name = withoutParameters(file);
        boolean uri = name.startsWith(URI);
        Set<String> known = new HashSet<>(Dialect.SQLITE.parameters());
        if (uri) {
            known.addAll(URI_PARAMETERS);
        }
        UrlParameters all = UrlParameters.parse(
                query(file),
                known,
                uri
                        ? "the manuals of SQLite and of its JDBC driver list what there is"
                        : "those of SQLite itself, such as mode, need the form " + SQLITE + URI + "FILE");
        Map<String, String> ofDriver = new HashMap<>(all.values());
        ofDriver.keySet().removeAll(URI_PARAMETERS);
        String ofUri = all.values().entrySet().stream()
                .filter(each -> URI_PARAMETERS.contains(each.getKey()))
                .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
        return new DatabaseAddress(
                Dialect.SQLITE,
                SQLITE + name + (ofUri.isEmpty() ? "" : "?" + ofUri),
                new UrlParameters(ofDriver),
                new SqliteFile(path(uri ? nameInUri(name) : name)),
                name);
    }

    /** The file, {@code null} for a server. */
    @Nullable
    SqliteFile file() {
        return file;
    }

    Dialect dialect() {
        return dialect;
    }

    /** The JDBC URL without the parameters of the driver, so that it may be shown. */
    String url() {
        return url;
    }

    /** The same file for who only reads and found that it cannot be opened, {@code null} if there is no other way. */
    @Nullable
    DatabaseAddress unchanging() {
        if (file == null || !file.isUnchanging()) {
            return null;
        }
        int parameters = url.indexOf('?');
        String more = parameters < 0 ? "" : "&" + url.substring(parameters + 1);
        String immutable = SQLITE + file.path().toUri() + "?immutable=1" + more;
        return new DatabaseAddress(dialect, immutable, this.parameters, file, shown);
    }

    /** Whether a log, which nobody has asked for, has more than the file itself. */
    boolean isLeftWithLog() {
        return file != null && file.hasLog() && !parameters().containsKey("journal_mode");
    }

    /** What the driver is told besides, by name. */
    Map<String, String> parameters() {
        return parameters.values();
    }

    /** Says what a driver has said, without what only the URL knew. */
    String explain(SQLException problem) {
        return parameters.hiddenIn(dialect.explain(problem, this));
    }

    /**
     * Names the database.
     *
     * @return the file or URL without its parameters, a password being one of those
     */
    @Override
    public String toString() {
        return shown;
    }

    private static boolean keepsNothing(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        return name.isBlank() || name.startsWith("?") || name.contains(":memory:") || name.contains("mode=memory");
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("no file can have such a name: " + e.getReason(), e);
        }
    }

    /** As SQLite reads it, see {@link #URI_PARAMETERS}. */
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

    private static String query(String url) {
        int parameters = url.indexOf('?');
        return parameters < 0 ? "" : url.substring(parameters + 1);
    }

    private static String withoutParameters(String url) {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }
}
