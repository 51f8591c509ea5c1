// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static io.labnet.fernet.Refusals.assertInvalid;
import static io.labnet.fernet.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.labnet.fernet.internal.StrictBase64;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several keys, and the change from one to the next. */
class FernetKeyRingTest {
    private static final FernetKey NEW = FernetKey.generate(new Random(1));
    private static final FernetKey OLD = FernetKey.generate(new Random(2));
    private static final FernetKey OLDEST = FernetKey.generate(new Random(3));
    private static final FernetKey STRANGER = FernetKey.generate(new Random(4));
    private static final Fernet ALL = Fernet.of(NEW, OLD, OLDEST);
    private static final Instant THEN = Instant.ofEpochSecond(499_162_800);

    @Test
    void encrypt_usesTheFirstKey() {
        String token = ALL.encryptText("hello");

        assertThat(Fernet.of(NEW).decryptText(token)).isEqualTo("hello");
        assertInvalid(() -> Fernet.of(OLD, OLDEST).decrypt(token));
    }

    @Test
    void open_returnsIndexOfFittingKey() {
        List<FernetKey> keys = List.of(NEW, OLD, OLDEST);
        for (int i = 0; i < keys.size(); i++) {
            String token = Fernet.of(keys.get(i)).at(THEN).encryptText("hello");
            FernetMessage message = ALL.open(token);

            assertThat(message.keyIndex()).isEqualTo(i);
            assertThat(message.text()).isEqualTo("hello");
            assertThat(message.bytes()).isEqualTo("hello".getBytes(StandardCharsets.US_ASCII));
            assertThat(message.timestamp()).isEqualTo(THEN.getEpochSecond());
            assertThat(ALL.at(THEN).open(token, Duration.ZERO).keyIndex()).isEqualTo(i);
            assertThat(ALL.decryptText(token)).isEqualTo("hello");
            assertThat(message).hasToString("FernetMessage[5 bytes, timestamp=499162800, keyIndex=" + i + "]");
        }
        assertInvalid(() -> ALL.open(Fernet.of(STRANGER).encryptText("hello")));
    }

    @Test
    void open_anyKey_checksTime() {
        String token = Fernet.of(OLDEST).at(THEN).encryptText("hello");

        assertThat(refusal(() -> ALL.at(THEN.plusSeconds(61)).open(token, Duration.ofSeconds(60)))
                        .reason())
                .isEqualTo(FernetException.Reason.EXPIRED);
        assertThat(refusal(() -> ALL.at(THEN.minusSeconds(61)).open(token, Duration.ofSeconds(60)))
                        .reason())
                .isEqualTo(FernetException.Reason.FROM_THE_FUTURE);
    }

    @Test
    void bytes_returnsCopy() {
        FernetMessage message = ALL.open(ALL.encryptText("hello"));
        message.bytes()[0] = 0;

        assertThat(message.text()).isEqualTo("hello");
    }

    @Test
    void open_sameSigningHalf_triesNextKey() {
        byte[] mixed = Arrays.copyOf(NEW.signingKey(), 32);
        System.arraycopy(OLD.encryptionKey(), 0, mixed, 16, 16);
        FernetKey sameSigner = FernetKey.parse(StrictBase64.encode(mixed));
        String token = Fernet.of(sameSigner).withIvSource(() -> new byte[16]).encrypt(new byte[32]);

        assertInvalid(() -> Fernet.of(NEW).decrypt(token));
        assertThat(Fernet.of(NEW, sameSigner).open(token).keyIndex()).isEqualTo(1);
        assertThat(Fernet.of(NEW).timestamp(token))
                .isEqualTo(FernetToken.parse(token).timestamp());
    }

    @Test
    void of_list_isCopied() {
        List<FernetKey> keys = new ArrayList<>(List.of(NEW, OLD));
        Fernet fernet = Fernet.of(keys);
        keys.set(0, STRANGER);

        assertThat(Fernet.of(NEW).decryptText(fernet.encryptText("hello"))).isEqualTo("hello");
    }

