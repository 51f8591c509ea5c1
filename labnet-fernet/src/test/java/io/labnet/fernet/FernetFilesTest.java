// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FernetFilesTest extends FernetFilesFixture {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 100, PIECE - 17, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 7})
    void encryptAndDecrypt_anyLength_agreeWithFernet(int length) throws Exception {
        byte[] message = message(length);
        for (FernetEngine engine : FernetEngine.values()) {
            Fernet fernet = FERNET.withEngine(engine).withIvSource(() -> new byte[16]);
            FernetFiles files = new FernetFiles(fernet);
            Files.write(source, message);
            files.encrypt(source, target);
            assertThat(Files.readString(target)).isEqualTo(fernet.encrypt(message));

            DecryptedFile opened = files.decrypt(target, source);
            assertThat(Files.readAllBytes(source)).isEqualTo(message);
            assertThat(opened).isEqualTo(new DecryptedFile(length, THEN.getEpochSecond(), 0));
        }
        assertThat(names()).containsExactly("source", "target");
    }

    @Test
    void encrypt_streamWithShortReads_readsAll() throws Exception {
        byte[] message = message(PIECE + 100);
        InputStream slow = new FilterInputStream(new ByteArrayInputStream(message)) {
            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                return super.read(bytes, from, Math.min(length, 7));
            }
        };
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FILES.encrypt(slow, out);
        FILES.encrypt(new ByteArrayInputStream(message), target);

        assertThat(FERNET.decrypt(out.toString(StandardCharsets.US_ASCII))).isEqualTo(message);
        assertThat(FERNET.decrypt(Files.readString(target))).isEqualTo(message);
    }

    /**
     * A stream whose {@code readNBytes} returns fewer bytes before the end; only the end of the stream ends the
     * message.
     */
    @Test
    void encrypt_readNBytesReturnsEarly_readsToEnd() throws Exception {
        byte[] message = message(PIECE + 1000);
        InputStream short100 = new ByteArrayInputStream(message) {
            @Override
            public int read(byte[] bytes, int from, int length) {
                return super.read(bytes, from, Math.min(length, 100));
            }

            @Override
            public int readNBytes(byte[] bytes, int from, int length) {
                return Math.max(0, read(bytes, from, length));
            }
        };

        FILES.encrypt(short100, target);

        assertThat(FERNET.decrypt(Files.readString(target))).isEqualTo(message);
    }

    @Test
    void encryptAndDecrypt_targetIsSource_replacesIt() throws Exception {
        Files.write(source, message(100));
        FILES.encrypt(source, source);
        assertThat(FERNET.decrypt(Files.readString(source))).isEqualTo(message(100));

        FILES.decrypt(source, source, Duration.ZERO);
        assertThat(Files.readAllBytes(source)).isEqualTo(message(100));
        assertThat(names()).containsExactly("source");
    }

    @ParameterizedTest
    @EnumSource(FernetEngine.class)
    void decrypt_severalKeys_returnsIndexOfFittingKey(FernetEngine engine) throws Exception {
        Files.writeString(source, FERNET.encryptText("hello"));
        Fernet keys = Fernet.of(FernetKey.generate(), KEY, FernetKey.generate()).withEngine(engine);

        assertThat(new FernetFiles(keys).decrypt(source, target))
                .isEqualTo(new DecryptedFile(5, THEN.getEpochSecond(), 1));
        assertThat(Files.readString(target)).isEqualTo("hello");
    }

    @Test
    void decrypt_sameSigningHalf_triesNextKey() throws Exception {
        byte[] mixed = Arrays.copyOf(KEY.signingKey(), 32);
        Fernet keys = Fernet.of(FernetKey.owning(mixed), KEY);
        Files.writeString(source, FERNET.withIvSource(() -> new byte[16]).encrypt(new byte[32]));

        assertThat(new FernetFiles(keys).decrypt(source, target).keyIndex()).isEqualTo(1);
        assertThat(Files.readAllBytes(target)).isEqualTo(new byte[32]);
        assertThat(names()).containsExactly("source", "target");
    }

    @Test
    void newFiles_areAccessibleToOwnerOnly() throws Exception {
        assumeTrue(
                directory.getFileSystem().supportedFileAttributeViews().contains("posix"),
                "skipped: this file system knows no POSIX permissions");
        Files.writeString(source, "hello");
        Files.writeString(target, "was there");
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-rw-rw-"));
        FILES.encrypt(source, target);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rw-------");

        FILES.decrypt(target, source);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(source)))
                .isEqualTo("rw-------");
    }

    @Test
    void progress_endsAtItsTotal() throws Exception {
        List<List<Long>> seen = new ArrayList<>();
        FernetFiles files = FILES.withProgress((done, total) -> seen.add(List.of(done, total)));
        long size = 2 * PIECE + 1;
        Files.write(source, message((int) size));
        files.encrypt(source, target);
        assertThat(seen).containsExactly(List.of((long) PIECE, size), List.of(2L * PIECE, size), List.of(size, size));

        seen.clear();
        files.decrypt(target, source);
        long text = Files.size(target);
        assertThat(seen)
                .containsExactly(
                        List.of(65_536L, 2 * text),
                        List.of(131_072L, 2 * text),
                        List.of(text, 2 * text),
                        List.of(text + 65_536, 2 * text),
                        List.of(text + 131_072, 2 * text),
                        List.of(2 * text, 2 * text));

        seen.clear();
        files.encrypt(new ByteArrayInputStream(new byte[3]), new ByteArrayOutputStream());
        assertThat(seen).containsExactly(List.of(3L, -1L));
    }

    @Test
    void progress_throws_stopsTheWork() throws Exception {
        Files.writeString(source, FERNET.encrypt(message(2 * PIECE)));
        long size = Files.size(source);
        for (long stop : new long[] {65_536, size, size + 65_536, 2 * size}) {
            FernetFiles files = FILES.withProgress((done, total) -> {
                if (done >= stop) {
                    throw new IllegalStateException("stopped");
                }
            });
            assertThatIllegalStateException()
                    .isThrownBy(() -> files.decrypt(source, target))
                    .withMessage("stopped");
            assertThatIllegalStateException()
                    .isThrownBy(() -> files.encrypt(new ByteArrayInputStream(new byte[8 * PIECE]), target))
                    .withMessage("stopped");
            assertThat(names()).containsExactly("source");
        }
    }

    @Test
    void progress_lineFeedAfterToken_reachesTotal() throws Exception {
        Files.writeString(source, FERNET.encryptText("hello") + "\n");
        List<List<Long>> seen = new ArrayList<>();

        FILES.withProgress((done, total) -> seen.add(List.of(done, total))).decrypt(source, target);

        assertThat(seen).containsExactly(List.of(101L, 202L), List.of(202L, 202L));
    }
}
