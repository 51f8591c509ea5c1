// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import io.labnet.cli.command.CommonOptions;
import io.labnet.cli.process.Failure;
import io.labnet.core.codec.EscapedText;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code labnet fernet fingerprint}: prints texts that identify keys without revealing them. */
@Command(
        name = "fingerprint",
        preprocessor = KeyArgument.class,
        description = {
            "Prints a fingerprint of each key, to name it in logs.",
            "A line has 16 hexadecimal digits, which are the same for equal keys, and where the key was given. "
                    + "A fingerprint does not reveal a random key. If the key is derived from a weak password, the "
                    + "password can be guessed with it, as with any token."
        },
        footer = {"", "Example: labnet fernet fingerprint --key-file secret.key --key-env FERNET_KEY"})
final class FingerprintCommand extends CommonOptions implements Callable<Integer> {
    @Mixin
    private final KeyOptions keys = new KeyOptions();

    @Override
    public Integer call() throws Failure, IOException {
        StandardOutput.println(keys.keys().stream()
                .map(given -> given.key().fingerprint() + "  " + EscapedText.of(given.place()))
                .collect(Collectors.joining("\n")));
        return 0;
    }
}
