// SPDX-License-Identifier: Apache-2.0
package io.labnet.benchmarks.grades;

import io.labnet.benchmarks.ServerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Compares the requests per second of two servers: labnet's grade server, and a server in Python with
 * {@code cryptography}. They run in turn and under the same load: 100 clients, with a new connection for each request.
 * The clients and the servers share this machine, so only the ratio is meaningful.
 *
 * <p>Arguments: the number of rounds, 5 by default.
 */
public final class GradeComparison {
    private static final int CLIENTS = 100;
    private static final double SECONDS = 3;

    private GradeComparison() {}

    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        SampleGrades sample = SampleGrades.write();
        String csv = sample.file().toString();
        String request = sample.book().students().iterator().next().id().digits() + "GG";
        try (ServerProcess ours = ServerProcess.java(
                        "io.labnet.cli.Labnet",
                        List.of(
                                "grades",
                                "server",
                                "--csv",
                                csv,
                                "--port",
                                "0",
                                "--quiet",
                                "--connection-rate",
                                "1000000000"));
                ServerProcess python = ServerProcess.start(List.of("python3", script().toString(), csv))) {
            GradeLoad onOurs = new GradeLoad(ours.port(), CLIENTS, request);
            GradeLoad onPython = new GradeLoad(python.port(), CLIENTS, request);
            onOurs.requestsPerSecond(SECONDS);
            onPython.requestsPerSecond(SECONDS);
            double[] ratios = new double[rounds];
            System.out.printf("%8s %14s %14s %8s%n", "round", "labnet req/s", "Python req/s", "ratio");
            for (int i = 0; i < rounds; i++) {
                double a = onOurs.requestsPerSecond(SECONDS);
                double b = onPython.requestsPerSecond(SECONDS);
                ratios[i] = a / b;
                System.out.printf("%8d %,14.0f %,14.0f %8.2f%n", i + 1, a, b, ratios[i]);
            }
            Arrays.sort(ratios);
            System.out.printf("median ratio %.2f%n", ratios[rounds / 2]);
        }
    }

    private static Path script() throws IOException {
        Path script = Files.createTempFile("grade_server", ".py");
        script.toFile().deleteOnExit();
        try (InputStream in = Objects.requireNonNull(GradeComparison.class.getResourceAsStream("grade_server.py"))) {
            Files.write(script, in.readAllBytes());
        }
        return script;
    }
}
