// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import io.labnet.core.codec.EscapedText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.List;

/** A file of keys, one per line; empty lines and lines that begin with {@code #} are ignored. */
final class FernetKeyFile {
    /** The size limit of a key file, enough for thousands of keys. */
    private static final int MAX_BYTES = 1 << 20;

    private FernetKeyFile() {}

    static List<KeyText> read(Path file) throws IOException {
        List<KeyText> keys = KeyText.lines(text(file), "the key file " + file);
        if (keys.isEmpty()) {
            throw new IOException("it contains no key");
        }
        warnIfOpen(file);
        return keys;
    }

    /** Reads a bounded number of bytes, since the size of a device or a pipe is not known. */
    private static String text(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length > MAX_BYTES) {
            throw new IOException("a key file may have at most " + MAX_BYTES + " bytes; this one is larger");
        }
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        Arrays.fill(bytes, (byte) 0);
        // Some editors start a file with a byte order mark.
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private static void warnIfOpen(Path file) throws IOException {
        PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (posix == null) {
            return;
        }
        var permissions = posix.readAttributes().permissions();
        if (permissions.contains(PosixFilePermission.GROUP_READ)
                || permissions.contains(PosixFilePermission.OTHERS_READ)) {
            String name = EscapedText.of(file.toString());
            System.err.println("warning: others can read the key file " + name + "; 'chmod 600' keeps it secret");
        }
    }
}
