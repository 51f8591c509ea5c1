// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.fernet;

import io.labnet.examples.cli.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** A token that is read whole, from a file or from standard input. */
final class TokenInput {
    /** The text of the largest token that fits in memory beside its message. */
    private static final int MAX_BYTES = 96 << 20;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "the file with the token (default: standard input)")
    private @Nullable Path file;

    /** The file that was named, if any. */
    @Nullable
    Path file() {
        return file;
    }

    /**
     * Reads the token, without the white space around it that shells and editors add.
     *
     * @throws Failure if it can't be read or is larger than the limit
     */
    String readToken() throws Failure {
        try (InputStream in = file == null ? System.in : Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new Failure("the token has more than " + MAX_BYTES + " bytes; decrypt it from a file to a file");
            }
            return new String(bytes, StandardCharsets.ISO_8859_1).strip();
        } catch (IOException e) {
            throw new Failure(
                    "cannot read " + (file == null ? "standard input" : file) + ": " + FileErrors.reason(e), e);
        }
    }
}
