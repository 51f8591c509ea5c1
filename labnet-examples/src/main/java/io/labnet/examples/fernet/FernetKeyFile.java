// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.fernet;

import io.labnet.examples.cli.Escaped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;

/** A file of keys: one on each line; empty lines and those that begin with {@code #} say nothing. */
final class FernetKeyFile {
    /** Thousands of keys; a file that is larger is none. */
    private static final long MAX_BYTES = 1 << 20;

    private FernetKeyFile() {}

    static List<String> read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException("it has " + Files.size(file) + " bytes, and a key file at most " + MAX_BYTES);
        }
        List<String> keys = new ArrayList<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            String text = line.strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                keys.add(text);
            }
        }
        if (keys.isEmpty()) {
            throw new IOException("it holds no key");
        }
        warnIfOpen(file);
        return keys;
    }

    private static void warnIfOpen(Path file) throws IOException {
        PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (posix == null) {
            return;
        }
        var permissions = posix.readAttributes().permissions();
        if (permissions.contains(PosixFilePermission.GROUP_READ)
                || permissions.contains(PosixFilePermission.OTHERS_READ)) {
            String name = Escaped.of(file.toString());
            System.err.println("warning: others can read the key file " + name + "; 'chmod 600' keeps it secret");
        }
    }
}
