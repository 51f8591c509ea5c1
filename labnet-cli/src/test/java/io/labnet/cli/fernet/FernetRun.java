// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.fernet;

import io.labnet.cli.CommandRun;
import io.labnet.cli.Labnet;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Runs {@code labnet fernet} in this process, with bytes on standard input. */
final class FernetRun {
    private FernetRun() {}

    static CommandRun of(String line, String... more) {
        return fed(new byte[0], line, more);
    }

    static CommandRun fed(String in, String line, String... more) {
        return fed(in.getBytes(StandardCharsets.UTF_8), line, more);
    }

    static CommandRun fed(byte[] in, String line, String... more) {
        return CommandRun.fed(in, new Labnet(), CommandRun.words("fernet " + line, more));
    }

    /** Runs it with a standard output that can't be written. */
    static CommandRun withoutOutput(String line) {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        return piped(InputStream.nullInputStream(), full, line);
    }

    /** Runs it between two streams, without holding what they carry. */
    static CommandRun piped(InputStream in, OutputStream out, String line) {
        return CommandRun.piped(in, out, new Labnet(), CommandRun.words("fernet " + line));
    }

    /** Writes a key file that is not warned of. */
    static Path keyFile(Path file, String text) throws IOException {
        Files.writeString(file, text);
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"))
                : file;
    }
}
