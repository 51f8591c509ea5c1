// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetToken;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The option {@code --lenient}. */
final class LenientOption {
    private static final Pattern URL_SAFE = Pattern.compile("[\\w-]*+=*+");
    private static final Pattern EITHER_ALPHABET = Pattern.compile("[\\w+/-]*+=*+");

    @Option(names = "--lenient", description = "accept the malformed Base64 that Python's cryptography accepts")
    private boolean lenient;

    /** Returns a Fernet that decodes leniently if the option was given. */
    Fernet of(Fernet fernet) {
        return lenient ? fernet.lenient() : fernet;
    }

    /** Returns a pattern for Base64 without foreign characters: its digits, and padding at the end only. */
    Pattern base64() {
        return lenient ? EITHER_ALPHABET : URL_SAFE;
    }

    /** Parses a token, leniently if the option was given. */
    FernetToken parse(String text) {
        return lenient ? FernetToken.parseLenient(text) : FernetToken.parse(text);
    }
}
