// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import io.labnet.fernet.FernetKey;
import io.labnet.fernet.KeyDerivation;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key as the user wrote it, and where.
 *
 * @param place where the key was written, for messages, which must not show the key itself
 * @param text the key, or the parameters that derive one from a password
 */
record KeyText(String place, String text) {
    private static final String QUOTES = "['\"`\u2018\u2019\u201c\u201d]";

    /**
     * A key with surrounding text that users copy along with it: the name of a setting, or the quotation marks in
     * source code.
     */
    private static final Pattern WRAPPED = Pattern.compile("(?<name>(?:export\\s+)?" + QUOTES + "?[\\w.-]+" + QUOTES
            + "?\\s*[=:]\\s*)?(?<bytes>b(?=['\"]))?(?<open>" + QUOTES + ")?(?<key>\\$\\S+?|[\\w-]{43}=)(?<close>"
            + QUOTES
            + ")?[,;]?");

    /**
     * Reads keys, one per line. Empty lines and lines that begin with {@code #} are ignored.
     *
     * @param text the lines
     * @param source where the lines are, for messages
     */
    static List<KeyText> lines(String text, String source) {
        List<KeyText> keys = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                keys.add(new KeyText("line " + (i + 1) + " of " + source, line));
            }
        }
        return keys;
    }

    boolean isDerived() {
        return text.startsWith("$");
    }

    /**
     * Checks the text before the user is asked for a password.
     *
     * @throws IllegalArgumentException if it is neither a key nor parameters that derive one
     */
    void check() {
        try {
            parse();
        } catch (IllegalArgumentException e) {
            String added = added();
            throw added.isEmpty()
                    ? e
                    : new IllegalArgumentException("there is a key, but with " + added + "; give the key alone", e);
        }
    }

    /**
     * Returns the key.
     *
     * @param password the password; used only if the key is derived from one
     * @throws IllegalArgumentException if the key or the password is invalid
     */
    FernetKey key(char[] password) {
        return isDerived() ? KeyDerivation.parse(text).key(password) : FernetKey.parse(text);
    }

    @SuppressWarnings("CheckReturnValue") // Parses the key only to throw the exception for an invalid one.
    private void parse() {
        if (isDerived()) {
            KeyDerivation.parse(text);
        } else {
            FernetKey.parse(text);
        }
    }

    /** Describes the text around a key; returns an empty string if there is no valid key or no text around it. */
    private String added() {
        Matcher wrapped = WRAPPED.matcher(text);
        if (!wrapped.matches() || wrapped.group("key").equals(text)) {
            return "";
        }
        try {
            new KeyText(place, wrapped.group("key")).parse();
        } catch (IllegalArgumentException e) {
            return "";
        }
        List<String> added = new ArrayList<>();
        if (wrapped.group("name") != null) {
            added.add("NAME= before it");
        }
        if (wrapped.group("bytes") != null) {
            added.add("b'...' around it");
        } else if (wrapped.group("open") != null || wrapped.group("close") != null) {
            added.add("quotes around it");
        }
        return added.isEmpty() ? "a comma or semicolon after it" : String.join(" and ", added);
    }

    /** Returns the place only, to keep the key secret. */
    @Override
    public String toString() {
        return place;
    }
}
