// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import io.labnet.fernet.FernetKey;
import io.labnet.fernet.KeyDerivation;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key as it was written, and where.
 *
 * @param place what messages call it, since they must not show it
 * @param text the key, or how one is derived from a password
 */
record KeyText(String place, String text) {
    private static final String QUOTES = "['\"`\u2018\u2019\u201c\u201d]";

    /** What people copy with a key: a setting's name, and what Python prints or a program's text has around it. */
    private static final Pattern WRAPPED = Pattern.compile("(?<name>(?:export\\s+)?" + QUOTES + "?[\\w.-]+" + QUOTES
            + "?\\s*[=:]\\s*)?(?<bytes>b(?=['\"]))?(?<open>" + QUOTES + ")?(?<key>\\$\\S+?|[\\w-]{43}=)(?<close>"
            + QUOTES
            + ")?[,;]?");

    boolean isDerived() {
        return text.startsWith("$");
    }

    /**
     * Finds out whether it is one, before anybody is asked for a password.
     *
     * @throws IllegalArgumentException if it is neither a key nor a way to one
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
     * Gives the key.
     *
     * @param password what it is derived from, if it is
     * @throws IllegalArgumentException if it is none, or the password is none
     */
    FernetKey key(char[] password) {
        return isDerived() ? KeyDerivation.parse(text).key(password) : FernetKey.parse(text);
    }

    @SuppressWarnings("CheckReturnValue") // Only the refusal counts.
    private void parse() {
        if (isDerived()) {
            KeyDerivation.parse(text);
        } else {
            FernetKey.parse(text);
        }
    }

    /** What stands around a key in this text, in words; nothing if there is no key in it. */
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

    /** Shows no key. */
    @Override
    public String toString() {
        return place;
    }
}
