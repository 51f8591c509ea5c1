// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.grades;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.CommandRun;
import io.labnet.fernet.Fernet;
import io.labnet.fernet.FernetKey;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The output of the server, and its shutdown. */
class GradeServerConsoleIT {
    private static final String SERVER = "grades server --port 0 --csv " + Documented.SAMPLE;

    private static final int STUDENTS = 13;

    private static final Pattern LEFT_OUT =
            Pattern.compile("127\\.0\\.0\\.1: ([\\d,]+) lines? left out in the last second");

    /** The key of the student who asks, as the sample has it. */
    private static final String KEY = "K-sD58VVPTxtEuMGz5Lf2-XWLLw5cUNzy0yPr7HmjCQ=";

    /** The exit code of a process that SIGTERM has ended. */
    private static final int TERMINATED = 128 + 15;

    /** How long a token is whose text has 32 to 47 bytes, as that of the midterm average has. */
    private static final int TOKEN_LENGTH = 140;

    /** How long it is in the other form, where the text has 16 to 31. */
    private static final int SHORT_TOKEN_LENGTH = 120;

    @Test
    void console_hasTheDocumentedLinesInOrder() throws Exception {
        try (ChildProcess server = start()) {
            int port = server.awaitPort();
            String token = server.exchange("1823757GL3A");
            assertThat(server.exchange("9999999GMA")).isEmpty();
            assertThat(server.exchange("garbage")).isEmpty();
            CommandRun run = server.terminated();
            List<String> lines = run.lines();

            assertThat(lines.get(0)).isEqualTo("Data read from CSV file:");
            assertThat(lines.subList(1, STUDENTS + 1)).isEqualTo(rows("********"));
            assertThat(lines.get(STUDENTS + 1)).isEqualTo("Listening for connections on port " + port + ".");
            assertThat(lines.subList(STUDENTS + 2, lines.size()).stream()
                            .map(line -> line.replaceFirst("on port \\d+", "on port N")))
                    .containsExactly(
                            "Connection received from 127.0.0.1 on port N.",
                            "Received GL3A command from client.",
                            "User found.",
                            token,
                            "Connection received from 127.0.0.1 on port N.",
                            "Received GMA command from client.",
                            "User not found.",
                            "Connection received from 127.0.0.1 on port N.");
            assertThat(run.errorLines())
                    .satisfiesExactly(
                            unknown -> assertThat(unknown)
                                    .endsWith(" (connection 2) refused: no student has the id 9999999 (grades-2.1)"),
                            garbage -> assertThat(garbage)
                                    .contains(
                                            " (connection 3) rejected: MALFORMED at offset 0: 'g' at offset 0 is no digit")
                                    .endsWith("7 digits (grades-1.1); received: 'garbage'"));
        }
    }

    @Test
    void console_showsThePortOfTheClient() throws Exception {
        try (ChildProcess server = start();
                Socket socket = server.connect()) {
            send(socket, "1823757GMA");
            assertThat(socket.getInputStream().readAllBytes()).hasSize(TOKEN_LENGTH);

            // The console is written on a thread of its own, which may be behind the reply.
            server.awaitLine(Pattern.compile(
                    Pattern.quote("Connection received from 127.0.0.1 on port " + socket.getLocalPort() + ".")));
        }
    }

    @Test
    void closing_isExplainedInTheLog() throws Exception {
        try (ChildProcess server = start("--quiet", "--idle", "1");
                Socket silent = server.connect()) {
            String token = server.exchange("1823757GMA 1823757GG");
            server.awaitErrorLine(
                    Pattern.compile(".* closed after the reply; --keep-open answers further requests \\(grades-1.8\\);"
                            + " later input was ignored: '1823757GG'"));
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
            server.awaitErrorLine(Pattern.compile(".* 127.0.0.1:" + silent.getLocalPort()
                    + " \\(connection 1\\) closed: it sent no message for 1 s, the idle limit \\(--idle\\)"));
            assertThat(decrypted(token)).startsWith("Midterm");
        }
    }

    @Test
    void showKeys_printsTheRowsAsTheyStandInTheFile() throws Exception {
        try (ChildProcess server = start("--show-keys")) {
            assertThat(server.terminated().lines().subList(1, STUDENTS + 1)).isEqualTo(rows("$1"));
        }
    }

    @Test
    void tokenAndKey_warnsAndHasLinesOfItsOwn() throws Exception {
        try (ChildProcess server = start("--reply", "token-and-key")) {
            server.exchange("1823757GG");
            server.exchange("9999999GG");
            CommandRun run = server.terminated();
            List<String> lines = run.lines();

            assertThat(run.errorLines())
                    .hasSize(2)
                    .first()
                    .asString()
                    .startsWith("warning: --reply=token-and-key sends every student's key in clear");
            // The end of the first conversation may be told after the second has begun, so each is looked at alone.
            assertThat(lines)
                    .containsSubsequence(
                            "Received GG command from client.",
                            "Student Found",
                            "Message Sent",
                            "Ending Connection with Client")
                    .containsSubsequence(
                            "Received GG command from client.", "Student Not Found", "Ending Connection with Client")
                    .hasSize(STUDENTS + 2 + 5 + 4)
                    .noneMatch(line -> line.contains(KEY));
        }
    }

