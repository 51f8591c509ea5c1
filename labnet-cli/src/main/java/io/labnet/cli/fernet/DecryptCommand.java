// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import io.labnet.cli.command.Bounds;
import io.labnet.cli.command.CommonOptions;
import io.labnet.cli.command.FileErrors;
import io.labnet.cli.process.Failure;
import io.labnet.cli.process.InterruptOnExit;
import io.labnet.cli.process.UsageError;
import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetBuffers;
import io.labnet.fernet.FernetException;
import io.labnet.fernet.FernetFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code labnet fernet decrypt}: decrypts a token, after verifying all of it. */
@Command(
        name = "decrypt",
        preprocessor = KeyArgument.class,
        description = {
            "Decrypts a token to standard output, or with -o to a file.",
            "The file appears when it is complete. A message to a file may have 64 GiB, and needs little memory. A message "
                    + "to standard output is held in memory, and may have at most " + TokenInput.MAX_MEBIBYTES
                    + " MiB. White space around the token is ignored."
        },
        footer = {"", "Example: labnet fernet decrypt --key-file secret.key --ttl 300 note.token"})
final class DecryptCommand extends CommonOptions implements Callable<Integer> {
    @Mixin
    private final KeyOptions keys = new KeyOptions();

    @Mixin
    private final TokenInput input = new TokenInput();

    @Mixin
    private final TargetOption target = new TargetOption();

    @Bounds(min = 0, max = Long.MAX_VALUE, unit = "s")
    @Option(names = "--ttl", paramLabel = "SECONDS", description = "refuse a token that is older than this")
    private @Nullable Long ttl;

    @Mixin
    private final TimeOption time = new TimeOption();

    @Mixin
    private final LenientOption form = new LenientOption();

    @Override
    public Integer call() throws Failure {
        if (time.isGiven() && ttl == null) {
            throw new UsageError("--at has no effect without --ttl: a token of any age is decrypted then");
        }
        Path file = target.path();
        keys.requireNotReplacedBy(file);
        Fernet fernet = form.of(time.of(keys.fernet()));
        try {
            if (file == null) {
                decrypt(fernet);
            } else {
                decrypt(fernet, file);
            }
            return 0;
        } catch (FernetException e) {
            throw new Failure(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new Failure("cannot decrypt " + input.name() + ": " + FileErrors.reason(e), e);
        }
    }

    private void decrypt(Fernet fernet) throws Failure, IOException {
        FernetBuffers buffers = new FernetBuffers(fernet);
        byte[] message = input.whole(text -> {
            ByteBuffer token = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
            return (ttl == null ? buffers.open(token) : buffers.open(token, Duration.ofSeconds(ttl))).bytes();
        });
        new StandardOutput().write(message);
    }

    @SuppressWarnings("try") // The resource 'end' is only closed, never read.
    private void decrypt(Fernet fernet, Path to) throws IOException {
        try (InterruptOnExit end = input.orderlyEnd();
                TokenFile token = TokenFile.of(input);
                Progress progress = Progress.of("decrypting", true)) {
            FernetFiles files = new FernetFiles(fernet).withProgress(progress);
            if (ttl == null) {
                files.decrypt(token.path(), to);
            } else {
                files.decrypt(token.path(), to, Duration.ofSeconds(ttl));
            }
        }
    }
}
