// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.fernet;

import io.labnet.examples.cli.Failure;
import io.labnet.examples.cli.Terminal;
import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetKey;
import io.labnet.fernet.KeyDerivation;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where the keys come from. */
final class KeyOptions {
    @ArgGroup(multiplicity = "1", heading = "%nKeys:%n")
    private @Nullable Source source;

    /** One of these has to be given. */
    static final class Source {
        @Option(
                names = "--key",
                paramLabel = "KEY",
                description = "the key. Others on this machine can see it: better keep it in a file")
        private @Nullable String key;

        @Option(
                names = "--key-file",
                paramLabel = "FILE",
                description =
                        "a file with a key on each line: the first encrypts, all decrypt. A line may also say how "
                                + "a key is derived from a password, see 'fernet keygen --help'")
        private @Nullable Path keyFile;
    }

    @Option(
            names = "--password",
            description =
                    "ask for the password of keys that are derived from one, without showing it (asked for anyway "
                            + "when it is needed)")
    private boolean password;

    /**
     * Makes a Fernet of the keys.
     *
     * @throws Failure if a key is unusable or a password can't be asked for
     */
    Fernet fernet() throws Failure {
        List<String> texts = texts();
        List<FernetKey> keys = new ArrayList<>();
        char @Nullable [] typed = password ? ask() : null;
        try {
            for (int i = 0; i < texts.size(); i++) {
                String text = texts.get(i);
                try {
                    if (text.startsWith("$")) {
                        KeyDerivation derivation = KeyDerivation.parse(text);
                        typed = typed == null ? ask() : typed;
                        keys.add(derivation.key(typed));
                    } else {
                        keys.add(FernetKey.parse(text));
                    }
                } catch (IllegalArgumentException e) {
                    throw new Failure("key " + (i + 1) + " is unusable: " + e.getMessage(), e);
                }
            }
        } finally {
            if (typed != null) {
                Arrays.fill(typed, '\0');
            }
        }
        return Fernet.of(keys);
    }

    /**
     * Refuses to put a result in the place of the keys, which it could not be decrypted without.
     *
     * @param target where a result shall be, {@code null} for standard output
     * @throws Failure if that is the key file
     */
    void requireNotReplacedBy(@Nullable Path target) throws Failure {
        Path keyFile = source == null ? null : source.keyFile;
        try {
            if (target != null && keyFile != null && Files.exists(target) && Files.isSameFile(target, keyFile)) {
                throw new Failure("cannot write " + target + ": it is the key file");
            }
        } catch (IOException unreadable) {
            throw new Failure("cannot read the key file " + keyFile + ": " + FileErrors.reason(unreadable), unreadable);
        }
    }

    private List<String> texts() throws Failure {
        if (source == null) {
            throw new IllegalStateException("picocli requires a source of keys");
        }
        if (source.key != null) {
            return List.of(source.key);
        }
        try {
            return FernetKeyFile.read(Objects.requireNonNull(source.keyFile, "--key-file"));
        } catch (IOException e) {
            throw new Failure("cannot read the key file " + source.keyFile + ": " + FileErrors.reason(e), e);
        }
    }

    private static char[] ask() throws Failure {
        Console console = Terminal.console();
        if (console == null) {
            throw new Failure("a password is needed, but there is no terminal to ask for it");
        }
        char[] typed = console.readPassword("Password: ");
        if (typed == null || typed.length == 0) {
            throw new Failure("no password was given");
        }
        return typed;
    }
}
