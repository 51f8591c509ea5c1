// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Opens arbitrary input: as the text of a token, and as fields with a valid MAC. */
class FernetFuzzTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final FernetKey KEY = FernetKey.generate(new Random(11));
    private static final Forger FORGER = new Forger(KEY);

    static Stream<byte[]> seeds() {
        return Stream.of("", "hello", "a message of more than one block")
                .map(message -> fernet(FernetEngine.JDK).encrypt(message.getBytes(StandardCharsets.UTF_8)))
                .flatMap(token -> Stream.of(
                        token.getBytes(StandardCharsets.US_ASCII),
                        unsigned(Base64.getUrlDecoder().decode(token))));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "1m")
    void open_anyInput_enginesAgree(byte[] bytes) throws Exception {
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            assertThat(FernetToken.parse(text).text()).isEqualTo(text);
        } catch (FernetException refused) {
            assertThat(refused.reason()).isEqualTo(FernetException.Reason.INVALID);
        }
        assertAgreed(text);
        assertAgreed(FORGER.signed(bytes));
    }

    /** Checks that both engines have the same outcome, and that the lenient form accepts every strict text. */
    private static void assertAgreed(String token) {
        String strict = outcome(fernet(FernetEngine.JDK), token);
        assertThat(outcome(fernet(FernetEngine.BOUNCY_CASTLE), token)).isEqualTo(strict);
        String lenient = outcome(fernet(FernetEngine.JDK).lenient(), token);
        assertThat(outcome(fernet(FernetEngine.BOUNCY_CASTLE).lenient(), token)).isEqualTo(lenient);
        if (!strict.startsWith(FernetException.Reason.INVALID.name())) {
            assertThat(lenient).isEqualTo(strict);
        }
    }

    private static String outcome(Fernet fernet, String token) {
        try {
            FernetMessage message = fernet.open(token);
            return message + Arrays.toString(message.bytes());
        } catch (FernetException refusal) {
            return refusal.reason() + refusal.getMessage();
        }
    }

    private static Fernet fernet(FernetEngine engine) {
        return Fernet.of(KEY).withEngine(engine).at(NOW).withIvSource(() -> new byte[16]);
    }

    private static byte[] unsigned(byte[] token) {
        return Arrays.copyOf(token, token.length - 32);
    }
}
