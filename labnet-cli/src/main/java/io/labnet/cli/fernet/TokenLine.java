// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import io.labnet.fernet.FernetKey;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of bytes, and the token in it: everything except white space at the ends of the line, and a byte order mark at
 * the start of the input.
 */
final class TokenLine {
    /** In UTF-8; each byte is one character. */
    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

    /** The bytes that are in UTF-16, but never in UTF-8 text: zeros and the bytes of a byte order mark. */
    private static final String UTF_16 = "\0\u00fe\u00ff";

    /** The start of a token that was made between 1970 and 2038. */
    private static final String TOKEN = "gAAAAA";

    private final byte[] bytes;
    private final int markLength;
    private final int start;
    private final String token;

    /**
     * Creates a line.
     *
     * @param bytes the line, with its line feed
     * @param begins whether this is the first line of the input
     */
    TokenLine(byte[] bytes, boolean begins) {
        this.bytes = bytes;
        // Each byte becomes one character, so that any line can be copied and positions are the same.
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        markLength = begins && text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length() : 0;
        token = text.substring(markLength).strip();
        start = text.indexOf(token, markLength);
    }

    /** Returns the token, which is empty if the line is. */
    String token() {
        return token;
    }

    boolean isKey() {
        try {
            FernetKey unused = FernetKey.parse(token);
            return true;
        } catch (IllegalArgumentException noKey) {
            return false;
        }
    }

    /**
     * Returns what is wrong with the first character that is foreign to a token, or {@code null} if there is none.
     *
     * @param form matches the longest start of the token that is Base64
     */
    @Nullable
    String foreign(Pattern form) {
        Matcher matcher = form.matcher(token);
        int at = matcher.lookingAt() ? matcher.end() : 0;
        if (at == token.length()) {
            return null;
        }
        char found = token.charAt(at);
        String shown = found > ' ' && found <= '~' ? "'" + found + "'" : String.format("the byte 0x%02x", (int) found);
        return "column " + (start - markLength + at + 1) + " is " + shown + cause(found, at);
    }

    private String cause(char found, int at) {
        if (UTF_16.indexOf(found) >= 0) {
            return "; is this UTF-16? UTF-8 is expected";
        }
        if (token.startsWith(BYTE_ORDER_MARK, at)) {
            return ", a byte order mark: were files joined?";
        }
        if (found == '+' || found == '/') {
            return ", which only --lenient accepts";
        }
        return token.startsWith(TOKEN) && token.indexOf(TOKEN, at) >= 0 ? "; are these two tokens?" : "";
    }

    /** Writes the line with another token. */
    void write(OutputStream out, String replacement) throws IOException {
        int end = start + token.length();
        out.write(bytes, 0, start);
        out.write(replacement.getBytes(StandardCharsets.US_ASCII));
        out.write(bytes, end, bytes.length - end);
    }
}
