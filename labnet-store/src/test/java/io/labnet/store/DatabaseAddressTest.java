// SPDX-License-Identifier: Apache-2.0
package io.labnet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {
    @ParameterizedTest
    @ValueSource(strings = {"scores.db", "./a:b.db", "C:\\scores.db", "/var/lib/scores", "a name.db"})
    void parse_acceptsFile(String file) {
        DatabaseAddress address = DatabaseAddress.parse(file);

        assertThat(address).isInstanceOf(SqliteAddress.class);
        assertThat(address.url).isEqualTo("jdbc:sqlite:" + file);
        assertThat(address).hasToString(file);
    }

    @Test
    void parse_acceptsSqliteUrl() {
        DatabaseAddress address = DatabaseAddress.parse("jdbc:sqlite:file:/srv/scores.db?mode=ro");

        assertThat(address).isInstanceOf(SqliteAddress.class);
        assertThat(address.url).isEqualTo("jdbc:sqlite:file:/srv/scores.db?mode=ro");
        assertThat(address).hasToString("file:/srv/scores.db");
    }

    @Test
    void parse_postgresqlUrl_hidesPassword() {
        String url = "jdbc:postgresql://db.example/labnet?user=labnet&password=secret";

        DatabaseAddress address = DatabaseAddress.parse(url);

        assertThat(address).isInstanceOf(PostgresAddress.class);
        assertThat(address.url).isEqualTo("jdbc:postgresql://db.example/labnet");
        assertThat(address.parameters())
                .containsExactlyInAnyOrderEntriesOf(Map.of("user", "labnet", "password", "secret"));
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
                "secret.db?mode=ro",
                " jdbc:postgresql://user:secret@host/db",
                "//user:secret@host/db",
                "host=127.0.0.1 user=mel password=secret"
            })
    void parse_otherText_isRefusedWithoutQuotingIt(String db) {
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
    void parse_inMemoryDatabase_isRefused(String db) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatabaseAddress.parse(db))
                .withMessage("a database without a file would not be stored");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql:",
                "jdbc:postgresql:labnet",
                "jdbc:postgresql://localhost",
                "jdbc:postgresql://[::1]:5432/lab%20net",
                "jdbc:postgresql://a.example:5432,b.example/labnet"
            })
    void parse_acceptsEveryPostgresqlHostForm(String url) {
        assertThat(DatabaseAddress.parse(url).url).isEqualTo(url);
    }

    @Test
    void parse_decodesTheParametersOfPostgresql() {
        String url = "jdbc:postgresql:labnet?password=100%25%26%3d&options=-c%20search_path=x";

        assertThat(DatabaseAddress.parse(url).parameters())
                .containsExactlyInAnyOrderEntriesOf(Map.of("password", "100%&=", "options", "-c search_path=x"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:postgresql://mel:secret@host/lab | without a user before the host",
                "jdbc:postgresql://mel:sec/ret@host/lab | without a user before the host",
                "jdbc:postgresql://mel:sec?ret@host/lab | a port of 1 to 65535",
                "jdbc:postgresql://mel:12?secret@host/lab | parameters are NAME=VALUE",
                "jdbc:postgresql://host:0/lab?password=secret | the port of the URL is not within 1 to 65535",
                "jdbc:postgresql://host:99999/lab?password=secret | the port of the URL is not within 1 to 65535",
                "jdbc:postgresql://host:x/lab?password=secret | a port of 1 to 65535",
                "jdbc:postgresql://host/lab;password=secret | two hexadecimal digits",
                "jdbc:postgresql://host/lab#secret | two hexadecimal digits",
                "jdbc:postgresql://host/100%?password=secret | write % as %25",
                "jdbc:postgresql://host/lab?user=mel&password=secret% | write % as %25",
                "jdbc:postgresql://host/lab?password=x&secret | write & in a value as %26",
                "jdbc:postgresql://host/lab?password=x&secret=y | write & in a value as %26",
                "jdbc:postgresql://host/lab?secret | write & in a value as %26",
                "jdbc:postgresql://host/lab?sslmod=require&password=secret | the parameter 'sslmod' of the URL is unknown",
                "jdbc:postgresql://host/lab?PGPORT=99999&password=secret | the parameter 'PGPORT' of the URL is unknown",
                "jdbc:postgresql://host/lab?user&password=secret | the parameter 'user' of the URL has no value",
                "jdbc:sqlite::resource:http://mel:secret@host/x.db | must be a file on this machine",
                "jdbc:sqlite:file://mel:secret@host/x.db | must be a file on this machine"
            })
    void parse_invalidUrl_namesFaultWithoutQuotingIt(String db, String fault) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatabaseAddress.parse(db))
                .withMessageContaining(fault)
                .satisfies(e -> assertThat(e)
                        .message()
                        .doesNotContain("sec", "ret", "mel")
                        .hasLineCount(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:sqlite:p.db?mode=ro | the parameter 'mode' of the URL is unknown; parameters of SQLite itself",
                "jdbc:sqlite:p.db?busy_timeout=1&foo=bar | the parameter 'foo' of the URL is unknown",
                "jdbc:sqlite:p.db?cache_size | the parameter 'cache_size' of the URL has no value",
                "jdbc:sqlite:file:p.db?mode=ro&foo=bar | the parameter 'foo' of the URL is unknown",
                "jdbc:sqlite:file:100%.db | in the name of the file a % is not followed by two hexadecimal digits"
            })
    void parse_parametersInPlainFileName_areRefused(String db, String fault) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatabaseAddress.parse(db))
                .withMessageStartingWith(fault);
    }

    @Test
    void parse_passesUriParametersToSqlite() {
        DatabaseAddress address = DatabaseAddress.parse("jdbc:sqlite:file:a%20b.db?mode=ro&BUSY_TIMEOUT=5");

        assertThat(address.url).isEqualTo("jdbc:sqlite:file:a%20b.db?mode=ro");
        assertThat(address.parameters()).containsExactlyEntriesOf(Map.of("busy_timeout", "5"));
        assertThat(((SqliteAddress) address).file()).isEqualTo(new SqliteFile(Path.of("a b.db")));
    }

    @Test
    void explain_hidesPasswords() {
        DatabaseAddress address =
                DatabaseAddress.parse("jdbc:postgresql:lab?password=geheim&connectTimeout=1;x=ab&sslmode=bogus");

        assertThat(address.explain(new SQLException("no geheim, 1;x=ab or bogus\nat all")))
                .isEqualTo("no (password), (connectTimeout) or bogus");
    }

    @Test
    void parse_invalidFileName_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatabaseAddress.parse("a\0b"))
                .withMessageStartingWith("this is not a valid file name: ");
    }
}
