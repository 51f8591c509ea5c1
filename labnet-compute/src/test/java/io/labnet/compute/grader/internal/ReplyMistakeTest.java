// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.compute.NameUuid;
import io.labnet.compute.RequestWord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyMistakeTest {
    private static final String UUID = NameUuid.of("Client1").toString();

    @ParameterizedTest
    @CsvSource({
        "7, 21_UUID, the sequence begins with 1; 2",
        "2, 2_UUID, ''",
        "7, 9_UUID, ''",
        "7, 8.0_UUID, a floating-point number",
        "90, 1.7799794160047142e+18_UUID, a floating-point number",
        "7, '\0\0\0\b_UUID', a binary integer in place of decimal text",
        "7, HTTP/1.1 400 Bad Request, an HTTP server",
        "7, b'8_UUID', the text that Python prints for bytes: send the bytes themselves; not str() of them"
    })
    void wrongFibonacciNumber_isExplained(int n, String reply, String cause) {
        assertExplained(new Question(RequestWord.FIBONACCI, n, 0), reply, cause, "3.4");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0_UUID, 0! is 1",
        "6, 120_UUID, the product ends before n",
        "13, 1932053504_UUID, the result does not fit into 32 bits",
        "17, -288522240_UUID, the result does not fit into 32 bits",
        "21, -4249290049419214848_UUID, the result does not fit into 64 bits",
        "1, 0_UUID, ''",
        "1001, 1_UUID, ''"
    })
    void wrongFactorial_isExplained(int n, String reply, String cause) {
        assertExplained(new Question(RequestWord.FACTORIAL, n, 0), reply, cause, "3.4");
    }

    @ParameterizedTest
    @CsvSource({
        "3_UUID, the spaces are counted; not the words",
        "8_UUID, the bytes are counted; not the words",
        "5_UUID, ''"
    })
    void wrongWordCount_isExplained(String reply, String cause) {
        assertExplained(new Question(RequestWord.WORD_COUNT, 8, 4), reply, cause, "3.4");
    }

    @ParameterizedTest
    @CsvSource({
        "8 UUID, another separator than an underscore",
        "8-UUID, another separator than an underscore",
        "8_UUID5_UUID, more than one reply to a request",
        "'8_UUID\n8_UUID', more than one reply to a request"
    })
    void wrongForm_isExplained(String reply, String cause) {
        assertExplained(new Question(RequestWord.FIBONACCI, 7, 0), reply, cause, "3.5");
    }

    @Test
    void abbreviatedReply_isExplained() {
        assertThat(ReplyMistake.explain(
                        new Question(RequestWord.FACTORIAL, 6, 0), "1".repeat(160) + "..." + UUID + " (900 bytes)"))
                .hasMessage("the reply is wrong (compute-3.4)");
    }

    private static void assertExplained(Question question, String reply, String cause, String rule) {
        String likely = cause.isEmpty() ? "" : "; likely cause: " + cause.replace(';', ',');
        assertThat(ReplyMistake.explain(question, reply.replace("UUID", UUID)))
                .hasMessage("the reply is wrong" + likely + " (compute-" + rule + ")");
    }
}
