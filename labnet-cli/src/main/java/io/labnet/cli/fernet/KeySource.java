// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import io.labnet.cli.command.FileErrors;
import io.labnet.cli.process.Failure;
import io.labnet.cli.process.UsageError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** One option that supplies keys. picocli sets exactly one of the fields. */
final class KeySource {
    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "the key. Other users of this machine can see it, so prefer a file or a variable")
    private @Nullable String key;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "a file with one key per line. A line may also derive a key from a password, see 'fernet "
                    + "keygen --help'")
    private @Nullable Path file;

    @Option(
            names = "--key-env",
            paramLabel = "NAME",
            description = "the name of an environment variable that contains a key, or lines as in a key file")
    private @Nullable String variable;

    boolean isKey() {
        return key != null;
    }

    /** Returns the key file, or {@code null} for another kind of source. */
    @Nullable
    Path file() {
        return file;
    }

    /**
     * Reads and checks the keys.
     *
     * @param place the place of a key on the command line, for messages; not used for another kind of source
     * @return one or more keys
     * @throws Failure if a file or variable can't be read or has an invalid key
     * @throws UsageError if a key on the command line is invalid, or a name is not that of a variable
     */
    List<KeyText> read(String place) throws Failure {
        if (key != null) {
            return given(new KeyText(place, key));
        }
        return checked(variable != null ? KeyVariable.read(variable, System::getenv) : fromFile());
    }

    private List<KeyText> fromFile() throws Failure {
        Path named = Objects.requireNonNull(file, "picocli requires a source of keys");
        try {
            return FernetKeyFile.read(named);
        } catch (IOException e) {
            throw unreadable(named, e);
        }
    }

    static Failure unreadable(Path keyFile, IOException e) {
        return new Failure("cannot read the key file " + keyFile + ": " + FileErrors.reason(e), e);
    }

    private static List<KeyText> given(KeyText text) {
        try {
            text.check();
        } catch (IllegalArgumentException e) {
            throw new UsageError(unusable(text, e));
        }
        return List.of(text);
    }

    private static List<KeyText> checked(List<KeyText> texts) throws Failure {
        for (KeyText text : texts) {
            try {
                text.check();
            } catch (IllegalArgumentException e) {
                throw new Failure(unusable(text, e), e);
            }
        }
        return texts;
    }

    private static String unusable(KeyText text, IllegalArgumentException e) {
        return text.place() + " is unusable: " + e.getMessage();
    }
}
