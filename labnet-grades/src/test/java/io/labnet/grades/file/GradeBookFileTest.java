// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.file;

import static io.labnet.grades.Documented.csv;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.labnet.grades.GradeBook;
import io.labnet.grades.GradeColumn;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GradeBookFileTest {

    @TempDir
    Path folder;

    private final List<String> warnings = new ArrayList<>();
    private final List<String> booksRead = new ArrayList<>();
    private final GradeFileListener listener = new GradeFileListener() {
        @Override
        public void unusable(GradeFileException problem) {
            warnings.add(problem.getMessage());
        }

        @Override
        public void readAgain(GradeBook book) {
            booksRead.add(book.average(GradeColumn.MIDTERM));
        }
    };
    private Path file = Path.of("grades.csv");
    private int writes;

    @BeforeEach
    void writeFile() throws IOException {
        file = folder.resolve("grades.csv");
        write(csv("7"));
    }

    @Test
    void new_invalidFile_isRefused() throws IOException {
        write("nothing");

        assertThatThrownBy(this::watched).isInstanceOf(GradeFileException.class);
        assertThat(warnings).isEmpty();
    }

    @Test
    void refresh_unchangedFile_keepsTheBook() throws GradeFileException {
        GradeBookFile watched = watched();
        GradeBook before = watched.get();

        assertThat(watched.refresh()).isFalse();
        assertThat(watched.refresh()).isFalse();
        assertThat(watched.get()).isSameAs(before);
    }

    @Test
    void refresh_changedFile_isReadAtTheSecondCheck() throws Exception {
        GradeBookFile watched = watched();
        write(csv("8.5"));

        assertThat(watched.refresh()).isFalse();
        assertThat(midterm(watched)).isEqualTo("7.0");
        assertThat(watched.refresh()).isTrue();
        assertThat(midterm(watched)).isEqualTo("8.5");
        assertThat(watched.refresh()).isFalse();
    }

    @Test
    void refresh_fileBeingWritten_isNotRead() throws Exception {
        GradeBookFile watched = watched();
        for (int part = 1; part < 5; part++) {
            write(csv("8").substring(0, part * 20));
            assertThat(watched.refresh()).isFalse();
        }
        write(csv("9"));

        assertThat(watched.refresh()).isFalse();
        assertThat(watched.refresh()).isTrue();
        assertThat(midterm(watched)).isEqualTo("9.0");
        assertThat(warnings).isEmpty();
    }

    @Test
    void refresh_changedTimeAndSameSize_isDetected() throws Exception {
        GradeBookFile watched = watched();
        write(csv("8"));

        watched.refresh();
        assertThat(watched.refresh()).isTrue();
        assertThat(midterm(watched)).isEqualTo("8.0");
    }

    @Test
    void refresh_invalidFile_keepsTheBookAndWarnsOnce() throws Exception {
        GradeBookFile watched = watched();
        write(csv("x"));
        for (int check = 0; check < 5; check++) {
            assertThat(watched.refresh()).isFalse();
        }

        assertThat(midterm(watched)).isEqualTo("7.0");
        assertThat(warnings).singleElement().asString().contains("line 2, column \"Midterm\": \"x\" is refused");
    }

    @Test
    void refresh_validFileAfterInvalidOnes_isRead() throws Exception {
        GradeBookFile watched = watched();
        for (String mark : List.of("x", "y")) {
            write(csv(mark));
            watched.refresh();
            watched.refresh();
        }
        write(csv("9"));
        watched.refresh();

        assertThat(warnings).hasSize(2);
        assertThat(watched.refresh()).isTrue();
        assertThat(midterm(watched)).isEqualTo("9.0");
        assertThat(booksRead).containsExactly("9.0");
    }

    @Test
    void refresh_missingFile_warnsOnceAndIsReadWhenItIsBack() throws Exception {
        GradeBookFile watched = watched();
        Files.delete(file);
        for (int check = 0; check < 3; check++) {
            assertThat(watched.refresh()).isFalse();
        }

        assertThat(warnings).containsExactly(file + ": there is no such file");
        assertThat(midterm(watched)).isEqualTo("7.0");

        write(csv("8"));
        watched.refresh();
        assertThat(watched.refresh()).isTrue();
        assertThat(midterm(watched)).isEqualTo("8.0");
    }

    @Test
    void refresh_replacedFile_isDetected() throws Exception {
        GradeBookFile watched = watched();
        Path other = Files.writeString(folder.resolve("new.csv"), csv("8"));
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

        watched.refresh();
        assertThat(watched.refresh()).isTrue();
        assertThat(midterm(watched)).isEqualTo("8.0");
    }

    @Test
    void refresh_unreadableFile_isTriedAgainWithoutAChange() throws Exception {
        AtomicReference<IOException> failure = new AtomicReference<>();
        GradeBookFile watched = new GradeBookFile(file, listener, path -> {
            IOException cause = failure.get();
            if (cause != null) {
                throw GradeFileText.unreadable(path.toString(), cause);
            }
            return GradeBookReader.read(path);
        });
        write(csv("8"));
        failure.set(new AccessDeniedException(file.toString()));
        for (int check = 0; check < 4; check++) {
            assertThat(watched.refresh()).isFalse();
        }
        failure.set(new FileSystemException(file.toString(), null, "Too many open files"));
        assertThat(watched.refresh()).isFalse();
        assertThat(watched.refresh()).isFalse();
        assertThat(warnings)
                .containsExactly(
                        file + ": no permission to read the file",
                        file + ": the file cannot be read: Too many open files");

        failure.set(null);
        assertThat(watched.refresh()).isTrue();
        assertThat(midterm(watched)).isEqualTo("8.0");
        assertThat(booksRead).containsExactly("8.0");
        assertThat(watched.refresh()).isFalse();
    }

    @Test
    void refresh_afterAnError_readsAgain() throws Exception {
        AtomicBoolean failing = new AtomicBoolean();
        GradeBookFile watched = new GradeBookFile(file, listener, path -> {
            if (failing.get()) {
                throw new OutOfMemoryError("for a moment");
            }
            return GradeBookReader.read(path);
        });
        write(csv("8"));
        failing.set(true);
        assertThat(watched.refresh()).isFalse();
        assertThatThrownBy(watched::refresh).isInstanceOf(OutOfMemoryError.class);
        failing.set(false);

        assertThat(watched.refresh()).isTrue();
        assertThat(midterm(watched)).isEqualTo("8.0");
    }

    @Test
    void refresh_restoredFile_isReported() throws Exception {
        GradeBookFile watched = watched();
        Path aside = folder.resolve("aside.csv");
        Files.move(file, aside);
        watched.refresh();
        watched.refresh();
        Files.move(aside, file);
        watched.refresh();

        assertThat(watched.refresh()).isTrue();
        assertThat(warnings).hasSize(1);
        assertThat(booksRead).containsExactly("7.0");
    }

    @Test
    void refresh_pipeInsteadOfTheFile_doesNotBlock() throws Exception {
        GradeBookFile watched = watched();
        Files.delete(file);
        assumeTrue(new ProcessBuilder("mkfifo", file.toString()).start().waitFor() == 0, "skipped: there is no mkfifo");
        for (int check = 0; check < 3; check++) {
            assertThat(watched.refresh()).isFalse();
        }
        assertThat(warnings).containsExactly(file + ": it is a pipe or a device, not a regular file");

        Files.delete(file);
        write(csv("8"));
        watched.refresh();
        assertThat(watched.refresh()).isTrue();
        assertThat(midterm(watched)).isEqualTo("8.0");
    }

    @Test
    void readNow_readsUnchangedAndJustWrittenFiles() throws Exception {
        GradeBookFile watched = watched();
        assertThat(watched.readNow()).isTrue();
        write(csv("8"));
        assertThat(watched.readNow()).isTrue();
        assertThat(booksRead).containsExactly("7.0", "8.0");
        assertThat(watched.refresh()).isFalse();

        write(csv("x"));
        assertThat(watched.readNow()).isFalse();
        assertThat(watched.readNow()).isFalse();
        assertThat(warnings).hasSize(2);
        assertThat(midterm(watched)).isEqualTo("8.0");
    }

    private GradeBookFile watched() throws GradeFileException {
        return new GradeBookFile(file, listener);
    }

    private static String midterm(GradeBookFile watched) {
        return watched.get().average(GradeColumn.MIDTERM);
    }

    /** Writes the file with a new modification time, independent of the resolution of the clock. */
    private void write(String csv) throws IOException {
        Files.writeString(file, csv);
        writes++;
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_800_000_000_000L + writes * 1000L));
    }
}
