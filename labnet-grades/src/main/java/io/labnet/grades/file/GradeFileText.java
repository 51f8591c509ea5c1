// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Reads the text of a file of grades or keys: a regular file of at most {@link #MAX_BYTES} bytes. It is in UTF-8, or in
 * UTF-16 if it begins with a UTF-16 byte order mark.
 */
final class GradeFileText {
    /** The maximum size of a file: 4 MiB, enough for about 30,000 students. */
    static final int MAX_BYTES = 4 << 20;

    private static final String ADVICE = ": save it as 'CSV UTF-8'";

    private final String source;
    private final byte[] bytes;

    private GradeFileText(String source, byte[] bytes) {
        this.source = source;
        this.bytes = bytes;
    }

    /** Reads a file. The cause of the exception is an {@link IOException} only if the file could not be read. */
    static String read(Path file) throws GradeFileException {
        String source = file.toString();
        try {
            // Checked first, because opening a pipe would block until it has a writer.
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                String kind = attributes.isDirectory() ? "a folder" : "a pipe or a device";
                throw new GradeFileException(source, 0, null, "it is " + kind + ", not a regular file", null);
            }
            return new GradeFileText(source, bytes(file)).text();
        } catch (IOException e) {
            throw unreadable(source, e);
        }
    }

    /** Returns an exception that explains why a file could not be read. */
    static GradeFileException unreadable(String source, IOException cause) {
        String problem = "the file cannot be read: " + cause.getMessage();
        if (cause instanceof NoSuchFileException) {
            problem = "there is no such file";
        } else if (cause instanceof AccessDeniedException) {
            problem = "no permission to read the file";
        } else if (cause instanceof FileSystemException file && file.getReason() != null) {
            problem = "the file cannot be read: " + file.getReason();
        }
        return new GradeFileException(source, 0, null, problem, cause);
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            // Not limited to the size of the file, because the file may grow.
            return in.readNBytes(MAX_BYTES + 1);
        }
    }

    private String text() throws GradeFileException {
        if (bytes.length > MAX_BYTES) {
            throw fault(0, "the file is larger than the limit of " + (MAX_BYTES >> 20) + " MiB");
        }
        if (startsWith(0x50, 0x4b, 0x03, 0x04) || startsWith(0xd0, 0xcf, 0x11, 0xe0)) {
            throw fault(0, "the file is a workbook, not a CSV file" + ADVICE);
        }
        String text = decoded();
        if (text.indexOf('\0') >= 0) {
            throw fault(0, "the file contains NUL bytes, like UTF-16 text without a byte order mark" + ADVICE);
        }
        return text;
    }

    private String decoded() throws GradeFileException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        Charset charset = StandardCharsets.UTF_8;
        if (startsWith(0xfe, 0xff)) {
            charset = StandardCharsets.UTF_16BE;
        } else if (startsWith(0xff, 0xfe)) {
            charset = StandardCharsets.UTF_16LE;
        }
        try {
            return charset.newDecoder().decode(in).toString();
        } catch (CharacterCodingException malformed) {
            if (!charset.equals(StandardCharsets.UTF_8)) {
                throw fault(0, "the file is not valid UTF-16" + ADVICE);
            }
            int at = in.position();
            throw fault(lineOf(at), String.format("byte %02x is not valid UTF-8", bytes[at]) + ADVICE);
        }
    }

    private int lineOf(int offset) {
        int line = 1;
        for (int i = 0; i < offset; i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        return line;
    }

    private boolean startsWith(int... beginning) {
        for (int i = 0; i < beginning.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xff) != beginning[i]) {
                return false;
            }
        }
        return true;
    }

    private GradeFileException fault(int line, String problem) {
        return new GradeFileException(source, line, null, problem, null);
    }
}
