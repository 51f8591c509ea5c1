// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import io.labnet.cli.process.Failure;
import io.labnet.cli.process.UsageError;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An environment variable that contains keys, in the form of a key file. */
final class KeyVariable {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** The longest name that messages quote: a longer one may be a key without its padding. */
    private static final int MAX_QUOTED = 30;

    private KeyVariable() {}

    /**
     * Reads the keys, without checking them.
     *
     * @param name the name of the variable
     * @param environment returns the value of a variable, {@code null} if it is not set
     * @throws Failure if there is no key in the variable
     * @throws UsageError if this can't be the name of a variable. The message does not quote it: users who write
     *     {@code --key-env "$NAME"} pass the key
     */
    static List<KeyText> read(String name, Function<String, @Nullable String> environment) throws Failure {
        if (!NAME.matcher(name).matches()) {
            throw new UsageError("--key-env takes the name of an environment variable, not its value");
        }
        String variable = "the environment variable " + (name.length() > MAX_QUOTED ? "named by --key-env" : name);
        String value = environment.apply(name);
        if (value == null) {
            throw new Failure(variable + " is not set; in a shell, export it");
        }
        if (value.isBlank()) {
            throw new Failure(variable + " is empty");
        }
        List<KeyText> keys = KeyText.lines(value, variable);
        if (keys.isEmpty()) {
            throw new Failure(variable + " contains no key");
        }
        return keys;
    }
}
