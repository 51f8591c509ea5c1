// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader;

import io.labnet.compute.TextPiece;
import io.labnet.compute.grader.ClientResult.Deviation;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A search for the UUID in a server's reply to a name. Keeps enough of the reply for a report. */
final class IdentityMatcher {
    private static final Pattern ANY = Pattern.compile("(?i)(?<![0-9a-f])([0-9a-f]{8})(-?)([0-9a-f]{4})\\2([0-9a-f]{4})"
            + "\\2([0-9a-f]{4})\\2([0-9a-f]{12})(?![0-9a-f])");

    /** A possible first part of a UUID. */
    private static final Pattern BEGUN = Pattern.compile("(?i)[0-9a-f-]{0,35}");

    /** The longest reply that may still contain a UUID. */
    private static final int MAX_OF_AN_IDENTITY = 256;

    private final StringBuilder text = new StringBuilder();
    private final ReceivedText heard = new ReceivedText();
    private boolean paused;

    /**
     * Adds a piece. Returns the UUID once it is complete: alone or, after a pause of the server, among other text.
     */
    @Nullable
    UUID add(TextPiece piece) {
        heard.add(piece.bytes());
        if (text.length() <= MAX_OF_AN_IDENTITY) {
            text.append(StandardCharsets.UTF_8.decode(piece.bytes()));
        }
        paused = piece.last();
        return isWhole() ? found() : parse(said());
    }

    /** Returns the UUID in the whole reply, if no more will come. */
    @Nullable
    UUID found() {
        return find(said());
    }

    /** Returns whether the reply is neither a UUID nor the first part of one. */
    boolean isHopeless() {
        return isWhole() && !isBegun(said());
    }

    /** Returns the message that there is no UUID, followed by the reason why no more came. */
    String missing(String why) {
        boolean part = !said().isEmpty() && isBegun(said());
        return (part ? "only a part of a UUID" : "no UUID") + " came for the name" + why;
    }

    /** Returns how a reply with a UUID differs from the documented form. */
    Set<Deviation> deviations(UUID found) {
        Set<Deviation> deviations = EnumSet.noneOf(Deviation.class);
        if (parse(said()) == null) {
            deviations.add(Deviation.OTHER_TEXT);
        }
        if (!said().toLowerCase(Locale.ROOT).contains(found.toString())) {
            deviations.add(Deviation.NO_DASHES);
        }
        if (said().length() < text.length()) {
            deviations.add(Deviation.WHITE_SPACE);
        }
        return deviations;
    }

    ReceivedText heard() {
        return heard;
    }

    private boolean isWhole() {
        return paused || text.length() > MAX_OF_AN_IDENTITY;
    }

    private String said() {
        return text.toString().strip();
    }

    /** Parses a text that is exactly a UUID; returns {@code null} for any other. */
    private static @Nullable UUID parse(String text) {
        Matcher matcher = ANY.matcher(text);
        return matcher.matches() ? uuid(matcher) : null;
    }

    /** Returns the first UUID in a text, with or without dashes, or {@code null}. */
    static @Nullable UUID find(String text) {
        Matcher matcher = ANY.matcher(text);
        return matcher.find() ? uuid(matcher) : null;
    }

    /** Returns whether a text could be the first part of a UUID. */
    private static boolean isBegun(String text) {
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
