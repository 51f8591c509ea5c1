// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import io.labnet.cli.command.CommonOptions;
import io.labnet.cli.command.FileErrors;
import io.labnet.cli.process.Failure;
import io.labnet.cli.process.InterruptOnExit;
import io.labnet.cli.process.StandardInput;
import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code labnet fernet encrypt}: encrypts a message to a token. */
@Command(
        name = "encrypt",
        preprocessor = KeyArgument.class,
        description = {
            "Encrypts a file or standard input.",
            "The token goes to standard output, followed by a line feed, or with -o to a file, which "
                    + "appears when it is complete. Encrypts up to 64 GiB in little memory."
        },
        footer = {"", "Example: labnet fernet encrypt --key-file secret.key -o note.token note.txt"})
final class EncryptCommand extends CommonOptions implements Callable<Integer> {
    @Mixin
    private final KeyOptions keys = new KeyOptions();

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "what to encrypt (default: standard input)")
    private @Nullable Path named;

    @Mixin
    private final TargetOption target = new TargetOption();

    @Mixin
    private final TimeOption time = new TimeOption();

    @Override
    public Integer call() throws Failure {
        Path file = TargetOption.unlessDash(named);
        Path to = target.path();
        keys.requireNotReplacedBy(to);
        Fernet fernet = time.of(keys.fernet());
        try {
            if (to == null) {
                encryptToStandardOutput(new FernetFiles(fernet), file);
            } else {
                encrypt(fernet, file, to);
            }
            return 0;
        } catch (IOException e) {
            throw new Failure(
                    "cannot encrypt " + (file == null ? "standard input" : file) + ": " + FileErrors.reason(e), e);
        } catch (IllegalArgumentException e) {
            throw new Failure(String.valueOf(e.getMessage()), e);
        }
    }

    @SuppressWarnings("try") // The resource 'end' is only closed, never read.
    private static void encrypt(Fernet fernet, @Nullable Path file, Path to) throws IOException {
        try (InterruptOnExit end = TokenInput.orderlyEnd(file);
                Progress progress = Progress.of("encrypting", file != null)) {
            FernetFiles files = new FernetFiles(fernet).withProgress(progress);
            if (file != null && Files.isRegularFile(file)) {
                files.encrypt(file, to);
            } else {
                files.encrypt(TokenInput.openInterruptibly(file), to);
            }
        }
    }

    private static void encryptToStandardOutput(FernetFiles files, @Nullable Path file) throws IOException {
        OutputStream out = new BufferedOutputStream(new StandardOutput(), 1 << 16);
        try (InputStream in = file == null ? StandardInput.open() : Files.newInputStream(file)) {
            files.encrypt(in, out);
        }
        out.write('\n');
        out.flush();
    }
}
