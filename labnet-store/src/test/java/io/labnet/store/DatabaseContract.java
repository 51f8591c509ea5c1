// SPDX-License-Identifier: Apache-2.0
package io.labnet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of every database. */
abstract class DatabaseContract {
    private DatabaseAddress address;

    /** Returns the address of an empty database. */
    abstract String emptyDatabase() throws Exception;

    @BeforeEach
    void makeDatabase() throws Exception {
        address = DatabaseAddress.parse(emptyDatabase());
    }

    @Test
    void open_createsTablesOnce() throws DatabaseException {
        try (Database database = Database.open(address, Notes.VERSION_1)) {
            Notes.add(database, "first");
        }
        try (Database database = Database.open(address, Notes.VERSION_1)) {
            assertThat(Notes.all(database)).containsExactly("first");
        }
    }

    @Test
    void open_concurrently_createsTablesOnce() throws Exception {
        int openers = 8;
        ExecutorService threads = Executors.newFixedThreadPool(openers);
        try {
            Callable<Database> open = () -> Database.open(address, Notes.VERSION_2);
            for (Future<Database> opened : threads.invokeAll(Collections.nCopies(openers, open))) {
                opened.get().close();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void open_olderSchema_isUpdatedWithItsData() throws DatabaseException {
        try (Database database = Database.open(address, Notes.VERSION_1)) {
            Notes.add(database, "old");
        }
        try (Database database = Database.open(address, Notes.VERSION_2)) {
            assertThat(Notes.texts(database, "SELECT stars FROM notes")).containsExactly("3");
        }
    }

    @Test
    void open_newerSchema_isRefusedUnchanged() throws DatabaseException {
        Database.open(address, Notes.VERSION_2).close();

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> Database.open(address, Notes.VERSION_1))
                .withMessage(address + ": its schema notes has version 2, created by a newer labnet;"
                        + " this one supports versions up to 1");
        Database.openToRead(address, Notes.VERSION_2).close();
    }

    @Test
    void open_keepsSchemasSideBySide() throws DatabaseException {
        Schema others = new Schema("others", List.of(List.of("CREATE TABLE others (id INTEGER)")));
        try (Database notes = Database.open(address, Notes.VERSION_1);
                Database database = Database.open(address, others)) {
            Notes.add(notes, "mine");

            assertThat(Notes.texts(database, "SELECT id FROM others")).isEmpty();
            assertThat(Notes.texts(database, "SELECT name FROM labnet_schema ORDER BY name"))
                    .containsExactly("notes", "others");
        }
    }

    @Test
    void open_failure_leavesNoTables() {
        Schema broken = new Schema("notes", List.of(List.of("CREATE TABLE notes (a INTEGER)", "CREATE NONSENSE")));

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> Database.open(address, broken))
                .withMessageContaining("NONSENSE")
                .withMessageStartingWith(address + ": ");
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> Database.openToRead(address, Notes.VERSION_1))
                .withMessageContaining("it has no tables for notes");
    }

    @Test
    void openToRead_readsDataOfOthers() throws DatabaseException {
        try (Database database = Database.open(address, Notes.VERSION_1)) {
            Notes.add(database, "first");
            try (Database reader = Database.openToRead(address, Notes.VERSION_1)) {
                Notes.add(database, "second");

                assertThat(Notes.all(reader)).containsExactly("first", "second");
            }
        }
    }

    @Test
    void openToRead_updatesNothing() throws DatabaseException {
        Database.open(address, Notes.VERSION_1).close();

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> Database.openToRead(address, Notes.VERSION_2))
                .withMessage(
                        address + ": its schema notes has version 1; open it for writing to update it to version 2");
        Database.open(address, Notes.VERSION_1).close();
    }

    @Test
    void transact_storesAllOrNothing() throws DatabaseException {
        try (Database database = Database.open(address, Notes.VERSION_1)) {
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> database.transact(connection -> {
                        Notes.insert(connection, "half");
                        throw new SQLException("it broke\nand this is why");
                    }))
                    .withMessage(address + ": it broke");
            assertThatThrownBy(() -> database.transact(connection -> {
                        Notes.insert(connection, "half");
                        throw new IllegalArgumentException("a mistake");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);

            assertThat(Notes.all(database)).isEmpty();
        }
    }

    @Test
    void transact_leavesNothingOpenBehind() throws DatabaseException {
        try (Database database = Database.open(address, Notes.VERSION_1);
                Database other = Database.open(address, Notes.VERSION_1)) {
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                Notes.add(database, i + "a");
                Notes.add(other, i + "b");
                Collections.addAll(expected, i + "a", i + "b");
            }

            assertThat(Notes.all(database)).isEqualTo(expected);
        }
    }

    @Test
    void transact_besideBusyProcess_getsItsTurn() throws Exception {
        AtomicInteger turnsOfOther = new AtomicInteger();
        AtomicBoolean enough = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (Database database = Database.open(address, Notes.VERSION_1);
                Database other = Database.open(address, Notes.VERSION_1)) {
            Callable<Void> busy = () -> {
                while (!enough.get()) {
                    Notes.add(other, "other " + turnsOfOther.incrementAndGet());
                }
                return null;
            };
            List<Future<Void>> others = List.of(threads.submit(busy), threads.submit(busy));
            int turns = 20;
            for (int turn = 0; turn < turns; turn++) {
                // The last process to hold the lock easily gets it again: each transaction begins while another holds
                // it.
                int before = turnsOfOther.get();
                while (turnsOfOther.get() - before < 2) {
                    Thread.onSpinWait();
                }
                Notes.add(database, "turn " + turn);
            }
            enough.set(true);
            for (Future<Void> ended : others) {
                ended.get();
            }

            // A wait longer than LONGEST_WAIT fails above. The number of transactions of the other process depends on
            // the machine.
            assertThat(Notes.all(database)).hasSize(turns + turnsOfOther.get());
        } finally {
            enough.set(true);
            threads.shutdown();
        }
    }

    @Test
    void closed_runsNothing() throws DatabaseException {
        Database database = Database.open(address, Notes.VERSION_1);
        database.close();
        database.close();

        assertThatIllegalStateException().isThrownBy(() -> Notes.all(database));
    }
}
