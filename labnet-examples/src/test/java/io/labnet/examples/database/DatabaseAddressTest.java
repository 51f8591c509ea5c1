// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {
    @ParameterizedTest
    @ValueSource(strings = {"scores.db", "./a:b.db", "C:\\scores.db", "/var/lib/scores", "a name.db"})
    void parse_takesAFile(String file) {
        DatabaseAddress address = DatabaseAddress.parse(file);

        assertThat(address.dialect()).isEqualTo(Dialect.SQLITE);
        assertThat(address.url()).isEqualTo("jdbc:sqlite:" + file);
        assertThat(address).hasToString(file);
    }

    @Test
    void parse_takesAUrlOfSqlite() {
        DatabaseAddress address = DatabaseAddress.parse("jdbc:sqlite:file:/srv/scores.db?mode=ro");

        assertThat(address.dialect()).isEqualTo(Dialect.SQLITE);
        assertThat(address.url()).isEqualTo("jdbc:sqlite:file:/srv/scores.db?mode=ro");
        assertThat(address).hasToString("file:/srv/scores.db");
    }

    @Test
    void parse_takesAUrlOfPostgresqlAndHidesItsPassword() {
        String url = "jdbc:postgresql://db.example/labnet?user=labnet&password=secret";

        DatabaseAddress address = DatabaseAddress.parse(url);

        assertThat(address.dialect()).isEqualTo(Dialect.POSTGRESQL);
        assertThat(address.url()).isEqualTo(url);
        assertThat(address).hasToString("jdbc:postgresql://db.example/labnet");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://user:secret@host/db",
                "postgresql://user:secret@host/db",
                "file:secret.db",
                "JDBC:SQLITE:secret.db",
                ":resource:secret.db",
                "secret.db?mode=ro"
            })
    void parse_refusesWhatIsNeitherAndDoesNotRepeatIt(String db) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatabaseAddress.parse(db))
                .withMessageContainingAll("jdbc:sqlite:", "jdbc:postgresql:")
                .withMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "jdbc:sqlite:",
                "jdbc:sqlite::memory:",
                "jdbc:sqlite:?cache=shared",
                "jdbc:sqlite:file::memory:?cache=shared",
                "jdbc:sqlite:file:scores?mode=memory"
            })
    void parse_refusesWhatWouldKeepNothing(String db) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatabaseAddress.parse(db))
                .withMessage("a database without a file would keep nothing");
    }

    @Test
    void parse_refusesANameThatNoFileCanHave() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatabaseAddress.parse("a\0b"))
                .withMessageStartingWith("no file can have such a name: ");
    }
}
