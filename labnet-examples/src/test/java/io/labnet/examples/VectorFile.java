// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** A file of test vectors: one a line, its fields parted by spaces; lines that begin with a hash say what they are. */
public final class VectorFile {
    private VectorFile() {}

    /** Reads a file of the folder {@code vectors}. */
    public static List<String[]> read(String name) throws IOException {
        var stream = Objects.requireNonNull(VectorFile.class.getResourceAsStream("/vectors/" + name), name);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" ", -1))
                    .toList();
        }
    }
}