    @Test
    void quiet_printsOnlyPort() throws Exception {
        try (ChildProcess server = start("--quiet")) {
            assertThat(server.exchange("1823757GMA")).hasSize(TOKEN_LENGTH);

            int port = server.awaitPort();
            assertThat(server.terminated().lines()).containsExactly("Listening for connections on port " + port + ".");
        }
    }

    @Test
    void console_isUtf8WhateverTheLocale() throws Exception {
        Map<String, String> locale = Map.of("LC_ALL", "C", "LANG", "C");
        try (ChildProcess server = ChildProcess.labnet(locale, SERVER).listening()) {
            assertThat(server.out()).contains("\nBenoît Lefèvre,1836448,").contains("\nEdda Sigurðardóttir,1869625,");
        }
    }

    @Test
    void sigterm_finishesPendingReplies() throws Exception {
        try (ChildProcess server = start("--keep-open");
                Socket socket = server.connect()) {
            // Far more than the buffers between them hold: most replies are still at the server.
            send(socket, "1823757GMA\n".repeat(20_000));
            String first = token(socket, TOKEN_LENGTH);
            server.terminate();
            byte[] rest = socket.getInputStream().readAllBytes();
            // The server waits for clients that have read everything but stay connected.
            socket.shutdownOutput();

            assertThat(server.exitCode()).isEqualTo(TERMINATED);
            assertThat(rest.length % TOKEN_LENGTH).as("a reply is cut").isZero();
            long received = 1L + rest.length / TOKEN_LENGTH;
            // Each request has three lines, printed or counted as left out.
            assertThat(3 * received).isEqualTo(linesAboutRequests(server.out())).isBetween(6L, 60_000L);
            String last = new String(rest, rest.length - TOKEN_LENGTH, TOKEN_LENGTH, StandardCharsets.US_ASCII);
            assertThat(decrypted(first)).isEqualTo("Midterm Average: 11.288461538461538");
            assertThat(decrypted(last)).isEqualTo("Midterm Average: 11.288461538461538");
        }
    }

    @Test
    void sigterm_finishesATokenAndItsKey() throws Exception {
        try (ChildProcess server = start("--reply=token-and-key");
                Socket socket = server.connect()) {
            send(socket, "1823757GMA");
            String token = token(socket, SHORT_TOKEN_LENGTH);
            server.terminate();

            assertThat(decrypted(token)).isEqualTo("Average: 11.288461538461538");
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .isEqualTo(KEY);
            socket.shutdownOutput();
            assertThat(server.exitCode()).isEqualTo(TERMINATED);
        }
    }

    @Test
    void sigterm_closesIdleConnections() throws Exception {
        try (ChildProcess server = start("--keep-open");
                Socket silent = server.connect();
                Socket answered = server.connect()) {
            send(answered, "1823757GMA");
            assertThat(token(answered, TOKEN_LENGTH)).startsWith("gAAAA");
            server.terminate();

            assertThat(silent.getInputStream().read()).isEqualTo(-1);
            assertThat(answered.getInputStream().read()).isEqualTo(-1);
            assertThat(server.exitCode()).isEqualTo(TERMINATED);
        }
    }

    private static ChildProcess start(String... options) {
        return ChildProcess.labnet(SERVER, options).listening();
    }

    private static void send(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    /** Takes the next token of so many characters from a connection that stays open. */
    private static String token(Socket socket, int length) throws IOException {
        return new String(socket.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
    }

    private static long linesAboutRequests(String console) {
        return console.lines()
                .dropWhile(line -> !line.startsWith("Connection received"))
                .skip(1)
                .mapToLong(line -> {
                    Matcher leftOut = LEFT_OUT.matcher(line);
                    return leftOut.matches() ? Long.parseLong(leftOut.group(1).replace(",", "")) : 1;
                })
                .sum();
    }

    /** The rows of the sample, with something in place of each key; {@code $1} stands for the key itself. */
    private static List<String> rows(String key) throws IOException {
        try (Stream<String> lines = Files.lines(Documented.SAMPLE)) {
            return lines.skip(1)
                    .map(row -> row.replaceFirst(",([A-Za-z0-9_-]{43}=),", "," + key + ","))
                    .toList();
        }
    }

    private static String decrypted(String token) {
        return Fernet.of(FernetKey.parse(KEY)).decryptText(token);
    }
}
