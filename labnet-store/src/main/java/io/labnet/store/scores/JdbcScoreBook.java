// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.scores;

import io.labnet.store.Database;
import io.labnet.store.DatabaseException;
import io.labnet.store.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A score book in a database, which other processes may share. */
final class JdbcScoreBook implements ScoreBook {
    static final Schema SCHEMA = new Schema(
            "scores",
            List.of(List.of("CREATE TABLE labnet_scores ("
                    + "student_id BIGINT NOT NULL, "
                    + "task VARCHAR(16) NOT NULL, "
                    + "points INTEGER NOT NULL, "
                    + "reached_at BIGINT NOT NULL, " // in milliseconds since 1970, UTC
                    + "attempts BIGINT NOT NULL, "
                    + "PRIMARY KEY (student_id, task))")));

    /** One statement, so that the database serialises concurrent submissions. */
    private static final String SUBMIT = "INSERT INTO labnet_scores AS best"
            + " (student_id, task, points, reached_at, attempts) VALUES (?, ?, ?, ?, 1)"
            + " ON CONFLICT (student_id, task) DO UPDATE SET"
            + " points = CASE WHEN excluded.points > best.points THEN excluded.points ELSE best.points END,"
            + " reached_at = CASE"
            + " WHEN excluded.points > best.points THEN excluded.reached_at"
            + " WHEN excluded.points = best.points AND excluded.reached_at < best.reached_at"
            + " THEN excluded.reached_at"
            + " ELSE best.reached_at END,"
            + " attempts = best.attempts + 1"
            + " RETURNING student_id, task, points, reached_at, attempts";

    private static final String STANDINGS = "SELECT student_id, task, points, reached_at, attempts FROM labnet_scores";

    private final Database database;

    JdbcScoreBook(Database database) {
        this.database = database;
    }

    @Override
    public BestScore submit(Submission submission) throws DatabaseException {
        return database.transact(connection -> store(connection, submission));
    }

    @Override
    public List<BestScore> standings() throws DatabaseException {
        return database.transact(JdbcScoreBook::readAll);
    }

    @Override
    public void close() {
        database.close();
    }

    private static BestScore store(Connection connection, Submission submission) throws SQLException {
        try (PreparedStatement submit = connection.prepareStatement(SUBMIT)) {
            submit.setLong(1, submission.studentId());
            submit.setString(2, submission.task().toString());
            submit.setInt(3, submission.points());
            submit.setLong(4, submission.at().toEpochMilli());
            try (ResultSet row = submit.executeQuery()) {
                row.next();
                return score(row);
            }
        }
    }

    private static List<BestScore> readAll(Connection connection) throws SQLException {
        List<BestScore> scores = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(STANDINGS)) {
            while (rows.next()) {
                scores.add(score(rows));
            }
        }
        // Sorted here, because the database would sort the tasks by name, not in the order of ScoreTask.
        return scores.stream().sorted(BestScore.ORDER).toList();
    }

    private static BestScore score(ResultSet row) throws SQLException {
        ScoreTask task = ScoreTask.valueOf(row.getString("task").toUpperCase(Locale.ROOT));
        Instant at = Instant.ofEpochMilli(row.getLong("reached_at"));
        return new BestScore(row.getLong("student_id"), task, row.getInt("points"), at, row.getLong("attempts"));
    }
}
