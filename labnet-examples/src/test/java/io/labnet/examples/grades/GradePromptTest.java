// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.grades;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.transport.Endpoint;
import io.labnet.core.transport.MemoryTransport;
import io.labnet.core.transport.Server;
import io.labnet.core.transport.Transport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradePromptTest {
    private static final String PROMPT = "Enter a student number and a command (or exit): ";
    private static final String INVALID = "The input is invalid, please try again.\n";
    private static final String OTHER_KEY = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=";

    private final Transport transport = new MemoryTransport();

    @Test
    void prompt_showsTheAnswerAndAsksAgain() throws Exception {
        GradeService service = new GradeService(() -> Documented.BOOK, GradeReplyForm.TOKEN, false, GradeConsole.QUIET);
        try (Server server = transport.serve(Endpoint.loopback(0), service)) {
            assertThat(converse(server.endpoint(), Documented.KEY.text(), "1803933 GL1A\n1803933,GG\n 1803933GEA \n"))
                    .isEqualTo(PROMPT + "Command entered: GL1A\nFetching Lab 1 average:\nLab 1 Average: 3.5\n"
                            + PROMPT + "Command entered: GG\nGetting Grades:\n"
                            + "Lab 1: 3, Lab 2: 9, Lab 3: 9, Lab 4: 0, Midterm: 7, "
                            + "Exam 1: 4, Exam 2: 5, Exam 3: 8, Exam 4: 10\n"
                            + PROMPT + "Command entered: GEA\nFetching Exam averages:\n"
                            + "Exam 1 Average: 5.9, Exam 2 Average: 5.85, Exam 3 Average: 5.6, Exam 4 Average: 6.2\n"
                            + PROMPT + "\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "GMA", "1803933", "180393 GMA", "1803933 gma", "1803933 GXA", "1803934 GMA", "1803933;GMA"})
    void prompt_asksAgainWithoutSendingWhatIsInvalid(String typed) throws Exception {
        // Nothing listens there: anything that was sent would show as an error.
        assertThat(converse(Endpoint.loopback(1), Documented.KEY.text(), typed + "\n"))
                .isEqualTo(PROMPT + INVALID + PROMPT + "\n");
    }

    @Test
    void exit_endsAtOnce() throws Exception {
        assertThat(converse(Endpoint.loopback(1), Documented.KEY.text(), " exit\r\n1803933 GMA\n"))
                .isEqualTo(PROMPT);
    }

    @Test
    void prompt_goesOnWhenTheServerCannotBeReached() throws Exception {
        assertThat(converse(Endpoint.loopback(1), Documented.KEY.text(), "1803933 GMA\n"))
                .isEqualTo(PROMPT + "Command entered: GMA\nFetching Midterm average:\n"
                        + "cannot reach the server at 127.0.0.1:1: nothing listens on 127.0.0.1:1\n" + PROMPT + "\n");
    }

    @Test
    void prompt_explainsARefusalAndGoesOn() throws Exception {
        try (Server server = new ScriptedGradeServer("", ".").start(transport)) {
            assertThat(converse(server.endpoint(), Documented.KEY.text(), "1803933 GMA\n"))
                    .isEqualTo(PROMPT + "Command entered: GMA\nFetching Midterm average:\n"
                            + "the server closed the connection without a reply, "
                            + "as it does when it does not know the student number\n" + PROMPT + "\n");
        }
    }

    @Test
    void prompt_warnsOfATextThatAnyoneCouldHaveWrittenAndEscapesIt() throws Exception {
        try (Server server = new ScriptedGradeServer("Average: \u001b[31m7\n", "tk.").start(transport)) {
            assertThat(converse(server.endpoint(), OTHER_KEY, "1803933 GMA\n"))
                    .contains("\nwarning: the reply was opened with the key that came with it")
                    .endsWith("\nAverage: \\x1b[31m7\\x0a\n" + PROMPT + "\n");
        }
    }

    private String converse(Endpoint server, String key, String typed) throws GradeFileException, IOException {
        KeyFile keys = KeyFile.read(new StringReader("ID Number,Key\n1803933," + key + "\n"), "keys.csv");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        GradePrompt prompt = new GradePrompt(
                new GradeClient(transport, server),
                keys,
                new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(prompt.run()).isZero();
        return printed.toString(StandardCharsets.UTF_8);
    }
}
