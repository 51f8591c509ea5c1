// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetToken;
import picocli.CommandLine.Option;

/** How the text of a token is read. */
final class LenientOption {
    @Option(names = "--lenient", description = "accept the malformed Base64 that Python's cryptography accepts")
    private boolean lenient;

    /** Sets how a Fernet reads. */
    Fernet of(Fernet fernet) {
        return lenient ? fernet.lenient() : fernet;
    }

    /** Reads the parts of a token. */
    FernetToken parse(String text) {
        return lenient ? FernetToken.parseLenient(text) : FernetToken.parse(text);
    }
}
