// SPDX-License-Identifier: Apache-2.0
package io.labnet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDatabaseTest extends DatabaseContract {
    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("notes.db");
    }

    @Override
    String emptyDatabase() {
        return directory.resolve("notes.db").toString();
    }

    @Test
    void open_emptyFile_isEmptyDatabase() throws Exception {
        Files.createFile(file);
        try (Database database = open()) {
            assertThat(Notes.all(database)).isEmpty();
        }
    }

    @Test
    void open_leavesOneFileBehind() throws Exception {
        try (Database database = open()) {
            Notes.add(database, "first");
        }

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void open_refusesADirectory() {
        assertRefused(directory.toString(), "it is a directory");
    }

    @Test
    void open_missingDirectory_isRefused() throws IOException {
        Path missing = directory.resolve("missing");
        assertRefused(missing.resolve("notes.db").toString(), "there is no directory " + missing);
        Files.createFile(missing);
        assertRefused(missing.resolve("notes.db").toString(), "there is no directory " + missing);
    }

    @Test
    void open_otherFile_isRefusedUnchanged() throws IOException {
        String text = "Name,ID Number\nAda,1803933\n".repeat(100);
        Files.writeString(file, text);

        assertRefused(file.toString(), "it is not a SQLite database");
        assertThat(file).hasContent(text);
    }

    @Test
    void open_truncatedFile_isRefused() throws Exception {
        open().close();
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(this::open)
                .withMessage(file + ": The database disk image is malformed (database disk image is malformed)");
    }

    @Test
    void open_readOnlyFile_isRefused() throws Exception {
        open().close();
        assertRefused("jdbc:sqlite:file:" + file + "?mode=ro", "it is not writable");

        Assumptions.assumeTrue(file.toFile().setReadOnly());
        Assumptions.assumeFalse(Files.isWritable(file), "this user may write every file");
        assertRefused(file.toString(), "it is not writable");
    }

    @Test
    void open_existingSchema_stillWrites() throws Exception {
        open().close();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            int before = dataVersion(statement);
            open().close();

            assertThat(dataVersion(statement)).isNotEqualTo(before);
        }
    }

    @Test
    void open_readOnlyDirectory_isRefused() throws Exception {
        open().close();
        Assumptions.assumeTrue(directory.toFile().setReadOnly());
        Assumptions.assumeFalse(Files.isWritable(directory), "this user may write every directory");

        assertRefused(
                file.toString(), "its directory " + directory + " is not writable, but SQLite needs a journal there");
    }

    @Test
    void open_fullDatabase_isRefused() throws Exception {
        assertRefused("jdbc:sqlite:" + file + "?max_page_count=1", "there is no room left on its disk");
    }

    @Test
    void open_walFile_switchesToRollbackJournal() throws Exception {
        try (Database database = open()) {
            Notes.add(database, "first");
        }
        execute("PRAGMA journal_mode=WAL", "INSERT INTO notes (text) VALUES ('second')");
        try (Database database = open()) {
            Notes.add(database, "third");
            Files.copy(file, directory.resolve("copy.db"));
        }
        file = directory.resolve("copy.db");

        assertThat(stored()).isEqualTo("[first, second, third]");
    }

    @Test
    void open_fileOpenInWalMode_isRefused() throws Exception {
        open().close();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            statement.execute("PRAGMA journal_mode=WAL");
            statement.execute("INSERT INTO notes (text) VALUES ('first')");
            assertRefused(
                    "jdbc:sqlite:" + file + "?busy_timeout=1",
                    "another program has it open in WAL mode; labnet needs it in the mode DELETE");
        }
    }

    @Test
    void openToRead_walFileInReadOnlyDirectory_isRead() throws Exception {
        try (Database database = open()) {
            Notes.add(database, "first");
        }
        execute("PRAGMA journal_mode=WAL", "INSERT INTO notes (text) VALUES ('second')");
        Assumptions.assumeTrue(directory.toFile().setReadOnly());
        Assumptions.assumeFalse(Files.isWritable(directory), "this user may write every directory");

        assertThat(stored()).isEqualTo("[first, second]");
    }

    @Test
    void openToRead_walFile_keepsItsMode() throws Exception {
        open().close();
        execute("PRAGMA journal_mode=WAL");

        assertThat(stored()).isEqualTo("[]");
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement();
                ResultSet mode = statement.executeQuery("PRAGMA journal_mode")) {
            assertThat(mode.getString(1)).isEqualTo("wal");
        }
    }

    @Test
    void openToRead_readOnlyFile_isRead() throws Exception {
        try (Database database = open()) {
            Notes.add(database, "first");
        }
        Assumptions.assumeTrue(file.toFile().setReadOnly());

        for (String name : new String[] {file.toString(), "jdbc:sqlite:file:" + file + "?mode=ro"}) {
            try (Database database = Database.openToRead(DatabaseAddress.parse(name), Notes.VERSION_1)) {
                assertThat(Notes.all(database)).containsExactly("first");
            }
        }
    }

    @Test
    void openToRead_missingFile_isRefusedAndNotCreated() {
        for (String name : new String[] {file.toString(), "jdbc:sqlite:" + file, "jdbc:sqlite:file:" + file}) {
            DatabaseAddress address = DatabaseAddress.parse(name);
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> Database.openToRead(address, Notes.VERSION_1))
                    .withMessageStartingWith(address + ": ");
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void transact_lockedFile_isReported() throws Exception {
        open().close();
        DatabaseAddress impatient = DatabaseAddress.parse("jdbc:sqlite:" + file + "?busy_timeout=1");
        try (Database database = Database.open(impatient, Notes.VERSION_1);
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> Notes.add(database, "first"))
                    .withMessage(file + ": another program keeps it locked");
            statement.execute("ROLLBACK");

            Notes.add(database, "second");
            assertThat(Notes.all(database)).containsExactly("second");
        }
    }

    @Test
    void transact_missingFile_isCreatedAgain() throws Exception {
        try (Database database = open()) {
            Notes.add(database, "lost");
            Files.delete(file);
            Notes.add(database, "kept");
        }
        assertThat(stored()).isEqualTo("[kept]");
    }

    @Test
    void transact_replacedFile_writesToNewFile() throws Exception {
        Path copy = directory.resolve("copy.db");
        try (Database database = open()) {
            Notes.add(database, "first");
            Files.copy(file, copy);
            Notes.add(database, "lost");
            Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);
            Notes.add(database, "second");
        }
        assertThat(stored()).isEqualTo("[first, second]");
    }

    @Test
    void transact_replacedFile_readsFromNewFile() throws Exception {
        Path copy = directory.resolve("copy.db");
        try (Database database = open()) {
            Notes.add(database, "first");
            Files.copy(file, copy);
            Notes.add(database, "lost");
            Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);

            assertThat(Notes.all(database)).containsExactly("first");
        }
    }

    @Test
    void transact_missingTables_areCreatedAgain() throws Exception {
        try (Database database = open()) {
            drop("notes");
            drop("labnet_schema");
            Notes.add(database, "first");
        }
        assertThat(stored()).isEqualTo("[first]");
    }

    private Database open() throws DatabaseException {
        return Database.open(DatabaseAddress.parse(file.toString()), Notes.VERSION_1);
    }

    private String stored() throws DatabaseException {
        try (Database database = Database.openToRead(DatabaseAddress.parse(file.toString()), Notes.VERSION_1)) {
            return Notes.all(database).toString();
        }
    }

    private void drop(String table) throws SQLException {
        execute("DROP TABLE " + table);
    }

    private void execute(String... sql) throws SQLException {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            for (String each : sql) {
                statement.execute(each);
            }
        }
    }

    private static int dataVersion(Statement statement) throws SQLException {
        try (ResultSet version = statement.executeQuery("PRAGMA data_version")) {
            return version.getInt(1);
        }
    }

    private static void assertRefused(String db, String problem) {
        DatabaseAddress address = DatabaseAddress.parse(db);
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> Database.open(address, Notes.VERSION_1))
                .withMessage(address + ": " + problem);
    }
}
