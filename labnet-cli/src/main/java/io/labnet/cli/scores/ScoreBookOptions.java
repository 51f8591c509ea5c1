// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.scores;

import io.labnet.cli.process.Failure;
import io.labnet.cli.process.UsageError;
import io.labnet.store.scores.ScoreBook;
import java.io.IOException;
import picocli.CommandLine.Option;

/** The option {@code --db} of every command that stores or shows scores. */
public final class ScoreBookOptions {
    @Option(
            names = "--db",
            paramLabel = "DB",
            defaultValue = "scores.db",
            // The URL has its own line, so that the help text never breaks it.
            description = {
                "where the scores are: a SQLite file, or",
                "jdbc:postgresql://HOST:PORT/NAME?user=USER",
                "with the password in ~/.pgpass (default: ${DEFAULT-VALUE})"
            })
    private String db = "scores.db";

    /** Creates the options; called by picocli. */
    public ScoreBookOptions() {}

    /**
     * Opens the score book for writing; creates a missing file.
     *
     * @return the book, to be closed by the caller
     * @throws Failure if it can't be opened
     * @throws UsageError if {@code --db} names no database
     */
    public ScoreBook open() throws Failure {
        return open(ScoreBook::open);
    }

    /**
     * Opens the score book for reading.
     *
     * @return the book, to be closed by the caller
     * @throws Failure if it can't be opened or does not exist
     * @throws UsageError if {@code --db} names no database
     */
    public ScoreBook openToRead() throws Failure {
        return open(ScoreBook::openToRead);
    }

    private ScoreBook open(Opening opening) throws Failure {
        try {
            return opening.open(db);
        } catch (IOException e) {
            throw new Failure(e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new UsageError("--db: " + e.getMessage());
        }
    }

    private interface Opening {
        ScoreBook open(String db) throws IOException;
    }
}
