// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.fernet;

import io.labnet.examples.cli.CommonOptions;
import io.labnet.examples.cli.Failure;
import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetException;
import io.labnet.fernet.FernetFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code labnet fernet decrypt}: a token becomes its message, once all of it has proved to be genuine. */
@Command(
        name = "decrypt",
        preprocessor = KeyArgument.class,
        description =
                "Decrypts a token to standard output, or with -o to a file, which appears when it is complete. To a "
                        + "file, tokens of any size are decrypted in little memory; to standard output, they are held whole.")
final class DecryptCommand extends CommonOptions implements Callable<Integer> {
    @Mixin
    private final KeyOptions keys = new KeyOptions();

    @Mixin
    private final TokenInput input = new TokenInput();

    @Option(names = "-o", paramLabel = "FILE", description = "where the message goes; replaced if it is there")
    private @Nullable Path target;

    @Option(names = "--ttl", paramLabel = "SECONDS", description = "refuse a token that is older")
    private @Nullable Long ttl;

    @Mixin
    private final TimeOption time = new TimeOption();

    @Option(names = "--lenient", description = "accept the malformed Base64 that Python's cryptography accepts")
    private boolean lenient;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Failure {
        if (ttl != null && ttl < 0 && spec != null) {
            throw new ParameterException(spec.commandLine(), "--ttl " + ttl + " is negative");
        }
        Fernet fernet = time.applyTo(keys.fernet());
        try {
            decrypt(lenient ? fernet.lenient() : fernet);
            return 0;
        } catch (FernetException e) {
            throw new Failure(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new Failure("cannot decrypt: " + FileErrors.reason(e), e);
        }
    }

    private void decrypt(Fernet fernet) throws Failure, IOException {
        Path file = input.file();
        if (target == null) {
            String token = input.readToken();
            byte[] message = ttl == null ? fernet.decrypt(token) : fernet.decrypt(token, Duration.ofSeconds(ttl));
            System.out.write(message, 0, message.length);
            System.out.flush();
        } else if (file != null) {
            decrypt(fernet, file, target);
        } else {
            // What is read twice has to be a file; a token is no secret.
            Path spooled = Files.createTempFile("labnet", ".fernet");
            try {
                Files.copy(System.in, spooled, StandardCopyOption.REPLACE_EXISTING);
                decrypt(fernet, spooled, target);
            } finally {
                Files.deleteIfExists(spooled);
            }
        }
    }

    private void decrypt(Fernet fernet, Path source, Path to) throws IOException {
        try (Progress progress = Progress.of("decrypting", true)) {
            FernetFiles files = new FernetFiles(fernet).withProgress(progress);
            if (ttl == null) {
                files.decrypt(source, to);
            } else {
                files.decrypt(source, to, Duration.ofSeconds(ttl));
            }
        }
    }
}
