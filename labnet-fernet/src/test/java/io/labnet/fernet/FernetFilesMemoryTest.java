// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that a file far larger than the heap can be encrypted and decrypted, in a separate JVM. */
class FernetFilesMemoryTest {
    private static final long SIZE = 100L << 20;

    @TempDir
    private Path directory;

    /** Runs in the JVM with the small heap. */
    static final class Program {
        public static void main(String[] args) throws Exception {
            Path message = Path.of(args[0]);
            FernetFiles files = new FernetFiles(Fernet.of(FernetKey.generate()));
            Path token = message.resolveSibling("token");
            files.encrypt(message, token);
            System.out.println(
                    files.decrypt(token, message.resolveSibling("back")).plaintextBytes());
        }
    }

    @Test
    void encryptAndDecrypt_fileLargerThanHeap_succeeds() throws Exception {
        Path message = directory.resolve("message");
        try (RandomAccessFile file = new RandomAccessFile(message.toFile(), "rw")) {
            file.setLength(SIZE);
            file.seek(SIZE / 2);
            file.write(new byte[] {1, 2, 3});
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process child = new ProcessBuilder(
                        java,
                        "-Xmx16m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        message.toString())
                .redirectErrorStream(true)
                .start();
        try {
            child.getOutputStream().close();
            String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(child.waitFor(60, TimeUnit.SECONDS))
                    .as("the child ended")
                    .isTrue();
            assertThat(output.strip()).isEqualTo(Long.toString(SIZE));
            assertThat(Files.mismatch(message, directory.resolve("back"))).isEqualTo(-1);
        } finally {
            child.destroyForcibly();
        }
    }
}
