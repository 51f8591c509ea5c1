// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader;

import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** UUIDs as servers write them: with dashes or without. */
final class UuidText {
    private static final Pattern ANY = Pattern.compile("(?i)(?<![0-9a-f])([0-9a-f]{8})(-?)([0-9a-f]{4})\\2([0-9a-f]{4})"
            + "\\2([0-9a-f]{4})\\2([0-9a-f]{12})(?![0-9a-f])");

    /** What may still become one. */
    private static final Pattern BEGUN = Pattern.compile("(?i)[0-9a-f-]{0,35}");

    private UuidText() {}

    /** Reads a text that is a UUID and nothing else; {@code null} when it is not. */
    @Nullable
    static UUID parse(String text) {
        Matcher matcher = ANY.matcher(text);
        return matcher.matches() ? uuid(matcher) : null;
    }

    /** Finds the first UUID in a text; {@code null} when there is none. */
    @Nullable
    static UUID find(String text) {
        Matcher matcher = ANY.matcher(text);
        return matcher.find() ? uuid(matcher) : null;
    }

    /** Tells whether a text that is no UUID could be the first part of one. */
    static boolean isBegun(String text) {
        return BEGUN.matcher(text).matches();
    }

    /** Writes a UUID without dashes. */
    static String plain(UUID uuid) {
        return uuid.toString().replace("-", "");
    }

    private static UUID uuid(Matcher matcher) {
        return UUID.fromString(String.join(
                "-", matcher.group(1), matcher.group(3), matcher.group(4), matcher.group(5), matcher.group(6)));
    }
}
