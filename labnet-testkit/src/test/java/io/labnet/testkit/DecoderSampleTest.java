// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.testkit.internal.Input;
import io.labnet.testkit.internal.Outcome.Refusal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DecoderSampleTest {
    private static final byte[] BYTES = {1, 2, 3};

    @Test
    void accepted_expectsNoRefusal() {
        DecoderSample<String> sample = DecoderSample.accepted(BYTES, "a", "b");
        assertThat(sample.messages()).containsExactly("a", "b");
        assertThat(sample.expects(Optional.empty())).isTrue();
        assertThat(sample.expects(Optional.of(new Refusal(Reason.MALFORMED, 0))))
                .isFalse();
        assertThat(sample).hasToString("sample 01 02 03 END");
    }

    @Test
    void refused_expectsItsReason_andItsOffsetIfGiven() {
        DecoderSample<String> sample = DecoderSample.refused(BYTES, Reason.MALFORMED, "a");
        assertThat(sample.messages()).containsExactly("a");
        assertThat(sample.expects(Optional.empty())).isFalse();
        assertThat(sample.expects(Optional.of(new Refusal(Reason.CHECKSUM, 7)))).isFalse();
        assertThat(sample.expects(Optional.of(new Refusal(Reason.MALFORMED, 7))))
                .isTrue();
        assertThat(sample.at(6).expects(Optional.of(new Refusal(Reason.MALFORMED, 7))))
                .isFalse();
        assertThat(sample.at(7).expects(Optional.of(new Refusal(Reason.MALFORMED, 7))))
                .isTrue();
    }

    @Test
    void sample_copiesItsInput() {
        byte[] bytes = BYTES.clone();
        DecoderSample<String> sample = DecoderSample.accepted(bytes);
        bytes[0] = 9;
        assertThat(sample.input().bytes()).isEqualTo(BYTES);
    }

    @Test
    void at_rejectsAcceptedSample() {
        assertThatThrownBy(() -> DecoderSample.accepted(BYTES).at(0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void pausingAt_keepsPausesHoweverTheInputIsSplit() {
        Input input = DecoderSample.accepted(BYTES).pausingAt(1, 3).input();
        assertThat(Input.describe(input.whole())).isEqualTo("01 PAUSE 02 03 PAUSE END");
        assertThat(Input.describe(input.split(Chunks.ofSize(BYTES, 2)))).isEqualTo("01 PAUSE 02 | 03 PAUSE END");
        assertThat(Input.describe(Input.boundariesAlone(input.whole()))).isEqualTo("01 | PAUSE 02 03 | PAUSE | END");
        assertThat(Input.describe(input.truncated(2).whole())).isEqualTo("01 PAUSE 02 END");
    }

    @Test
    void pausingAt_rejectsPointsThatAreNotAscendingOrOutside() {
        DecoderSample<String> sample = DecoderSample.accepted(BYTES);
        assertThatThrownBy(() -> sample.pausingAt(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sample.pausingAt(4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sample.pausingAt(2, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void framed_endsWithFrame() {
        Input input = DecoderSample.accepted(BYTES).framed().input();
        assertThat(Input.describe(input.whole())).isEqualTo("01 02 03 FRAME");
        assertThat(input.isFrame()).isTrue();
    }
}
