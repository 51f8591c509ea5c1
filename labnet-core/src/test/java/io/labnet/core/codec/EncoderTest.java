// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EncoderTest {
    @Test
    void encodeWhole_returnsBytesOfMessage() {
        Encoder<String> encoder = (text, out) -> {
            out.put(text.length());
            out.putText(text);
        };
        assertThat(Encoder.encodeWhole(encoder, "ab")).containsExactly(2, 'a', 'b');
        assertThat(Encoder.encodeWhole(encoder, "")).containsExactly(0);
    }
}
