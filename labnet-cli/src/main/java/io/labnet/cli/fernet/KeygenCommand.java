// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import io.labnet.cli.command.Choices;
import io.labnet.cli.command.CommonOptions;
import io.labnet.fernet.FernetKey;
import io.labnet.fernet.KeyDerivation;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code labnet fernet keygen}: makes a key, or the way from a password to one. */
@Command(
        name = "keygen",
        description = {
            "Prints a new key.",
            "With --from-password it prints how a key is derived from a password instead: a line that is no "
                    + "secret, to be kept in the key file. Whoever uses it is asked for the password."
        })
final class KeygenCommand extends CommonOptions implements Callable<Integer> {
    /** The functions that can be chosen. */
    private enum Function {
        ARGON2ID,
        SCRYPT,
        PBKDF2
    }

    private static final class Functions extends Choices<Function> {
        Functions() {
            super(Function.class);
        }
    }

    @Option(
            names = "--from-password",
            paramLabel = "FUNCTION",
            arity = "0..1",
            fallbackValue = "argon2id",
            converter = Functions.class,
            completionCandidates = Functions.class,
            description = "derive the key by ${COMPLETION-CANDIDATES} (default: ${FALLBACK-VALUE})")
    private @Nullable Function function;

    @Override
    public Integer call() throws IOException {
        StandardOutput.println(
                function == null
                        ? FernetKey.generate().text()
                        : derivation(function).text());
        return 0;
    }

    private static KeyDerivation derivation(Function function) {
        return switch (function) {
            case ARGON2ID -> KeyDerivation.argon2id();
            case SCRYPT -> KeyDerivation.scrypt();
            case PBKDF2 -> KeyDerivation.pbkdf2();
        };
    }
}
