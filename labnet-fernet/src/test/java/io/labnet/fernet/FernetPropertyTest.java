// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static io.labnet.fernet.Refusals.assertInvalid;
import static io.labnet.fernet.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.labnet.fernet.FernetException.Reason;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class FernetPropertyTest {
    private static final FernetKey KEY = FernetKey.parse("cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=");
    private static final Fernet FERNET = Fernet.of(KEY);
    private static final Forger FORGER = new Forger(KEY);
    private static final byte[] PADDED = HexFormat.of().parseHex("10".repeat(16));

    @Provide
    Arbitrary<String> tokenLikeTexts() {
        return Arbitraries.strings()
                .withCharRange('A', 'Z')
                .withCharRange('a', 'z')
                .numeric()
                .withChars("-_=+/ \n\0")
                .ofMaxLength(200)
                .map(rest -> "gAAAAAB" + rest);
    }

    @Property
    void decrypt_anyMessage_isReturned(@ForAll long keySeed, @ForAll byte[] message) {
        Fernet fernet = Fernet.of(FernetKey.generate(new Random(keySeed)));
        String token = fernet.encrypt(message);

        assertThat(fernet.decrypt(token)).isEqualTo(message);
        assertThat(fernet.decrypt(token, Duration.ofMinutes(1))).isEqualTo(message);
        assertThat(FernetToken.parse(token).text()).isEqualTo(token);
    }

    @Property
    void decryptText_anyText_isReturned(@ForAll @IntRange(max = 40) int length, @ForAll long seed) {
        String text = new Random(seed)
                .ints(length, 0, Character.MAX_CODE_POINT + 1)
                .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();

        int bytes = text.getBytes(StandardCharsets.UTF_8).length;

        assertThat(FERNET.decryptText(FERNET.withMaxPlaintextBytes(bytes).encryptText(text)))
                .isEqualTo(text);
        if (bytes > 0) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FERNET.withMaxPlaintextBytes(bytes - 1).encryptText(text))
                    .withMessageEndingWith("at least " + bytes);
        }
    }

    @Property
    void decrypt_anyText_hasSameRefusal(@ForAll String text) {
        assertInvalid(() -> FERNET.decrypt(text));
        assertInvalid(() -> FERNET.decryptText(text, Duration.ZERO));
    }

    @Property
    void decrypt_tokenLikeText_hasSameRefusal(@ForAll("tokenLikeTexts") String text) {
        assertInvalid(() -> FERNET.decrypt(text));
        assertInvalid(() -> FERNET.decryptText(text, Duration.ZERO));
    }

    @Property
    void whateverIsSignedIsOpenedOnlyAsTheJdkWould(
            @ForAll long timestamp,
            @ForAll @IntRange(min = 1, max = 3) int blocks,
            @ForAll long seed,
            @ForAll @IntRange(max = 17) int padding,
            @ForAll @IntRange(max = 16) int written)
            throws Exception {
        byte[] padded = new byte[16 * blocks];
        new Random(seed).nextBytes(padded);
        Arrays.fill(padded, padded.length - written, padded.length, (byte) padding);
        String token = FORGER.token(timestamp, padded);
        Optional<byte[]> message = FORGER.opened(token);

        if (message.isPresent()) {
            assertThat(FERNET.decrypt(token)).isEqualTo(message.get());
        } else {
            assertInvalid(() -> FERNET.decrypt(token));
        }
    }

    @Property
    void whateverIsSignedIsJudgedByItsTimeAsExactArithmeticWould(
            @ForAll long timestamp,
            @ForAll @LongRange(min = 0, max = 31_556_889_864_403_199L) long now,
            @ForAll @LongRange(min = 0) long timeToLive,
            @ForAll @LongRange(min = 0) long clockSkew)
            throws Exception {
        Fernet fernet = FERNET.withClock(Clock.fixed(Instant.ofEpochSecond(now), ZoneOffset.UTC))
                .withClockSkew(Duration.ofSeconds(clockSkew));
        String token = FORGER.token(timestamp, PADDED);
        BigInteger made = new BigInteger(Long.toUnsignedString(timestamp));
        boolean expired = made.add(BigInteger.valueOf(timeToLive)).compareTo(BigInteger.valueOf(now)) < 0;
        boolean early =
                BigInteger.valueOf(now).add(BigInteger.valueOf(clockSkew)).compareTo(made) < 0;

        if (expired || early) {
            assertThat(refusal(() -> fernet.decrypt(token, Duration.ofSeconds(timeToLive)))
                            .reason())
                    .isEqualTo(expired ? Reason.EXPIRED : Reason.FROM_THE_FUTURE);
        } else {
            assertThat(fernet.decrypt(token, Duration.ofSeconds(timeToLive))).isEmpty();
        }
    }
}
