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

/** Where the keys come from. */
final class KeyOptions {
    private static final char[] NO_PASSWORD = {};

    @ArgGroup(multiplicity = "1", heading = "%nKeys:%n")
    private @Nullable Source source;

    /** One of these has to be given, once or several times. */
    static final class Source {
        @Option(
                names = "--key",
                paramLabel = "KEY",
                description = "the key. Others on this machine can see it: better keep it in a file. May be repeated: "
                        + "the first encrypts, all decrypt")
        private List<String> keys = new ArrayList<>();

        @Option(
                names = "--key-file",
                paramLabel = "FILE",
                description =
                        "a file with a key on each line: the first encrypts, all decrypt. A line may also say how "
                                + "a key is derived from a password, see 'fernet keygen --help'. May be repeated")
        private List<Path> keyFiles = new ArrayList<>();
    }

    @Option(
            names = "--password",
            description =
                    "ask for the password of keys that are derived from one, on the terminal and without showing it "
                            + "(asked for anyway when it is needed)")
    private boolean password;

    /**
     * Makes a Fernet of the keys.
     *
     * @throws Failure if a key file can't be read, holds what is no key, or a password can't be asked for
     * @throws UsageError if a key on the command line is none, or a password is to be asked for without need
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
     * Refuses to put a result in the place of the keys, which it could not be decrypted without.
     *
     * @param target where a result shall be, {@code null} for standard output
     * @throws Failure if that is a key file
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
