// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The name {@code -}, by which shells' tools mean standard input or output; {@code ./-} is a file. */
final class Dash {
    private static final Path NAME = Path.of("-");

    private Dash() {}

    /** Gives the file that was named, {@code null} when none was or a dash stands in its place. */
    static @Nullable Path orFile(@Nullable Path named) {
        return NAME.equals(named) ? null : named;
    }
}
