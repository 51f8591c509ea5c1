// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A file of test vectors: one per line, with fields separated by single spaces. Lines that begin with {@code #} are
 * comments.
 */
public final class VectorFile {
    private VectorFile() {}

    /**
     * Reads a file.
     *
     * @param test a class of the module that holds the file
     * @param name the name of the file in the folder {@code vectors} of that module's resources
     * @return the fields of each line, in the order of the file
     * @throws IOException if the file cannot be read
     * @throws NullPointerException if there is no such file
     */
    public static List<String[]> read(Class<?> test, String name) throws IOException {
        var stream = Objects.requireNonNull(test.getResourceAsStream("/vectors/" + name), name);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" ", -1))
                    .toList();
        }
    }
}
