// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static io.labnet.fernet.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files, keys and arguments that FernetFiles refuses. */
class FernetFilesArgumentTest extends FernetFilesFixture {
    @Test
    void encrypt_messageTooLarge_throws() throws Exception {
        FernetFiles small = new FernetFiles(
                FERNET,
                (done, total) -> assertThat(total)
                        .as("a file is refused before any work")
                        .isEqualTo(-1),
                2 * PIECE);
        Files.write(source, message(2 * PIECE + 1));
        String refusal = "a message has at most 98304 bytes in a file, this has at least 98305";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> small.encrypt(source, target))
                .withMessage(refusal);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> small.encrypt(new ByteArrayInputStream(message(2 * PIECE + 1)), target))
                .withMessage(refusal);
        assertThat(names()).containsExactly("source");
        small.encrypt(new ByteArrayInputStream(message(2 * PIECE)), target);
        assertThat(FERNET.decrypt(Files.readString(target))).hasSize(2 * PIECE);
    }

    @Test
    void decrypt_tokenTooLarge_throwsBeforeAnyWork() throws Exception {
        FernetFiles small = new FernetFiles(
                FERNET, (done, total) -> assertThat(done).as("nothing is read").isZero(), 96);
        Files.writeString(source, FERNET.encrypt(new byte[112]));
        assertThat(refusal(() -> small.decrypt(source, target)).reason()).isEqualTo(FernetException.Reason.INVALID);

        Files.writeString(source, FERNET.encrypt(new byte[96]));
        assertThat(new FernetFiles(FERNET, (done, total) -> {}, 96)
                        .decrypt(source, target)
                        .plaintextBytes())
                .isEqualTo(96);
    }

    @Test
    void missingOrSpecialFiles_throw() throws Exception {
        Files.writeString(source, FERNET.encryptText("hello"));
        Path full = Files.createDirectory(directory.resolve("full"));
        Files.writeString(full.resolve("file"), "");
        Path missing = directory.resolve("missing");

        assertThatThrownBy(() -> FILES.decrypt(missing, target)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> FILES.encrypt(missing, target)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> FILES.decrypt(full, target))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("is not a regular file");
        for (Path noFile : List.of(full, directory.getRoot())) {
            assertThatThrownBy(() -> FILES.decrypt(source, noFile))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining("is a directory");
        }
        assertThatThrownBy(() -> FILES.decrypt(source, missing.resolve("file"))).isInstanceOf(IOException.class);
        assertThat(names()).containsExactly("full", "source");
    }

    @Test
    void links_toDirectoryThrows_danglingIsReplaced() throws Exception {
        Files.writeString(source, FERNET.encryptText("hello"));
        Path folder = Files.createDirectory(directory.resolve("folder"));
        Path toFolder = Files.createSymbolicLink(directory.resolve("toFolder"), folder);
        Path toNothing = Files.createSymbolicLink(directory.resolve("toNothing"), directory.resolve("missing"));

        assertThatThrownBy(() -> FILES.decrypt(source, toFolder))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("is a directory");
        FILES.decrypt(source, toNothing);

        assertThat(toFolder).isSymbolicLink();
        assertThat(toNothing).isRegularFile().hasContent("hello");
        assertThat(names()).containsExactly("folder", "source", "toFolder", "toNothing");
    }

    /** A device or pipe must not be replaced, because other programs use it. */
    @Test
    void encrypt_targetIsPipe_throws() throws Exception {
        Path pipe = directory.resolve("pipe");
        assumeTrue(madePipe(pipe), "skipped: there is no mkfifo");
        Files.writeString(source, FERNET.encryptText("hello"));

        assertThatThrownBy(() -> FILES.encrypt(source, pipe))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("is not a regular file");
        assertThatThrownBy(() -> FILES.decrypt(source, pipe))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("is not a regular file");
        assertThat(Files.isRegularFile(pipe)).isFalse();
        assertThat(names()).containsExactly("pipe", "source");

        Path link = Files.createSymbolicLink(directory.resolve("link"), pipe);
        FILES.decrypt(source, link);
        assertThat(link).hasContent("hello");
    }

    private static boolean madePipe(Path pipe) throws InterruptedException {
        try {
            return new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
        } catch (IOException noProgram) {
            return false;
        }
    }

    @Test
    void destroyedKey_everyMethodThrows() throws Exception {
        FernetKey key = FernetKey.generate();
        FernetFiles files = new FernetFiles(Fernet.of(key));
        Files.writeString(source, Fernet.of(key).encryptText("hello"));
        key.destroy();

        assertThatIllegalStateException().isThrownBy(() -> files.decrypt(source, target));
        assertThatIllegalStateException().isThrownBy(() -> files.encrypt(source, target));
        assertThatIllegalStateException()
                .isThrownBy(() -> files.encrypt(new ByteArrayInputStream(new byte[1]), new ByteArrayOutputStream()));
        assertThat(names()).containsExactly("source");
    }

    @Test
    void everyMethod_null_throws() throws Exception {
        Files.writeString(source, FERNET.encryptText("hello"));
        ByteArrayInputStream in = new ByteArrayInputStream(new byte[1]);

        assertThatNullPointerException().isThrownBy(() -> new FernetFiles(null));
        assertThatNullPointerException().isThrownBy(() -> FILES.withProgress(null));
        assertThatNullPointerException().isThrownBy(() -> FILES.encrypt((Path) null, target));
        assertThatNullPointerException().isThrownBy(() -> FILES.encrypt(source, null));
        assertThatNullPointerException().isThrownBy(() -> FILES.encrypt((InputStream) null, target));
        assertThatNullPointerException().isThrownBy(() -> FILES.encrypt(in, (Path) null));
        assertThatNullPointerException().isThrownBy(() -> FILES.encrypt(null, new ByteArrayOutputStream()));
        assertThatNullPointerException().isThrownBy(() -> FILES.encrypt(in, (ByteArrayOutputStream) null));
        assertThatNullPointerException().isThrownBy(() -> FILES.decrypt(null, target));
        assertThatNullPointerException().isThrownBy(() -> FILES.decrypt(source, null));
        assertThatNullPointerException().isThrownBy(() -> FILES.decrypt(source, target, null));
        assertThat(names()).containsExactly("source");
    }
}
