// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LenientBase64PropertyTest {
    @Provide
    Arbitrary<String> base64LikeTexts() {
        return Arbitraries.strings().withChars("AQgw-_+/=!\n\0").ofMaxLength(40);
    }

    @Property
    void whatIsStrictIsReadAlike(@ForAll byte[] bytes) {
        assertThat(LenientBase64.decode(StrictBase64.encode(bytes))).isEqualTo(bytes);
    }

    @Property
    void whatStrictTakesLenientTakesAlike(@ForAll("base64LikeTexts") String text) {
        byte[] strict = StrictBase64.decode(text);
        if (strict != null) {
            assertThat(LenientBase64.decode(text)).isEqualTo(strict);
        }
    }

    @Property
    void piecesGiveTheSameAsTheWhole(@ForAll("base64LikeTexts") String text, @ForAll long seed) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        Random random = new Random(seed);
        LenientBase64 reader = new LenientBase64();
        byte[] out = new byte[ascii.length];
        int end = 0;
        int from = 0;
        while (from < ascii.length) {
            int to = from + 1 + random.nextInt(ascii.length - from);
            int before = end;
            end = reader.read(ascii, from, to, out, end);
            assertThat(end - before).isLessThanOrEqualTo(LenientBase64.maxBytes(to - from));
            from = to;
        }

        assertThat(reader.isComplete() ? Arrays.copyOf(out, end) : null).isEqualTo(LenientBase64.decode(text));
    }
}
