// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchIllegalArgumentException;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class FernetKeyPropertyTest {
    @Provide
    Arbitrary<String> nearlyKeys() {
        return Arbitraries.strings()
                .withCharRange('A', 'Z')
                .withCharRange('a', 'z')
                .numeric()
                .withChars("-_")
                .ofLength(43)
                .map(digits -> digits + "=");
    }

    @Property
    void parse_textOfAnyKey_returnsEqualKey(@ForAll long seed) {
        FernetKey key = FernetKey.generate(new Random(seed));

        assertThat(key.text()).hasSize(FernetKey.TEXT_LENGTH).matches("[A-Za-z0-9_-]{43}=");
        assertThat(FernetKey.parse(key.text())).isEqualTo(key);
    }

    @Property
    void fingerprint_dependsOnEveryBit(@ForAll long seed, @ForAll @IntRange(max = 255) int bit) {
        byte[] bytes = new byte[FernetKey.BYTES];
        new Random(seed).nextBytes(bytes);
        FernetKey key = FernetKey.of(bytes);
        bytes[bit / 8] ^= (byte) (1 << bit % 8);

        assertThat(key.fingerprint())
                .matches("[0-9a-f]{16}")
                .isEqualTo(FernetKey.parse(key.text()).fingerprint())
                .isNotEqualTo(FernetKey.of(bytes).fingerprint());
    }

    @Property
    void text_ofParsedKey_isSameText(@ForAll("nearlyKeys") String text) {
        boolean leavesNoBitOver = "AEIMQUYcgkosw048".indexOf(text.charAt(42)) >= 0;
        if (leavesNoBitOver) {
            assertThat(FernetKey.parse(text).text()).isEqualTo(text);
        } else {
            IllegalArgumentException refusal = catchIllegalArgumentException(() -> FernetKey.parse(text));
            assertThat(refusal).hasMessageNotContaining(text.substring(0, 8));
        }
    }

    @Property
    void oneForeignCharacterIsRefused(
            @ForAll long seed, @ForAll @IntRange(max = FernetKey.TEXT_LENGTH - 1) int at, @ForAll char foreign) {
        String text = FernetKey.generate(new Random(seed)).text();
        String changed = text.substring(0, at) + foreign + text.substring(at + 1);
        boolean isDigit = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".indexOf(foreign) >= 0;
        Assume.that(!isDigit && !changed.equals(text));

        assertThatIllegalArgumentException().isThrownBy(() -> FernetKey.parse(changed));
    }
}
