// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.trace;

import io.labnet.compute.TextPiece;
import io.labnet.core.transport.trace.Description;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields of a part of a reply. */
final class PieceFields {
    private static final int SHOWN = 80;
    private static final int UUID_LENGTH = 36;
    private static final Pattern REPLY =
            Pattern.compile("(?s)(?:(.*)_)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\s*");

    private PieceFields() {}

    static boolean isBlank(TextPiece piece) {
        return text(piece).isBlank();
    }

    /**
     * Describes a part of a reply.
     *
     * @param more the end of the words, possibly empty
     */
    static Description describe(TextPiece piece, String more) {
        String text = text(piece);
        if (text.isEmpty()) {
            return Description.of("a pause after the reply");
        }
        String excerpt = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text.strip();
        Matcher found = REPLY.matcher(text);
        if (!found.matches()) {
            return Description.of(excerpt + more);
        }
        String number = found.group(1);
        if (number == null) {
            return Description.of("UUID " + found.group(2) + more).with("UUID", UUID_LENGTH, found.group(2));
        }
        return Description.of("reply " + excerpt + more)
                .with("reply", number.length(), number.length() > SHOWN ? number.length() + " digits" : number)
                .with("separator", 1, "_")
                .with("UUID", UUID_LENGTH, found.group(2));
    }

    /** Returns the text with a character for each byte. */
    private static String text(TextPiece piece) {
        return StandardCharsets.ISO_8859_1.decode(piece.bytes()).toString();
    }
}
