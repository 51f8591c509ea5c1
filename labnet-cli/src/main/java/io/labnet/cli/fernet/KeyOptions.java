// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import io.labnet.cli.command.FileErrors;
import io.labnet.cli.process.Failure;
import io.labnet.cli.process.UsageError;
import io.labnet.fernet.Fernet;
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

/** The options that supply keys. */
final class KeyOptions {
    private static final char[] NO_PASSWORD = {};

    @ArgGroup(multiplicity = "1", heading = "%nKeys (one of these is required):%n")
    private @Nullable Source source;

    /** The two sources of keys. Exactly one of these options is required; it may be repeated. */
    static final class Source {
        @Option(
                names = "--key",
                paramLabel = "KEY",
                description = "the key. Other users of this machine can see it, so prefer a file. May be repeated: "
                        + "the first key encrypts, all decrypt")
        private List<String> keys = new ArrayList<>();

        @Option(
                names = "--key-file",
                paramLabel = "FILE",
                description =
                        "a file with one key per line: the first encrypts, all decrypt. A line may also derive a key "
                                + "from a password, see 'fernet keygen --help'. May be repeated")
        private List<Path> keyFiles = new ArrayList<>();
    }

    @Option(
            names = "--password",
            description =
                    "ask on the terminal, without echo, for the password that keys are derived from (asked for anyway "
                            + "when it is needed)")
    private boolean password;

    /**
     * Creates a Fernet with the given keys; asks for the password if a key is derived from one.
     *
     * @throws Failure if a key file can't be read or has an invalid key, or there is no terminal to ask for the
     *     password
     * @throws UsageError if a key on the command line is invalid, or {@code --password} is given but not needed
     */
    Fernet fernet() throws Failure {
        List<KeyText> texts = source().keyFiles.isEmpty() ? given() : read();
        boolean derived = texts.stream().anyMatch(KeyText::isDerived);
        if (password && !derived) {
            throw new UsageError("--password has no effect: none of the keys is derived from a password");
        }
        char[] typed = derived ? PasswordPrompt.ask() : NO_PASSWORD;
        try {
            return Fernet.of(texts.stream().map(text -> text.key(typed)).toList());
        } catch (IllegalArgumentException e) {
            throw new Failure("the password is unusable: " + e.getMessage(), e);
        } finally {
            Arrays.fill(typed, '\0');
        }
    }

    /**
     * Refuses to overwrite a key file with the result: without the key file, nobody could decrypt the result.
     *
     * @param target the file for the result, {@code null} for standard output
     * @throws Failure if the target is a key file
     */
    void requireNotReplacedBy(@Nullable Path target) throws Failure {
        for (Path keyFile : source().keyFiles) {
            try {
                if (target != null && Files.exists(target) && Files.isSameFile(target, keyFile)) {
                    throw new Failure("cannot write " + target + ": it is the key file");
                }
            } catch (IOException e) {
                throw unreadable(keyFile, e);
            }
        }
    }

    private Source source() {
        return Objects.requireNonNull(source, "picocli requires a source of keys");
    }

    private List<KeyText> given() {
        List<String> keys = source().keys;
        List<KeyText> texts = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            String place = keys.size() == 1 ? "--key" : "--key number " + (i + 1);
            KeyText text = new KeyText(place, keys.get(i));
            try {
                text.check();
            } catch (IllegalArgumentException e) {
                throw new UsageError(text.place() + " is unusable: " + e.getMessage());
            }
            texts.add(text);
        }
        return texts;
    }

    private List<KeyText> read() throws Failure {
        List<KeyText> texts = new ArrayList<>();
        for (Path keyFile : source().keyFiles) {
            try {
                texts.addAll(FernetKeyFile.read(keyFile));
            } catch (IOException e) {
                throw unreadable(keyFile, e);
            }
        }
        for (KeyText text : texts) {
            try {
                text.check();
            } catch (IllegalArgumentException e) {
                throw new Failure(text.place() + " is unusable: " + e.getMessage(), e);
            }
        }
        return texts;
    }

    private static Failure unreadable(Path keyFile, IOException e) {
        return new Failure("cannot read the key file " + keyFile + ": " + FileErrors.reason(e), e);
    }
}
