// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import io.labnet.cli.process.Failure;
import io.labnet.cli.process.UsageError;
import io.labnet.fernet.Fernet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that supply keys. */
final class KeyOptions {
    private static final char[] NO_PASSWORD = {};

    /** In the order of the command line, which a group per option keeps. */
    @ArgGroup(
            multiplicity = "1..*",
            heading = "%nKeys (at least one; may be repeated; the first key encrypts, all decrypt):%n")
    private List<KeySource> sources = new ArrayList<>();

    @Option(
            names = "--password",
            description =
                    "ask on the terminal, without echo, for the password that keys are derived from (asked for anyway "
                            + "when it is needed)")
    private boolean password;

    /** Creates a Fernet with the {@link #keys}. */
    Fernet fernet() throws Failure {
        return fernet(keys());
    }

    static Fernet fernet(List<GivenKey> keys) {
        return Fernet.of(keys.stream().map(GivenKey::key).toList());
    }

    /**
     * Returns the given keys, at least one, in their order on the command line; asks for the password if a key is
     * derived from one.
     *
     * @throws Failure if a key file or variable can't be read or has an invalid key, or there is no terminal to ask for
     *     the password
     * @throws UsageError if a key on the command line is invalid, or {@code --password} is given but not needed
     */
    List<GivenKey> keys() throws Failure {
        List<KeyText> texts = texts();
        boolean derived = texts.stream().anyMatch(KeyText::isDerived);
        if (password && !derived) {
            throw new UsageError("--password has no effect: none of the keys is derived from a password");
        }
        char[] typed = derived ? PasswordPrompt.ask() : NO_PASSWORD;
        try {
            return texts.stream()
                    .map(text -> new GivenKey(text.place(), text.key(typed)))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new Failure("the password is unusable: " + e.getMessage(), e);
        } finally {
            Arrays.fill(typed, '\0');
        }
    }

    private List<KeyText> texts() throws Failure {
        boolean several = sources.stream().filter(KeySource::isKey).count() > 1;
        List<KeyText> texts = new ArrayList<>();
        int number = 0;
        for (KeySource source : sources) {
            number += source.isKey() ? 1 : 0;
            texts.addAll(source.read(several ? "--key number " + number : "--key"));
        }
        return texts;
    }

    /**
     * Refuses to overwrite a key file with the result: without the key file, nobody could decrypt the result.
     *
     * @param target the file for the result, {@code null} for standard output
     * @throws Failure if the target is a key file
     */
    void requireNotReplacedBy(@Nullable Path target) throws Failure {
        for (KeySource source : sources) {
            Path keyFile = source.file();
            try {
                if (keyFile != null && target != null && Files.exists(target) && Files.isSameFile(target, keyFile)) {
                    throw new Failure("cannot write " + target + ": it is the key file");
                }
            } catch (IOException e) {
                throw KeySource.unreadable(keyFile, e);
            }
        }
    }
}
