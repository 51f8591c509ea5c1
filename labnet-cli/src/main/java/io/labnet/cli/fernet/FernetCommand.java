// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import io.labnet.cli.command.CommonOptions;
import io.labnet.cli.command.HelpCommand;
import picocli.CommandLine.Command;

/** {@code labnet fernet}: commands for Fernet keys and tokens. */
@Command(
        name = "fernet",
        description = {
            "Encrypts to Fernet tokens and decrypts them.",
            "For a refused token the exit code is 1, with one line on standard error and nothing on standard output. "
                    + "Only rotate copies it."
        },
        footer = {
            "",
            "Examples:",
            "  labnet fernet keygen > secret.key && chmod 600 secret.key",
            "  echo hello | labnet fernet encrypt --key-file secret.key > note.token",
            "  labnet fernet decrypt --key-file secret.key --ttl 300 note.token"
        },
        subcommands = {
            KeygenCommand.class,
            EncryptCommand.class,
            DecryptCommand.class,
            RotateCommand.class,
            InspectCommand.class,
            FingerprintCommand.class,
            HelpCommand.class
        })
public final class FernetCommand extends CommonOptions {
    /** Creates the command; called by picocli. */
    public FernetCommand() {}
}
