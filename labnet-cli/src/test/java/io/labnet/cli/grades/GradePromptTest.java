// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.grades;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.Transport;
import io.labnet.grades.GradeBook;
import io.labnet.grades.GradeReplyForm;
import io.labnet.grades.client.GradeClient;
import io.labnet.grades.file.GradeFileException;
import io.labnet.grades.file.KeyFile;
import io.labnet.grades.server.GradeListener;
import io.labnet.grades.server.GradeService;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GradePromptTest {
    private static final String PROMPT = "Enter a student number and a command (or exit): ";
    private static final String INVALID = "The input is invalid, please try again.\n";
    private static final String OTHER_KEY = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=";

    private final Transport transport = new MemoryTransport();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void prompt_showsTheAnswerAndAsksAgain() throws Exception {
        GradeBook book = Documented.book();
        GradeService service = new GradeService(() -> book, GradeReplyForm.TOKEN, false, GradeListener.SILENT);
        try (Server server = transport.serve(Endpoint.loopback(0), service)) {
            assertThat(converse(server.endpoint(), "1803933 GL1A\n1803933,GG\n 1803933GEA \n"))
                    .isZero();
            assertThat(out())
                    .isEqualTo(PROMPT + "Command entered: GL1A\nFetching Lab 1 average:\nLab 1 Average: 3.5\n"
                            + PROMPT + "Command entered: GG\nGetting Grades:\n"
                            + "Lab 1: 3, Lab 2: 9, Lab 3: 9, Lab 4: 0, Midterm: 7, "
                            + "Exam 1: 4, Exam 2: 5, Exam 3: 8, Exam 4: 10\n"
                            + PROMPT + "Command entered: GEA\nFetching Exam averages:\n"
                            + "Exam 1 Average: 5.9, Exam 2 Average: 5.85, Exam 3 Average: 5.6, Exam 4 Average: 6.2\n"
                            + PROMPT + "\n");
            assertThat(err()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''          | the message ends before the request: a student number has 7 digits (grades-1.4)",
                "GMA         | 'G' at offset 0 is no digit: a request begins with a student number of 7 digits (grades-1.1)",
                "180393 GMA  | ' ' at offset 6, after 6 digits: a student number has 7 digits (grades-1.1)",
                "1803933     | the message ends after 7 bytes of the request \"1803933\": the command is missing, use GMA, GL1A to GL4A, GEA or GG (grades-1.4)",
                "1803933 gma | 'gma' is no command: use GMA, GL1A to GL4A, GEA or GG, in capitals (grades-1.3)",
                "1803933 GXA | 'GXA' is no command: use GMA, GL1A to GL4A, GEA or GG, in capitals (grades-1.3)",
                "1803933;GMA | ';' at offset 7 is neither a separator nor a command: use spaces, tabs, commas or nothing (grades-1.2)",
                "1803933GMAX | \"X\" at offset 10 follows the command: a request ends there (grades-1.3)",
                "1803934 GMA    | the key file has no student number 1803934"
            },
            quoteCharacter = '\u0000')
    void prompt_invalidRequest_isExplainedAndNotSent(String typed, String problem) throws Exception {
        String text = typed.equals("''") ? "" : typed;
        assertThat(converse(text + "\n")).isEqualTo(1);
        assertThat(out()).isEqualTo(PROMPT + PROMPT + "\n");
        assertThat(err()).isEqualTo(INVALID + problem + "\n");
    }

    @Test
    void prompt_longInput_isAbbreviatedAndEscaped() throws Exception {
        assertThat(converse("1803933 G\u001b[2J" + "x".repeat(1000) + "\n")).isEqualTo(1);
        assertThat(err())
                .isEqualTo(INVALID + "'G\\x1b[2J" + "x".repeat(35)
                        + "...' is no command: use GMA, GL1A to GL4A, GEA or GG, in capitals (grades-1.3)\n");
    }

    @Test
    void endOfInput_withoutARequest_isAFailure() throws Exception {
        assertThat(converse("")).isEqualTo(1);
        assertThat(out()).isEqualTo(PROMPT + "\n");
        assertThat(err()).isEqualTo("the input ended without a request\n");
    }

    @Test
    void exit_endsImmediately() throws Exception {
        assertThat(converse(" exit\r\n1803933 GMA\n")).isZero();
        assertThat(out()).isEqualTo(PROMPT);
        assertThat(err()).isEmpty();
    }

    @Test
    void exit_afterInvalidInputOnly_isFailure() throws Exception {
        assertThat(converse("hello\nexit\n")).isEqualTo(1);
    }

    @Test
    void prompt_unreachableServer_continues() throws Exception {
        assertThat(converse("1803933 GMA\n")).isEqualTo(1);
        assertThat(out()).isEqualTo(PROMPT + "Command entered: GMA\nFetching Midterm average:\n" + PROMPT + "\n");
        assertThat(err()).isEqualTo("cannot reach the server at 127.0.0.1:1: nothing listens on 127.0.0.1:1\n");
    }

    @Test
    void prompt_refusal_isExplainedAndContinues() throws Exception {
        try (Server server = new ScriptedGradeServer("", ".").start(transport)) {
            assertThat(converse(server.endpoint(), "1803933 GMA\n1803933 GMA\n"))
                    .isEqualTo(1);
            assertThat(out())
                    .isEqualTo(
                            (PROMPT + "Command entered: GMA\nFetching Midterm average:\n").repeat(2) + PROMPT + "\n");
            assertThat(err().lines())
                    .hasSize(2)
                    .allMatch(line -> line.startsWith("the server closed the connection without a reply; ")
                            && line.endsWith("try --separator=none, space or comma"));
        }
    }

    @Test
    void prompt_succeedsWhenOneRequestOfSeveralIsAnswered() throws Exception {
        try (Server server = new ScriptedGradeServer(Documented.MIDTERM_TEXT, "t.").start(transport)) {
            assertThat(converse(server.endpoint(), "1803933 gma\n1803933 GMA\nGMA\nexit\n"))
                    .isZero();
        }
    }

    @Test
    void prompt_keyInReply_printsWarningAndEscapes() throws Exception {
        try (Server server = new ScriptedGradeServer("Average: \u001b[31m7\n", "tk.").start(transport)) {
            assertThat(converse(server.endpoint(), OTHER_KEY, "1803933 GMA\n")).isZero();
            assertThat(err()).startsWith("warning: the reply was decrypted with the key that it contains");
            assertThat(out()).endsWith("\nAverage: \\x1b[31m7\\x0a\n" + PROMPT + "\n");
        }
    }

    /** Runs the prompt without a server, so that any sent request causes an error. */
    private int converse(String typed) throws GradeFileException, IOException {
        return converse(Endpoint.loopback(1), typed);
    }

    private int converse(Endpoint server, String typed) throws GradeFileException, IOException {
        return converse(server, Documented.KEY.text(), typed);
    }

    private int converse(Endpoint server, String key, String typed) throws GradeFileException, IOException {
        KeyFile keys = KeyFile.read(new StringReader("ID Number,Key\n1803933," + key + "\n"), "keys.csv");
        GradePrompt prompt = new GradePrompt(
                new GradeClient(transport, server),
                keys,
                RequestSeparator.TYPED,
                new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return prompt.run();
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
