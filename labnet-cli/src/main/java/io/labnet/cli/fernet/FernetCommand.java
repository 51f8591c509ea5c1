// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import io.labnet.cli.command.CommonOptions;
import io.labnet.cli.command.HelpCommand;
import picocli.CommandLine.Command;

/** {@code labnet fernet}: what can be done with Fernet keys and tokens. */
@Command(
        name = "fernet",
        description = {
            "Encrypts to Fernet tokens and decrypts them.",
            "A refused token is exit code 1, one line on standard error, and nothing on standard output."
        },
        subcommands = {
            KeygenCommand.class,
            EncryptCommand.class,
            DecryptCommand.class,
            RotateCommand.class,
            InspectCommand.class,
            HelpCommand.class
        })
public final class FernetCommand extends CommonOptions {
    /** Makes the command; picocli does. */
    public FernetCommand() {}
}
