// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import io.labnet.cli.command.CommonOptions;
import io.labnet.cli.command.FileErrors;
import io.labnet.cli.process.Failure;
import io.labnet.cli.process.InterruptOnExit;
import io.labnet.fernet.RotatedToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code labnet fernet rotate}: encrypts a token's message again, with the first key. */
@Command(
        name = "rotate",
        preprocessor = KeyArgument.class,
        description = {
            "Encrypts the message of a token again, with the first key.",
            "Keeps the timestamp, and names on standard error the key that opened the token. The new token goes to "
                    + "standard output, followed by a line feed, or with -o to a file, which appears when it is "
                    + "complete. The token is held in memory: a message has at most " + TokenInput.MAX_MEBIBYTES
                    + " MiB. White space around the token is ignored."
        },
        footer = {"", "Example: labnet fernet rotate --key-file new.key --key-file old.key old.token"})
final class RotateCommand extends CommonOptions implements Callable<Integer> {
    /** The maximum wait for the work when the process ends: long enough for written data to reach the disk. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Mixin
    private final KeyOptions keys = new KeyOptions();

    @Mixin
    private final TokenInput input = new TokenInput();

    @Mixin
    private final TargetOption target = new TargetOption();

    @Mixin
    private final LenientOption form = new LenientOption();

    @Override
    public Integer call() throws Failure, IOException {
        Path to = target.path();
        keys.requireNotReplacedBy(to);
        RotatedToken rotated = input.whole(form.of(keys.fernet())::rotate);
        if (to == null) {
            StandardOutput.println(rotated.text());
        } else {
            write(rotated.text(), to);
        }
        // Printed after the token is written, because this line reports success.
        System.err.println("opened with key " + (rotated.keyIndex() + 1));
        return 0;
    }

    @SuppressWarnings("try") // The resource 'end' is only closed, never read.
    private static void write(String token, Path to) throws Failure {
        try (InterruptOnExit end = InterruptOnExit.begin(PATIENCE)) {
            replace(to, token);
        } catch (IOException e) {
            throw new Failure("cannot write " + to + ": " + FileErrors.reason(e), e);
        }
    }

    /**
     * Writes a temporary file and then renames it, like {@code FernetFiles}, so that the target never holds an
     * incomplete result.
     */
    private static void replace(Path target, String ascii) throws IOException {
        Path temporary = Files.createTempFile(target.toAbsolutePath().getParent(), ".fernet-", ".tmp");
        try {
            try (FileChannel file = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(ascii.getBytes(StandardCharsets.US_ASCII));
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
                file.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
