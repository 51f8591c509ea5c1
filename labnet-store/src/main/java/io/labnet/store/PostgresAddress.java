// SPDX-License-Identifier: Apache-2.0
package io.labnet.store;

import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address of a PostgreSQL server; for its error codes see appendix A of its manual. */
final class PostgresAddress extends DatabaseAddress {
    static final String SCHEME = "jdbc:postgresql:";

    private static final String HOST = "(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.%a-z]+])";
    private static final Pattern HOSTS = Pattern.compile("(?:" + HOST + "(?::[0-9]*)?(?:," + HOST + "(?::[0-9]*)?)*)?");
    private static final Pattern PORT = Pattern.compile(":([0-9]*)(?=,|$)");
    private static final Pattern NAME = Pattern.compile("(?:[\\p{L}\\p{N}_.$~+-]|%[0-9A-Fa-f]{2})*");
    private static final String FORM = "a PostgreSQL database is " + SCHEME + "//HOST:PORT/NAME";
    private static final int MAX_PORT_DIGITS = 5;
    private static final int MAX_PORT = 65_535;

    /**
     * The maximum duration of one wait. A transaction has at most three: for a connection, a statement and a commit.
     */
    private static final Duration MAX_WAIT = Database.LONGEST_WAIT.dividedBy(3);

    private static final int CONNECTIONS = 8;

    /** The arbitrary number that marks labnet's locks among others in the same database. */
    private static final int LOCKS = 0x6c61626e;

    private static final String UNDEFINED_TABLE = "42P01";

    private PostgresAddress(String place, UrlParameters parameters) {
        super(
                place,
                place,
                parameters,
                CONNECTIONS,
                MAX_WAIT,
                "SELECT 1 FROM pg_class WHERE oid = to_regclass('labnet_schema')");
    }

    static PostgresAddress of(String url) {
        String place = UrlParameters.removedFrom(url);
        check(place.substring(SCHEME.length()));
        return new PostgresAddress(
                place,
                UrlParameters.parse(
                        url,
                        UrlParameters.ofDriver(SCHEME),
                        "the manual of PostgreSQL's JDBC driver lists the parameters"));
    }

    /**
     * Checks the parts of the URL that messages quote. The driver would take a user and a password before the host as a
     * part of the host's name, and log them.
     */
    private static void check(String place) {
        if (place.contains("@")) {
            throw new IllegalArgumentException(FORM + " without a user before the host: write the"
                    + " user as the parameter user, and the password in ~/.pgpass");
        }
        boolean hasHosts = place.startsWith("//");
        int slash = place.indexOf('/', hasHosts ? 2 : 0);
        String hosts = hasHosts ? place.substring(2, slash < 0 ? place.length() : slash) : "";
        String name = slash < 0 ? (hasHosts ? "" : place) : place.substring(slash + 1);
        if (!HOSTS.matcher(hosts).matches()) {
            throw new IllegalArgumentException(FORM + ", with the name of a host or its address (IPv6 in brackets)"
                    + " and a port of 1 to " + MAX_PORT);
        }
        Matcher port = PORT.matcher(hosts);
        while (port.find()) {
            if (!isPort(port.group(1))) {
                throw new IllegalArgumentException("the port of the URL is not within 1 to " + MAX_PORT);
            }
        }
        UrlParameters.decoded(name, "the name of the database");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(FORM + ", parameters follow a question mark; in NAME,"
                    + " write other characters than letters, digits and _.$~+- as % and two hexadecimal digits");
        }
    }

    private static boolean isPort(String digits) {
        if (digits.isEmpty() || digits.length() > MAX_PORT_DIGITS) {
            return false;
        }
        int number = Integer.parseInt(digits);
        return number > 0 && number <= MAX_PORT;
    }

    @Override
    Map<String, String> properties(boolean existing) {
        String seconds = "" + MAX_WAIT.toSeconds();
        return Map.of(
                "ApplicationName",
                "labnet",
                "tcpKeepAlive",
                "true",
                "connectTimeout",
                seconds,
                "socketTimeout",
                seconds);
    }

    @Override
    void lock(Connection connection, String name) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("SELECT pg_advisory_xact_lock(?, ?)")) {
            lock.setInt(1, LOCKS);
            lock.setInt(2, name.hashCode());
            lock.execute();
        }
    }

    @Override
    boolean isLost(SQLException problem) {
        String state = Objects.requireNonNullElse(problem.getSQLState(), "");
        return state.startsWith("08") || state.startsWith("57P0") || state.equals(UNDEFINED_TABLE);
    }

    @Override
    String words(SQLException problem) {
        // The driver's message does not say that the host is unknown.
        return problem.getCause() instanceof UnknownHostException unknown
                ? "there is no host " + unknown.getMessage()
                : message(problem);
    }
}
