// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.numbers.NumberReply;
import io.labnet.numbers.NumberRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberExchangeTest {
    private static final NumberRequest REQUEST = new NumberRequest("Ada Client", 25);

    @ParameterizedTest
    @CsvSource({"1, 26", "100, 125", "1,", "100,"})
    void fault_correctReply_isEmpty(long number, @Nullable Long sum) {
        assertThat(fault(number, sum)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 25", "101, 126", "-1,", "500,", "-9223372036854775808,", "9223372036854775807,"})
    void fault_numberOutOfRange_isReported(long number, @Nullable Long sum) {
        assertThat(fault(number, sum))
                .isEqualTo("the server's number " + number + " is not within 1 to 100 (numbers-3.2)");
    }

    @ParameterizedTest
    @CsvSource({"10, 34", "10, -35", "100, 0"})
    void fault_wrongSum_isReported(long number, long sum) {
        assertThat(fault(number, sum))
                .isEqualTo(
                        "the server's sum is " + sum + ", but the correct sum is " + (25 + number) + " (numbers-3.3)");
    }

    @Test
    void fault_numberAndSum_areBothReported() {
        assertThat(fault(101, 125L))
                .contains("number 101 is not", "; the server's sum is 125, but the correct sum is 126");
    }

    @ParameterizedTest
    @CsvSource({"10, 2510", "7, 725"})
    void fault_joinedStrings_areExplained(long number, long sum) {
        assertThat(fault(number, sum)).endsWith("; likely cause: the numbers were added as strings (numbers-3.3)");
    }

    private static String fault(long number, @Nullable Long sum) {
        return new NumberExchange(REQUEST, new NumberReply("Py", number, sum)).fault();
    }
}
