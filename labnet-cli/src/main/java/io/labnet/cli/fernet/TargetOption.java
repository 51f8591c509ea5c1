// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import io.labnet.cli.command.FileErrors;
import io.labnet.cli.process.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code -o}: the file for the result. */
final class TargetOption {
    private static final Path DASH = Path.of("-");

    @Option(
            names = "-o",
            paramLabel = "FILE",
            description =
                    "the file for the result, replaced if it exists (a link stays); - is standard output (default: standard "
                            + "output)")
    private @Nullable Path named;

    /**
     * Returns the file after checking that it can be created; called before long work. If a symbolic link was named, this
     * is the file that it leads to, so that the link stays.
     *
     * @return the file, {@code null} for standard output
     * @throws Failure if the file can't be created, or is not a regular file: the result would replace a device such as
     *     {@code /dev/null}
     */
    @Nullable
    Path path() throws Failure {
        Path file = unlessDash(named);
        if (file == null) {
            return null;
        }
        Path target = unlinked(file);
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(target)) {
            throw unwritable(target, "it is a directory");
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw unwritable(target, "it is not a regular file");
        }
        if (!Files.isDirectory(folder)) {
            throw unwritable(target, "there is no such directory");
        }
        if (!Files.isWritable(folder)) {
            throw unwritable(target, "permission denied");
        }
        return target;
    }

    /**
     * Returns the named file. Without a name, returns {@code null}, which means standard input or output. As in other
     * tools, a dash as the name means the same. A file named {@code -} is given as {@code ./-}.
     */
    static @Nullable Path unlessDash(@Nullable Path named) {
        return DASH.equals(named) ? null : named;
    }

    private static Path unlinked(Path file) throws Failure {
        try {
            return Files.isSymbolicLink(file) && Files.exists(file) ? file.toRealPath() : file;
        } catch (IOException e) {
            throw unwritable(file, FileErrors.reason(e));
        }
    }

    static Failure unwritable(Path target, String reason) {
        return new Failure("cannot write " + target + ": " + reason);
    }
}
