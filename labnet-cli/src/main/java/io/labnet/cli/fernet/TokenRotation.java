// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import io.labnet.cli.process.Failure;
import io.labnet.core.codec.EscapedText;
import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetException;
import io.labnet.fernet.FernetToken;
import io.labnet.fernet.RotatedToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Rotates tokens, one per line, and counts them. Everything except the tokens that it replaces is copied byte for byte:
 * tokens of the first key, refused lines, empty lines, and white space around tokens. Refused lines are named on
 * standard error. A byte order mark at the start of the input is no part of a token.
 */
final class TokenRotation {
    /** A byte order mark, and a token with a carriage return and a line feed. */
    private static final int MAX_LINE = TokenInput.MAX_LENGTH + 5;

    /** The number of refused lines that are reported singly. */
    private static final int MAX_REPORTS = 100;

    private final List<GivenKey> keys;
    private final LenientOption form;
    private final Fernet fernet;

    /** The number of tokens that each key opened. */
    private final long[] opened;

    private long refused;

    /** The number of the line that is read or rotated. */
    private long line = 1;

    TokenRotation(List<GivenKey> keys, LenientOption form) {
        this.keys = keys;
        this.form = form;
        fernet = form.of(KeyOptions.fernet(keys));
        opened = new long[keys.size()];
    }

    /**
     * Copies all lines. Flushes the output before it waits for input.
     *
     * @param name the name of the input, for messages
     * @param completesLine whether a last line without a line feed gets one
     * @throws Failure if the input can't be read, or contains a key, which must not be copied
     * @throws IOException if the output can't be written
     */
    void copy(InputStream in, String name, OutputStream out, boolean completesLine) throws Failure, IOException {
        LineReader reader = new LineReader(in, MAX_LINE);
        boolean begins = true;
        for (byte[] piece = next(reader, name, out); piece != null; piece = next(reader, name, out)) {
            boolean ends = piece[piece.length - 1] == '\n';
            if (begins && (ends || piece.length < MAX_LINE)) {
                rotate(piece, out);
            } else {
                if (begins) {
                    refuse("is larger than the limit: it has more than " + TokenInput.MAX_LENGTH
                            + " characters, so its message has more than " + TokenInput.MAX_MEBIBYTES + " MiB");
                }
                out.write(piece);
            }
            line += ends ? 1 : 0;
            begins = ends;
        }
        if (completesLine && !begins) {
            out.write('\n');
        }
    }

    private static byte @Nullable [] next(LineReader reader, String name, OutputStream out)
            throws Failure, IOException {
        if (!reader.hasLine()) {
            out.flush();
        }
        try {
            return reader.next();
        } catch (IOException e) {
            throw TokenInput.unreadable(name, e);
        }
    }

    private void rotate(byte[] bytes, OutputStream out) throws Failure, IOException {
        TokenLine given = new TokenLine(bytes, line == 1);
        RotatedToken rotated = given.token().isEmpty() ? null : rotatedOrRefused(given);
        if (rotated != null && rotated.changed()) {
            given.write(out, rotated.text());
        } else {
            out.write(bytes);
        }
    }

    private @Nullable RotatedToken rotatedOrRefused(TokenLine given) throws Failure {
        if (given.isKey()) {
            throw new Failure("line " + line + " is a Fernet key, not a token; it was not copied");
        }
        // Checked here, because a lenient Fernet would skip these characters, and they would be lost.
        String foreign = given.foreign(form.base64());
        if (foreign != null) {
            refuse("is not a token: " + foreign);
            return null;
        }
        try {
            RotatedToken rotated = fernet.rotateIfNeeded(given.token());
            opened[rotated.keyIndex()]++;
            return rotated;
        } catch (FernetException e) {
            refuse(fault(given.token()));
            return null;
        }
    }

    /** Returns what is wrong with a refused token. The fields are public, so their faults may be named. */
    private String fault(String token) {
        try {
            FernetToken unused = form.parse(token);
        } catch (FernetException malformed) {
            return "is not a token: it has " + token.length() + " characters"
                    + (token.length() % 4 == 0
                            ? "; " + malformed.getMessage()
                            : ", not a multiple of 4; is it cut off?");
        }
        try {
            long unused = fernet.timestamp(token);
            return "has a message larger than the limit of " + TokenInput.MAX_MEBIBYTES + " MiB, or wrong padding";
        } catch (FernetException unverified) {
            return "is a token of none of the keys, or was changed";
        }
    }

    private void refuse(String fault) {
        refused++;
        if (refused <= MAX_REPORTS) {
            System.err.println("line " + line + " " + fault);
        }
    }

    /** Returns the number of the line that was last read or rotated. */
    long line() {
        return line;
    }

    /** Returns the number of tokens that were encrypted again. */
    long rotated() {
        return Arrays.stream(opened).skip(1).sum();
    }

    long refused() {
        return refused;
    }

    /** Returns the keys that opened tokens, one per line, and the counts. */
    String summary() {
        StringBuilder lines = new StringBuilder();
        if (refused > MAX_REPORTS) {
            lines.append(String.format(Locale.ROOT, "%,d more lines were refused\n", refused - MAX_REPORTS));
        }
        for (int i = 0; i < opened.length; i++) {
            if (opened[i] > 0) {
                GivenKey given = keys.get(i);
                lines.append("key ").append(i + 1).append(" opened ").append(count(opened[i]));
                lines.append(": fingerprint ").append(given.key().fingerprint()).append(", ");
                lines.append(EscapedText.of(given.place())).append('\n');
            }
        }
        long tokens = refused + Arrays.stream(opened).sum();
        lines.append(count(tokens));
        if (tokens > 0) {
            lines.append(String.format(
                    Locale.ROOT,
                    ": %,d rotated to key 1 (%s), %,d already under it, %,d refused",
                    rotated(),
                    keys.get(0).key().fingerprint(),
                    opened[0],
                    refused));
        }
        return lines.toString();
    }

    private static String count(long tokens) {
        return String.format(Locale.ROOT, "%,d token%s", tokens, tokens == 1 ? "" : "s");
    }
}
