// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader.internal;

import io.labnet.compute.ComputeRule;
import io.labnet.compute.TextPiece;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.rule.ForeignInput;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A search for the UUID in a server's reply to a name. It keeps an excerpt of the reply for the report. */
public final class IdentityMatcher {
    private static final Pattern UUID_FORM =
            Pattern.compile("(?i)(?<![0-9a-f])([0-9a-f]{8})(-?)([0-9a-f]{4})\\2([0-9a-f]{4})"
                    + "\\2([0-9a-f]{4})\\2([0-9a-f]{12})(?![0-9a-f])");

    /** The beginning of a UUID, possibly empty. */
    private static final Pattern PREFIX = Pattern.compile("(?i)[0-9a-f-]{0,35}");

    /** The number of characters after which a reply is searched as if it had ended. */
    private static final int MAX_IDENTITY_CHARS = 256;

    private final StringBuilder text = new StringBuilder();
    private final ReceivedText received = new ReceivedText();
    private boolean paused;

    /**
     * Adds a piece of the reply. Returns the UUID if the reply is now exactly a UUID or, after a pause of the server,
     * contains one.
     */
    public @Nullable UUID add(TextPiece piece) {
        received.add(piece.bytes());
        if (text.length() <= MAX_IDENTITY_CHARS) {
            text.append(StandardCharsets.UTF_8.decode(piece.bytes()));
        }
        paused = piece.last();
        return isComplete() ? found() : parse(strippedText());
    }

    /** Returns the first UUID in a reply that has ended. */
    public @Nullable UUID found() {
        return find(strippedText());
    }

    /** Returns whether the reply is neither a UUID nor the first part of one. */
    public boolean isHopeless() {
        return isComplete() && !isPrefix(strippedText());
    }

    /** Returns the fault that the UUID is missing or incomplete, followed by a reason. */
    public ProtocolException missing(String why) {
        boolean part = !strippedText().isEmpty() && isPrefix(strippedText());
        String cause = ForeignInput.cause(StandardCharsets.UTF_8.encode(strippedText()));
        String what = (part ? "only a part of a UUID" : "no UUID") + " came in reply to the name" + why;
        return new ProtocolException(ComputeRule.UUID, Reason.MALFORMED, 0, what).withLikelyCause(cause);
    }

    /** Returns how a reply with a UUID differs from the documented form. */
    public Set<Deviation> deviations(UUID found) {
        Set<Deviation> deviations = EnumSet.noneOf(Deviation.class);
        if (parse(strippedText()) == null) {
            deviations.add(Deviation.OTHER_TEXT);
        }
        if (!strippedText().toLowerCase(Locale.ROOT).contains(found.toString())) {
            deviations.add(Deviation.NO_DASHES);
        }
        if (strippedText().length() < text.length()) {
            deviations.add(Deviation.WHITE_SPACE);
        }
        return deviations;
    }

    public ReceivedText received() {
        return received;
    }

    private boolean isComplete() {
        return paused || text.length() > MAX_IDENTITY_CHARS;
    }

    private String strippedText() {
        return text.toString().strip();
    }

    /** Parses a text that is exactly a UUID; returns {@code null} for any other. */
    private static @Nullable UUID parse(String text) {
        Matcher matcher = UUID_FORM.matcher(text);
        return matcher.matches() ? uuid(matcher) : null;
    }

    /** Returns the first UUID in a text, with or without dashes, or {@code null}. */
    public static @Nullable UUID find(String text) {
        Matcher matcher = UUID_FORM.matcher(text);
        return matcher.find() ? uuid(matcher) : null;
    }

    /** Returns whether a text could be the first part of a UUID. */
    private static boolean isPrefix(String text) {
        return PREFIX.matcher(text).matches();
    }

    /** Writes a UUID without dashes. */
    public static String plain(UUID uuid) {
        return uuid.toString().replace("-", "");
    }

    private static UUID uuid(Matcher matcher) {
        return UUID.fromString(String.join(
                "-", matcher.group(1), matcher.group(3), matcher.group(4), matcher.group(5), matcher.group(6)));
    }
}
