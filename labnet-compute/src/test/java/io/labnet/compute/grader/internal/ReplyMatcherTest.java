// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader.internal;

import static io.labnet.compute.Spoken.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.compute.FibonacciCount;
import io.labnet.compute.NameUuid;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyMatcherTest {
    private static final UUID ID = NameUuid.of("Client1");
    private static final String DASHED = ID.toString();
    private static final String PLAIN = IdentityMatcher.plain(ID);

    @Test
    void matched_acceptsEveryForm() {
        for (String form : new String[] {"720_" + DASHED, "720_" + PLAIN, DASHED + "_720", PLAIN + "_720"}) {
            for (int split = 0; split <= form.length(); split++) {
                ReplyMatcher matcher = new ReplyMatcher(Answer.factorial(6), ID);
                hear(matcher, form.substring(0, split));
                hear(matcher, form.substring(split) + "\r\n");

                assertThat(matcher.matched()).as(form).hasSize(1);
                assertThat(matcher.mayContinue()).isFalse();
            }
        }
    }

    @Test
    void matched_hasFibonacciCount() {
        assertThat(fibonacci(7, "8_" + DASHED).matched().get(0).counts()).containsExactly(FibonacciCount.ONE_BASED);
        assertThat(fibonacci(7, "13_" + DASHED).matched().get(0).counts()).containsExactly(FibonacciCount.ZERO_BASED);
        assertThat(fibonacci(2, "1_" + DASHED).matched()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"721_", "72_", "7200_", "720 ", "0_", "ERROR busy_", "-720_"})
    void matched_otherValue_isEmpty(String wrong) {
        ReplyMatcher matcher = factorial(wrong + DASHED);

        assertThat(matcher.matched()).isEmpty();
        assertThat(matcher.mayContinue()).isFalse();
        assertThat(matcher.received()).hasToString(wrong + DASHED);
        assertThat(matcher.expected()).isEqualTo("720_" + DASHED);
    }

    @Test
    void lacksUuid_isTrueOnlyForCorrectAnswers() {
        assertThat(factorial("720").lacksUuid()).isTrue();
        assertThat(factorial("72").lacksUuid()).isFalse();
        assertThat(factorial("72").mayContinue()).isTrue();
        assertThat(factorial("721").lacksUuid()).isFalse();
    }

    @Test
    void longReply_isComparedToItsLastDigit() {
        String digits = Answer.factorial(3000).get(0).value().toString();
        ReplyMatcher right = new ReplyMatcher(Answer.factorial(3000), ID);
        ReplyMatcher wrong = new ReplyMatcher(Answer.factorial(3000), ID);
        hear(right, digits + "_" + DASHED);
        hear(wrong, digits.substring(0, digits.length() - 1) + "1_" + DASHED);

        assertThat(right.matched()).hasSize(1);
        assertThat(wrong.matched()).isEmpty();
        assertThat(wrong.received().toString())
                .hasSizeLessThan(400)
                .contains("...")
                .endsWith("_" + DASHED + " (" + (digits.length() + 37) + " bytes)");
    }

    private static ReplyMatcher fibonacci(int n, String reply) {
        return hear(new ReplyMatcher(Answer.fibonacci(n), ID), reply);
    }

    private static ReplyMatcher factorial(String reply) {
        return hear(new ReplyMatcher(Answer.factorial(6), ID), reply);
    }

    private static ReplyMatcher hear(ReplyMatcher matcher, String reply) {
        matcher.add(ByteBuffer.wrap(bytes(reply)));
        return matcher;
    }
}
