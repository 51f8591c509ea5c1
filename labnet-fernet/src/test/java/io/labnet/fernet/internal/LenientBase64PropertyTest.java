// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class LenientBase64PropertyTest {
    @Provide
    Arbitrary<String> base64LikeTexts() {
        return Arbitraries.strings().withChars("AQgw-_+/=!\n\0").ofMaxLength(40);
    }

    @Property
    void lenient_strictText_decodesToSameBytes(@ForAll("base64LikeTexts") String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        byte[] strict = orNull(() -> StrictBase64.decode(ascii));
        if (strict != null) {
            assertThat(new LenientBase64().read(ascii, true)).isEqualTo(strict);
        }
    }

    @Property
    void read_inPieces_decodesToSameBytes(@ForAll("base64LikeTexts") String text, @ForAll long seed) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);

        assertThat(orNull(() -> inPieces(ascii, new Random(seed))))
                .isEqualTo(orNull(() -> new LenientBase64().read(ascii, true)));
    }

    private static byte[] inPieces(byte[] text, Random random) {
        LenientBase64 reader = new LenientBase64();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int from = 0;
        while (from < text.length) {
            int to = from + 1 + random.nextInt(text.length - from);
            out.writeBytes(reader.read(Arrays.copyOfRange(text, from, to), to == text.length));
            from = to;
        }
        return out.toByteArray();
    }

    private static byte @Nullable [] orNull(Supplier<byte[]> decoding) {
        try {
            return decoding.get();
        } catch (IllegalArgumentException refused) {
            return null;
        }
    }
}
