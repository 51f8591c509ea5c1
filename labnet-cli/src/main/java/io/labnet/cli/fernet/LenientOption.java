// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetToken;
import picocli.CommandLine.Option;

/** The option {@code --lenient}. */
final class LenientOption {
    @Option(names = "--lenient", description = "accept the malformed Base64 that Python's cryptography accepts")
    private boolean lenient;

    /** Returns a Fernet that decodes leniently if the option was given. */
    Fernet of(Fernet fernet) {
        return lenient ? fernet.lenient() : fernet;
    }

    /** Parses a token, leniently if the option was given. */
    FernetToken parse(String text) {
        return lenient ? FernetToken.parseLenient(text) : FernetToken.parse(text);
    }
}
