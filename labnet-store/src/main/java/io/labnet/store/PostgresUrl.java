// SPDX-License-Identifier: Apache-2.0
package io.labnet.store;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks the part of a PostgreSQL URL that messages repeat. The driver itself would take a user and a password in front of
 * the host for the name of the host, repeat what it does not understand, and log it.
 */
final class PostgresUrl {
    static final String SCHEME = "jdbc:postgresql:";

    private static final String HOST = "(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.%a-z]+])";
    private static final Pattern HOSTS = Pattern.compile("(?:" + HOST + "(?::[0-9]*)?(?:," + HOST + "(?::[0-9]*)?)*)?");
    private static final Pattern PORT = Pattern.compile(":([0-9]*)(?=,|$)");
    private static final Pattern NAME = Pattern.compile("(?:[\\p{L}\\p{N}_.$~+-]|%[0-9A-Fa-f]{2})*");
    private static final int MOST_PORT_DIGITS = 5;
    private static final int MAX_PORT = 65_535;

    private static final String FORM = "a PostgreSQL database is " + SCHEME + "//HOST:PORT/NAME";

    private PostgresUrl() {}

    /**
     * Checks a URL without its parameters.
     *
     * @throws IllegalArgumentException if it has another form; the message repeats nothing that may be a password
     */
    static void check(String url) {
        String place = url.substring(SCHEME.length());
        if (place.contains("@")) {
            throw new IllegalArgumentException(FORM + " without a user before the host: that is the"
                    + " parameter user, and the password stands in ~/.pgpass");
        }
        boolean hasHosts = place.startsWith("//");
        int slash = place.indexOf('/', hasHosts ? 2 : 0);
        String hosts = hasHosts ? place.substring(2, slash < 0 ? place.length() : slash) : "";
        String name = slash < 0 ? (hasHosts ? "" : place) : place.substring(slash + 1);
        if (!HOSTS.matcher(hosts).matches()) {
            throw new IllegalArgumentException(FORM + ", with the name of a host or its address (IPv6 in brackets)"
                    + " and a port of 1 to " + MAX_PORT);
        }
        checkPorts(hosts);
        UrlParameters.decoded(name, "the name of the database");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(FORM + ", parameters follow a question mark; in NAME,"
                    + " write other characters than letters, digits and _.$~+- as % and two hexadecimal digits");
        }
    }

    private static void checkPorts(String hosts) {
        Matcher port = PORT.matcher(hosts);
        while (port.find()) {
            String digits = port.group(1);
            if (digits.isEmpty() || digits.length() > MOST_PORT_DIGITS || !isPort(Integer.parseInt(digits))) {
                throw new IllegalArgumentException("the port of the URL is not within 1 to " + MAX_PORT);
            }
        }
    }

    private static boolean isPort(int number) {
        return number > 0 && number <= MAX_PORT;
    }
}
