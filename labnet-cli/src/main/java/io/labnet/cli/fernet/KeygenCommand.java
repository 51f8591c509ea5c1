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

/** {@code labnet fernet keygen}: creates a key, or the parameters that derive one from a password. */
@Command(
        name = "keygen",
        description = {
            "Prints a new key.",
            "With --from-password it prints a line of parameters that derive a key from a password. The line is not "
                    + "secret; keep it in the key file. Commands that use it ask for the password."
        },
        footer = {
            "",
            "Examples:",
            "  labnet fernet keygen > secret.key && chmod 600 secret.key",
            "  labnet fernet keygen --from-password > password.key"
        })
final class KeygenCommand extends CommonOptions implements Callable<Integer> {
    /** The key derivation functions. */
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