    @Test
    void of_emptyOrNull_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fernet.of(List.of()))
                .withMessage("a Fernet needs at least one key");
        assertThatNullPointerException().isThrownBy(() -> Fernet.of(NEW, (FernetKey) null));
        assertThatNullPointerException().isThrownBy(() -> Fernet.of((FernetKey) null));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 499_162_800, Long.MAX_VALUE, Long.MIN_VALUE, -1})
    void rotate_keepsTimestampAndMessage(long timestamp) throws Exception {
        byte[] padded = new byte[16];
        padded[15] = 1;
        String old = new Forger(OLD).token(timestamp, padded);
        RotatedToken rotated = ALL.rotate(old);

        assertThat(rotated.keyIndex()).isEqualTo(1);
        assertThat(ALL.timestamp(old)).isEqualTo(timestamp);
        assertThat(ALL.timestamp(rotated.text())).isEqualTo(timestamp);
        assertThat(Fernet.of(NEW).decrypt(rotated.text())).isEqualTo(new byte[15]);
        assertThat(FernetToken.parse(rotated.text()).iv())
                .isNotEqualTo(FernetToken.parse(old).iv());
        assertThat(rotated.changed()).isTrue();
        assertThat(ALL.rotate(rotated.text()).keyIndex()).isZero();
        assertThat(ALL.rotate(rotated.text()).changed()).isTrue();
        assertThat(ALL.rotate(rotated.text()).text()).isNotEqualTo(rotated.text());
    }

    @Test
    void rotateIfNeeded_firstKey_keepsTheText() {
        String token = ALL.encryptText("hello");
        String loose = " " + token.replace("=", "") + "==\n";

        assertThat(ALL.rotateIfNeeded(token)).isEqualTo(new RotatedToken(token, 0, false));
        assertThat(ALL.lenient().rotateIfNeeded(loose)).isEqualTo(new RotatedToken(loose, 0, false));
    }

    @Test
    void rotateIfNeeded_otherKey_rotates() {
        String old = Fernet.of(OLDEST).at(THEN).encryptText("hello");
        RotatedToken rotated = ALL.rotateIfNeeded(old);

        assertThat(rotated.keyIndex()).isEqualTo(2);
        assertThat(rotated.changed()).isTrue();
        assertThat(Fernet.of(NEW).decryptText(rotated.text())).isEqualTo("hello");
        assertThat(Fernet.of(NEW).timestamp(rotated.text())).isEqualTo(THEN.getEpochSecond());
        assertThat(ALL.rotateIfNeeded(rotated.text()).text()).isEqualTo(rotated.text());
    }

    /** The first key verifies this token, but only the second decrypts it. */
    @Test
    void rotateIfNeeded_sameSigningHalf_rotates() {
        byte[] mixed = Arrays.copyOf(NEW.signingKey(), 32);
        System.arraycopy(OLD.encryptionKey(), 0, mixed, 16, 16);
        FernetKey sameSigner = FernetKey.of(mixed);
        String token = Fernet.of(sameSigner).withIvSource(() -> new byte[16]).encrypt(new byte[32]);

        RotatedToken rotated = Fernet.of(NEW, sameSigner).rotateIfNeeded(token);

        assertThat(rotated.keyIndex()).isEqualTo(1);
        assertThat(Fernet.of(NEW).decrypt(rotated.text())).isEqualTo(new byte[32]);
    }

    @Test
    void rotate_invalidToken_throws() {
        assertInvalid(() -> ALL.rotateIfNeeded(Fernet.of(STRANGER).encryptText("hello")));
        assertInvalid(() -> ALL.rotateIfNeeded(""));
        assertInvalid(() -> ALL.rotate(Fernet.of(STRANGER).encryptText("hello")));
        assertInvalid(() -> ALL.rotate(""));
    }

    /** As the Javadoc of rotate warns. */
    @Test
    void rotate_lenient_keepsOnlyTheFirstTokenOfAText() {
        String old = Fernet.of(OLD).encryptText("hello");

        RotatedToken rotated = ALL.lenient().rotate("# " + old.replace("gAAAA", "gA AAA") + ", " + old);

        assertThat(rotated.text()).hasSameSizeAs(old);
        assertThat(ALL.decryptText(rotated.text())).isEqualTo("hello");
    }

    @Test
    void nullArgument_isNamed() {
        assertThatNullPointerException().isThrownBy(() -> ALL.rotate(null)).withMessage("token");
        assertThatNullPointerException()
                .isThrownBy(() -> ALL.rotateIfNeeded(null))
                .withMessage("token");
        assertThatNullPointerException().isThrownBy(() -> ALL.timestamp(null)).withMessage("token");
        assertThatNullPointerException()
                .isThrownBy(() -> new RotatedToken(null, 0, true))
                .withMessage("text");
        assertThatNullPointerException().isThrownBy(() -> FernetKey.parse(null)).withMessage("text");
    }

    @Test
    void rotatedToken_toString_hidesToken() {
        RotatedToken rotated = ALL.rotate(ALL.encryptText("hello"));

        assertThat(rotated).hasToString("RotatedToken[100 characters, keyIndex=0, changed=true]");
    }

    @Test
    void timestamp_forgedToken_throws() {
        String token = ALL.at(THEN).encryptText("hello");
        String forged = token.substring(0, 10) + "BBBB" + token.substring(14);

        assertThat(ALL.timestamp(token)).isEqualTo(THEN.getEpochSecond());
        assertInvalid(() -> ALL.timestamp(forged));
        assertInvalid(() -> Fernet.of(STRANGER).timestamp(token));
        assertInvalid(() -> ALL.timestamp("gAAAAA=="));
    }
}
