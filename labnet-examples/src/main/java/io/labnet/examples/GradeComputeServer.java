// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples;

import io.labnet.compute.grader.ComputeGrader;
import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.TcpTransport;
import io.labnet.store.scores.ScoreBook;
import io.labnet.store.scores.ScoreTask;
import io.labnet.store.scores.Submission;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A minimal grader of compute servers, to copy: it tests a server, and stores its points in a score book. */
public final class GradeComputeServer {
    private static final String BOOK = "scores.db";

    private GradeComputeServer() {}

    /**
     * Tests a server on this machine. The exit code is 0 only if the server gets all 40 points.
     *
     * @param args {@code --port=1234 --studentID=20200000 --submit=False}, in any order
     * @throws Exception if an argument is invalid, or the server or the score book can't be reached
     */
    public static void main(String[] args) throws Exception {
        Map<String, String> given = new HashMap<>();
        for (String arg : args) {
            // The course document also shows --submit==TRUE, with two equals signs.
            String[] parts = arg.split("=+", 2);
            given.put(parts[0], parts[parts.length - 1]);
        }
        if (!given.keySet().equals(Set.of("--port", "--studentID", "--submit"))) {
            System.err.println("usage: GradeComputeServer --port=PORT --studentID=ID --submit=True|False");
            System.exit(2);
        }
        Endpoint server = Endpoint.loopback(Integer.parseInt(given.get("--port")));
        int points = new ComputeGrader(new TcpTransport(), server).run();
        if (Boolean.parseBoolean(given.get("--submit"))) {
            try (ScoreBook book = ScoreBook.open(BOOK)) {
                long student = Long.parseLong(given.get("--studentID"));
                var best = book.submit(new Submission(student, ScoreTask.COMPUTE, points, Instant.now()));
                System.out.println("Submitted: the best of " + student + " is now " + best.points() + " points");
            }
        }
        System.exit(points == ComputeGrader.MAX_POINTS ? 0 : 1);
    }
}
