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

/** Looks for the UUID in what a server answers to a name, and keeps enough of it to say what came instead. */
final class IdentityMatcher {
    private static final Pattern ANY = Pattern.compile("(?i)(?<![0-9a-f])([0-9a-f]{8})(-?)([0-9a-f]{4})\\2([0-9a-f]{4})"
            + "\\2([0-9a-f]{4})\\2([0-9a-f]{12})(?![0-9a-f])");

    /** What may still become one. */
    private static final Pattern BEGUN = Pattern.compile("(?i)[0-9a-f-]{0,35}");

    /** Nobody puts so much around a UUID. */
    private static final int MOST_OF_AN_IDENTITY = 256;

    private final StringBuilder text = new StringBuilder();
    private final ReceivedText heard = new ReceivedText();
    private boolean paused;

    /** Takes what has arrived. Gives the UUID once it is whole: alone or, when the server has paused, among other text. */
    @Nullable
    UUID add(TextPiece piece) {
        heard.add(piece.bytes());
        if (text.length() <= MOST_OF_AN_IDENTITY) {
            text.append(StandardCharsets.UTF_8.decode(piece.bytes()));
        }
        paused = piece.last();
        return isWhole() ? found() : parse(said());
    }

    /** Gives the UUID that is in all that came, if nothing more will. */
    @Nullable
    UUID found() {
        return find(said());
    }

    /** Tells whether what came is something else than a UUID, or the first part of one. */
    boolean isHopeless() {
        return isWhole() && !isBegun(said());
    }

    /** Says that there is no UUID, in words that go on with why nothing more came. */
    String missing(String why) {
        boolean part = !said().isEmpty() && isBegun(said());
        return (part ? "only a part of a UUID" : "no UUID") + " came for the name" + why;
    }

    /** Tells how a reply with a UUID differs from what is documented. */
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
        return paused || text.length() > MOST_OF_AN_IDENTITY;
    }

    private String said() {
        return text.toString().strip();
    }

    /** Reads a text that is a UUID and nothing else; {@code null} when it is not. */
    private static @Nullable UUID parse(String text) {
        Matcher matcher = ANY.matcher(text);
        return matcher.matches() ? uuid(matcher) : null;
    }

    /** Finds the first UUID in a text, with dashes or without; {@code null} when there is none. */
    static @Nullable UUID find(String text) {
        Matcher matcher = ANY.matcher(text);
        return matcher.find() ? uuid(matcher) : null;
    }

    /** Tells whether a text that is no UUID could be the first part of one. */
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
