// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.labnet.core.codec.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The likely causes of refusals. */
class NumberMistakeTest {
    @ParameterizedTest
    @CsvSource({
        "7b0022007d00, text in UTF-16: send UTF-8 (numbers-1.3)",
        "007b0022007d, text in UTF-16: send UTF-8 (numbers-1.3)",
        "00000032, the bytes 00 00 00 32 are the length of the object: only the object is expected (numbers-1.4)",
        "3200000000000000, the bytes 32 00 00 00 00 00 00 00 are the length of the object: only the object is expected (numbers-1.4)",
        "000000027b7d, the bytes 00 00 00 02 are the length of the object: only the object is expected (numbers-1.4)",
        "4d0000007b7d, the bytes 4d 00 00 00 are the length of the object: only the object is expected (numbers-1.4)",
        "007b7b22, the bytes 00 7b are the length of the object: only the object is expected (numbers-1.4)",
        "00327b22, the bytes 00 32 are the length of the object: only the object is expected (numbers-1.4)",
        "00000000000000327b, the bytes 00 00 00 00 00 00 00 32 are the length of the object: only the object is expected (numbers-1.4)",
        "35307b22, the digits are the length of the object: only the object is expected (numbers-1.4)",
        "35302020207b22, the digits are the length of the object: only the object is expected (numbers-1.4)"
    })
    void bytes_areExplained(String hex, String cause) {
        assertThat(refusal(HexFormat.of().parseHex(hex))).endsWith("; likely cause: " + cause);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                "\"{}\"# JSON encoded twice: the object is inside a string (numbers-1.1)",
                "{'a': 1}# a Python dict turned into text by str(): json.dumps makes JSON of it (numbers-1.1)",
                "{\"a\": None}# a value of Python: json.dumps writes null, true and false (numbers-1.1)",
                "{\"a\": True}# a value of Python: json.dumps writes null, true and false (numbers-1.1)",
                "{\"client_name\": \"a\", \"client_number\": 25.0}# a floating-point number: send an integer (numbers-2.3)",
                "{\"server_name\": \"a\", \"server_number\": 25}# a reply was sent instead of a request (numbers-2.1)",
                "{\"client-name\": \"a\", \"client_number\": 25}# client-name is meant: names are compared exactly (numbers-2.1)",
            })
    void text_isExplained(String message, String cause) {
        assertThat(refusal(message.getBytes(StandardCharsets.UTF_8))).endsWith("; likely cause: " + cause);
    }

    /** A wrong hint is worse than none, even if only the beginning has arrived. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "Welcome",
                "25",
                "25\r\n",
                "50     ",
                "2\0",
                "25 apples",
                "h\u0002",
                "hello",
                "{\u0002",
                "{\0\0\0{\"a\": 1}",
                "\u0001\u0002\u0003",
                "\0\0\0\u0019",
                "[1]",
                "{\"a\": NaN}",
                "{\"a\": Truth}",
                "{\"client_name\": \"\\None\"}",
                "{\"client_name\": \"a\", \"client_number\": 25.5}",
                "{\"client_name\": \"a\", \"client_number\": \"x\"}",
                "{\"client_number\": 25}",
            })
    void otherInput_hasNoLikelyCause(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        for (int arrived = 1; arrived <= bytes.length; arrived++) {
            assertThat(refusal(Arrays.copyOf(bytes, arrived)))
                    .matches(".* \\(numbers-[12]\\.\\d\\)")
                    .doesNotContain("likely");
        }
    }

    private static String refusal(byte[] message) {
        ProtocolException problem = catchThrowableOfType(ProtocolException.class, () -> NumberRequest.decode(message));
        return String.valueOf(problem.getMessage());
    }
}
