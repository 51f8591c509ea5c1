// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import io.labnet.core.codec.EscapedText;
import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetException;
import io.labnet.fernet.FernetToken;
import io.labnet.fernet.RotatedToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Rotates tokens, one per line, and counts them. Everything except the tokens that it replaces is copied byte for byte:
 * tokens of the first key, refused lines, empty lines, and white space around tokens. Refused lines are named on
 * standard error.
 */
final class TokenRotation {
    /** A token with a carriage return and a line feed. */
    private static final int MAX_LINE = TokenInput.MAX_LENGTH + 2;

    private final List<GivenKey> keys;
    private final LenientOption form;
    private final Fernet fernet;

    /** The number of tokens that each key opened. */
    private final long[] opened;

    private long refused;
    private long lines;

    TokenRotation(List<GivenKey> keys, LenientOption form) {
        this.keys = keys;
        this.form = form;
        fernet = form.of(KeyOptions.fernet(keys));
        opened = new long[keys.size()];
    }

    /**
     * Copies all lines.
     *
     * @param completesLine whether a last line without a line feed gets one
     */
    void copy(InputStream in, OutputStream out, boolean completesLine) throws IOException {
        LineReader reader = new LineReader(in, MAX_LINE);
        boolean complete = true;
        for (byte[] line = reader.next(); line != null; line = reader.next()) {
            boolean begins = complete;
            complete = line[line.length - 1] == '\n';
            lines += begins ? 1 : 0;
            if (begins && (complete || line.length < MAX_LINE)) {
                rotate(line, out);
                continue;
            }
            if (begins) {
                refuse("is not a token: it has more than " + TokenInput.MAX_LENGTH + " characters");
            }
            out.write(line);
        }
        if (completesLine && !complete) {
            out.write('\n');
        }
    }

    private void rotate(byte[] line, OutputStream out) throws IOException {
        // Each byte becomes one character, so that any line can be copied and positions are the same.
        String text = new String(line, StandardCharsets.ISO_8859_1);
        String token = text.strip();
        RotatedToken rotated = token.isEmpty() ? null : rotatedOrRefused(token);
        if (rotated == null || rotated.keyIndex() == 0) {
            out.write(line);
            return;
        }
        int start = text.indexOf(token);
        int end = start + token.length();
        out.write(line, 0, start);
        out.write(rotated.text().getBytes(StandardCharsets.US_ASCII));
        out.write(line, end, line.length - end);
    }

    private @Nullable RotatedToken rotatedOrRefused(String token) {
        try {
            RotatedToken rotated = fernet.rotateIfNeeded(token);
            opened[rotated.keyIndex()]++;
            return rotated;
        } catch (FernetException e) {
            refuse(fault(token));
            return null;
        }
    }

    /** Returns what is wrong with a refused token. The fields are public, so their faults may be named. */
    private String fault(String token) {
        try {
            FernetToken unused = form.parse(token);
            return "is a token of none of the keys, or was changed";
        } catch (FernetException malformed) {
            return "is not a token: " + malformed.getMessage();
        }
    }

    private void refuse(String fault) {
        refused++;
        System.err.println("line " + lines + " " + fault);
    }

    long refused() {
        return refused;
    }

    long tokens() {
        return refused + Arrays.stream(opened).sum();
    }

    /** Returns the keys that opened tokens, one per line, and the counts. */
    String summary() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < opened.length; i++) {
            if (opened[i] > 0) {
                GivenKey given = keys.get(i);
                lines.append("key ").append(i + 1).append(" opened ").append(count(opened[i]));
                lines.append(": fingerprint ").append(given.key().fingerprint()).append(", ");
                lines.append(EscapedText.of(given.place())).append('\n');
            }
        }
        long already = opened[0];
        long rotated = tokens() - refused - already;
        return lines
                + count(tokens())
                + String.format(
                        Locale.ROOT,
                        ": %,d rotated, %,d already under the first key, %,d refused",
                        rotated,
                        already,
                        refused);
    }

    private static String count(long tokens) {
        return String.format(Locale.ROOT, "%,d token%s", tokens, tokens == 1 ? "" : "s");
    }
}
