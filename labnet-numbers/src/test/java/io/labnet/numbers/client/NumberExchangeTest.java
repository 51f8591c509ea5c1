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
        assertThat(fault(number, sum)).isEqualTo("the server's number " + number + " is not within 1 to 100");
    }

    @ParameterizedTest
    @CsvSource({"10, 34", "10, -35", "100, 0"})
    void fault_wrongSum_isReported(long number, long sum) {
        assertThat(fault(number, sum))
                .isEqualTo("the server's sum is " + sum + ", but the correct sum is " + (25 + number));
    }

    @Test
    void fault_numberAndSum_areBothReported() {
        assertThat(fault(101, 125L))
                .contains("number 101 is not", "; the server's sum is 125, but the correct sum is 126");
    }

    private static String fault(long number, @Nullable Long sum) {
        return new NumberExchange(REQUEST, new NumberReply("Py", number, sum)).fault();
    }
}
