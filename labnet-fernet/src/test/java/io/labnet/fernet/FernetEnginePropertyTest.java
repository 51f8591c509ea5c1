// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Checks that both engines produce the same tokens, messages and refusals for any input. */
class FernetEnginePropertyTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final FernetKey KEY = FernetKey.generate(new Random(9));
    private static final FernetKey OTHER = FernetKey.generate(new Random(10));
    private static final Forger FORGER = new Forger(KEY);

    private static Fernet fernet(FernetEngine engine) {
        return Fernet.of(OTHER, KEY).withEngine(engine).at(NOW).withIvSource(() -> new byte[16]);
    }

    /** Returns the message, timestamp and key of a token, or its refusal, as text. */
    private static String outcome(FernetEngine engine, Function<Fernet, FernetMessage> open) {
        try {
            FernetMessage message = open.apply(fernet(engine));
            return message + Arrays.toString(message.bytes());
        } catch (FernetException refusal) {
            return refusal.reason() + refusal.getMessage();
        }
    }

    private static void assertSame(String token) {
        for (Function<Fernet, FernetMessage> open : opens(token)) {
            assertThat(outcome(FernetEngine.BOUNCY_CASTLE, open)).isEqualTo(outcome(FernetEngine.JDK, open));
        }
    }

    private static Iterable<Function<Fernet, FernetMessage>> opens(String token) {
        ByteBuffer ascii = ByteBuffer.wrap(token.getBytes(StandardCharsets.UTF_8));
        return List.of(
                fernet -> fernet.open(token),
                fernet -> fernet.open(token, Duration.ofSeconds(60)),
                fernet -> fernet.lenient().open(token),
                fernet -> new FernetBuffers(fernet).open(ascii));
    }

    @Property
    void validToken_sameOutcomeWithEachEngine(@ForAll byte[] message) {
        String token = fernet(FernetEngine.JDK).encrypt(message);

        assertThat(fernet(FernetEngine.BOUNCY_CASTLE).encrypt(message)).isEqualTo(token);
        assertThat(fernet(FernetEngine.BOUNCY_CASTLE).decrypt(token)).isEqualTo(message);
        assertSame(token);
    }

    @Property
    void mutatedTokensAreTheSame(
            @ForAll @Size(max = 40) byte[] message, @ForAll @IntRange(max = 200) int at, @ForAll byte value) {
        byte[] token = Base64.getUrlDecoder().decode(fernet(FernetEngine.JDK).encrypt(message));
        token[at % token.length] = value;
        assertSame(Base64.getUrlEncoder().encodeToString(token));
        assertSame(Base64.getUrlEncoder().encodeToString(Arrays.copyOf(token, at)));
    }

    @Property
    void whateverIsSignedIsTheSame(
            @ForAll @IntRange(min = 0x7f, max = 0x81) int version,
            @ForAll @IntRange(min = -70, max = 70) int ahead,
            @ForAll @IntRange(max = 50) int length,
            @ForAll long seed)
            throws Exception {
        byte[] ciphertext = new byte[length];
        new Random(seed).nextBytes(ciphertext);
        assertSame(FORGER.signed(version, NOW.getEpochSecond() + ahead, ciphertext));
        assertSame(FORGER.signed(0x80, NOW.getEpochSecond() + ahead, Arrays.copyOf(ciphertext, length / 16 * 16)));
    }

    @Property
    void whateverIsPaddedIsTheSame(
            @ForAll @IntRange(min = 1, max = 3) int blocks,
            @ForAll @IntRange(max = 17) int padding,
            @ForAll @IntRange(max = 16) int written)
            throws Exception {
        byte[] padded = new byte[16 * blocks];
        Arrays.fill(padded, padded.length - written, padded.length, (byte) padding);
        assertSame(FORGER.token(NOW.getEpochSecond(), padded));
    }

    @Property
    void anyText_sameOutcomeWithEachEngine(@ForAll String text) {
        assertSame(text);
    }
}
