// SPDX-License-Identifier: Apache-2.0
package io.labnet.store;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The decoded parameters of a JDBC URL. Messages do not quote values, because any value may be a password or a part of
 * one.
 *
 * @param values the values by name
 */
record UrlParameters(Map<String, String> values) {
    /** A parameter's name that does not look like a password, so that messages may quote it. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.]{0,39}");

    private static final Pattern PLAIN_VALUE = Pattern.compile("[A-Za-z0-9_.-]{1,63}");

    private static final String AMPERSAND = "parameters are NAME=VALUE, separated by &; write & in a value as %26";

    UrlParameters {
        values = Map.copyOf(values);
    }

    /** Returns the URL up to the question mark. */
    static String removedFrom(String url) {
        return url.split("\\?", 2)[0];
    }

    /** Returns the names of the parameters of a scheme's driver. */
    static Set<String> ofDriver(String scheme) {
        try {
            return Arrays.stream(DriverManager.getDriver(scheme).getPropertyInfo(scheme, new Properties()))
                    .map(property -> property.name)
                    // Names such as PGHOST set the server's address, which is not a parameter.
                    .filter(name -> !name.matches("PG[A-Z]+"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (SQLException e) {
            throw new IllegalStateException("there is no driver for " + scheme, e);
        }
    }

    /**
     * Parses the part after the question mark.
     *
     * @param url the URL, with or without parameters
     * @param known the valid names
     * @param advice text to append to the message about an unknown name
     * @throws IllegalArgumentException if a name is unknown, a value is missing or cannot be decoded
     */
    static UrlParameters parse(String url, Set<String> known, String advice) {
        Map<String, String> values = new LinkedHashMap<>();
        String query = url.substring(Math.min(url.length(), removedFrom(url).length() + 1));
        String[] parameters = query.isEmpty() ? new String[0] : query.split("&", -1);
        String before = "";
        for (int i = 0; i < parameters.length; i++) {
            String[] parts = parameters[i].split("=", 2);
            String name = known.contains(parts[0]) ? parts[0] : parts[0].toLowerCase(Locale.ROOT);
            if (!known.contains(name)) {
                // After a password with an unencoded &, this name may be the rest of the password, so it is not shown.
                boolean shown = parts.length > 1
                        && !isSecret(before)
                        && NAME.matcher(parts[0]).matches();
                throw new IllegalArgumentException(
                        (shown ? "the parameter '" + parts[0] + "'" : "parameter number " + (i + 1))
                                + " of the URL is unknown; " + (shown ? advice : AMPERSAND));
            }
            if (parts.length == 1) {
                throw new IllegalArgumentException("the parameter '" + name + "' of the URL has no value");
            }
            values.put(name, decoded(parts[1], "the value of the parameter '" + name + "'"));
            before = name;
        }
        return new UrlParameters(values);
    }

    /**
     * Decodes percent-encoded text.
     *
     * @param what the name of the text in error messages
     * @throws IllegalArgumentException if a {@code %} is not followed by two hexadecimal digits
     */
    static String decoded(String text, String what) {
        if (text.matches("(?s).*%(?![0-9A-Fa-f]{2}).*")) {
            throw new IllegalArgumentException(
                    "in " + what + " a % is not followed by two hexadecimal digits: write % as %25");
        }
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /**
     * Replaces the parameters' values in a driver's message, except for plain words that are not passwords.
     */
    String redact(String message) {
        String text = message;
        for (Map.Entry<String, String> each : values.entrySet()) {
            String value = each.getValue();
            if (!value.isEmpty()
                    && (isSecret(each.getKey()) || !PLAIN_VALUE.matcher(value).matches())) {
                text = text.replace(value, "(" + each.getKey() + ")");
            }
        }
        return text;
    }

    private static boolean isSecret(String name) {
        return name.toLowerCase(Locale.ROOT).contains("password");
    }
}
