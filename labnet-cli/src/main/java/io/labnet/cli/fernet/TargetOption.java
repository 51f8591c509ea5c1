// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import io.labnet.cli.process.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The file that is made. */
final class TargetOption {
    private static final Path DASH = Path.of("-");

    @Option(
            names = "-o",
            paramLabel = "FILE",
            description = "where the result goes; replaced if it is there; - is standard output")
    private @Nullable Path named;

    /**
     * Gives the file, once it is known that it could be made: asked for before work that may take long.
     *
     * @return the file, {@code null} for standard output
     * @throws Failure if there can be no file of that name, or something else is there: a device such as {@code
     *     /dev/null} would be replaced by a file too
     */
    @Nullable
    Path path() throws Failure {
        Path target = unlessDash(named);
        if (target == null) {
            return null;
        }
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(target)) {
            throw unwritable(target, "it is a directory");
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw unwritable(target, "it is no regular file");
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
     * Gives the file that was named, {@code null} when none was, or a dash stands in its place: shells' tools mean standard
     * input or output by it; {@code ./-} is a file.
     */
    static @Nullable Path unlessDash(@Nullable Path named) {
        return DASH.equals(named) ? null : named;
    }

    private static Failure unwritable(Path target, String reason) {
        return new Failure("cannot write " + target + ": " + reason);
    }
}
