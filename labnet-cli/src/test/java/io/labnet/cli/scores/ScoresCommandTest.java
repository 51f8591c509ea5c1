// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.scores;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.labnet.cli.CommandRun;
import io.labnet.cli.PostgresServer;
import io.labnet.store.scores.ScoreBook;
import io.labnet.store.scores.ScoreTask;
import io.labnet.store.scores.Submission;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoresCommandTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    private Path directory;

    private String db = "";

    @BeforeEach
    void nameFile() {
        db = directory.resolve("scores.db").toString();
    }

    @Test
    void scores_areATable() throws IOException {
        store();

        assertThat(scores("--db", db).exited(0).out()).isEqualTo("""
                        Student ID  Task     Points  Reached (UTC)             Attempts
                        20200000    xor          50  2026-11-21T12:00:00.123Z         2
                        20200000    compute       5  2026-11-21T12:00:00Z             1
                        20201234    compute      40  2026-11-21T12:00:00Z             1
                        """);
    }

    @Test
    void scores_areTheSameOnPostgresql() throws Exception {
        store();
        String table = scores("--db", db).out();
        db = PostgresServer.emptyDatabase();
        store();

        assertThat(scores("--db", db).out()).isEqualTo(table);
    }

    @Test
    void scores_areCsv() throws IOException {
        store();

        assertThat(scores("--csv", "--db", db).exited(0).out()).isEqualTo("""
                        student_id,task,points,reached_at,attempts
                        20200000,xor,50,2026-11-21T12:00:00.123Z,2
                        20200000,compute,5,2026-11-21T12:00:00Z,1
                        20201234,compute,40,2026-11-21T12:00:00Z,1
                        """);
    }

    @Test
    void scores_areJson() throws Exception {
        store();

        assertThat(compact(scores("--json", "--db", db).exited(0).out()))
                .startsWith(
                        "[ { studentId 20200000 task xor points 50 reachedAt 2026-11-21T12:00:00.123Z attempts 2 } {")
                .endsWith(
                        "} { studentId 20201234 task compute points 40 reachedAt 2026-11-21T12:00:00Z attempts 1 } ]");
    }

    @Test
    void noScores_areAnEmptyList() throws Exception {
        ScoreBook.open(db).close();

        assertThat(scores("--db", db).out()).hasLineCount(1);
        assertThat(scores("--db", db, "--csv").out()).hasLineCount(1);
        assertThat(compact(scores("--db", db, "--json").out())).isEqualTo("[ ]");
    }

    @Test
    void missingFile_isAFailure() {
        scores("--db", db).failed(db + ": there is no such file");
        assertThat(Path.of(db)).doesNotExist();
    }

    @Test
    void fileWithoutScores_isFailure() throws Exception {
        Files.writeString(Path.of(db), "Name,ID Number\n");
        scores("--db", db).failed(db + ": it is not a SQLite database");

        Files.writeString(Path.of(db), "");
        scores("--db", db).failed(db + ": it has no tables for scores");
    }

    @Test
    void misuse_isExplained() {
        assertMisused("mutually exclusive", "--csv", "--json");
        assertMisused("--db: a database is", "--db", "jdbc:mysql://host/db?password=secret");
        assertMisused("--db: a database without a file", "--db", "");
    }

    @Test
    void faultInAUrl_isNamedAndNoSecretIsShown() {
        assertMisused(
                "--db: a PostgreSQL database is jdbc:postgresql://HOST:PORT/NAME without a user before the host",
                "--db",
                "jdbc:postgresql://mel:secret@127.0.0.1:40932/lab");
        assertMisused("write % as %25", "--db", "jdbc:postgresql://127.0.0.1/lab?user=mel&password=secret%");
        assertMisused("the port of the URL", "--db", "jdbc:postgresql://127.0.0.1:99999/lab?password=secret");
        assertMisused("--db: the parameter 'mode' of the URL is unknown", "--db", "jdbc:sqlite:" + db + "?mode=ro");
        scores("--db", "jdbc:sqlite:" + existing() + "?busy_timeout=secret")
                .failed(db + ": its driver refuses the URL or one of its parameters");
    }

    @Test
    void urlAsArgument_hidesSecret() {
        assertMisused(
                "jdbc:postgresql://(hidden)@127.0.0.1/lab?(hidden)",
                "jdbc:postgresql://mel:secret@127.0.0.1/lab?password=secret");
        assertMisused(
                "jdbc:postgresql://127.0.0.1/lab?(hidden)", "--bd=jdbc:postgresql://127.0.0.1/lab?password=secret'x");
    }

    private String existing() {
        try {
            return Files.createFile(Path.of(db)).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void store() throws IOException {
        try (ScoreBook book = ScoreBook.open(db)) {
            book.submit(new Submission(20_201_234, ScoreTask.COMPUTE, 40, NOON));
            book.submit(new Submission(20_200_000, ScoreTask.XOR, 50, NOON.plusMillis(123)));
            book.submit(new Submission(20_200_000, ScoreTask.XOR, 35, NOON.plusSeconds(1)));
            book.submit(new Submission(20_200_000, ScoreTask.COMPUTE, 5, NOON));
        }
    }

    /** The tokens of a document in a row; fails if it is none. */
    private static String compact(String document) throws Exception {
        StringBuilder tokens = new StringBuilder();
        try (JsonParser json = new JsonFactory().createParser(document)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                tokens.append(' ').append(json.getText());
            }
        }
        return tokens.substring(1);
    }

    private static CommandRun scores(String... args) {
        return CommandRun.labnet("scores", args);
    }

    private static void assertMisused(String problem, String... args) {
        CommandRun run = scores(args);
        run.misused(problem);
        assertThat(run.err()).doesNotContain("secret");
    }
}
