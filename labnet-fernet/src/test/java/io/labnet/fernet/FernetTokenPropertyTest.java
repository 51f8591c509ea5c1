// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static io.labnet.fernet.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class FernetTokenPropertyTest {
    @Property
    void everyTokenIsReadBackFromItsTextAndItsBytes(
            @ForAll long seed, @ForAll long timestamp, @ForAll @IntRange(min = 1, max = 20) int blocks) {
        byte[] bytes = new byte[57 + 16 * blocks];
        new Random(seed).nextBytes(bytes);
        ByteBuffer.wrap(bytes).put((byte) 0x80).putLong(timestamp);
        FernetToken token = FernetToken.of(bytes);

        assertThat(token.timestamp()).isEqualTo(timestamp);
        assertThat(ByteBuffer.allocate(bytes.length)
                        .put((byte) token.version())
                        .putLong(token.timestamp())
                        .put(token.iv())
                        .put(token.ciphertext())
                        .put(token.mac())
                        .array())
                .isEqualTo(bytes);
        assertThat(token.bytes()).isEqualTo(bytes);
        assertThat(FernetToken.parse(token.text())).isEqualTo(token).hasSameHashCodeAs(token);
    }

    @Property
    void whatIsReadIsWrittenTheSame(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int blocks,
            @ForAll char character,
            @ForAll int anyAt) {
        byte[] bytes = new byte[57 + 16 * blocks];
        new Random(seed).nextBytes(bytes);
        bytes[0] = (byte) 0x80;
        String text = FernetToken.of(bytes).text();
        int at = Math.floorMod(anyAt, text.length());
        String changed = text.substring(0, at) + character + text.substring(at + 1);

        try {
            assertThat(FernetToken.parse(changed).text()).isEqualTo(changed);
        } catch (FernetException refused) {
            assertThat(refused.reason()).isEqualTo(FernetException.Reason.INVALID);
        }
    }

    @Property
    void parse_anyText_throws(@ForAll String text) {
        assertThat(refusal(() -> FernetToken.parse(text)).reason()).isEqualTo(FernetException.Reason.INVALID);
    }
}
