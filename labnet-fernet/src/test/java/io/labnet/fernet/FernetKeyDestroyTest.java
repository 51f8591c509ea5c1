// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class FernetKeyDestroyTest {
    private static final String TEXT = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=";

    private static FernetKey destroyed() {
        FernetKey key = FernetKey.parse(TEXT);
        key.destroy();
        return key;
    }

    private static void assertDestroyed(ThrowingCallable use) {
        assertThatIllegalStateException().isThrownBy(use).withMessage("the key has been destroyed");
    }

    @Test
    void destroy_wipesTheBytes() throws Exception {
        Field bytes = FernetKey.class.getDeclaredField("bytes");
        bytes.setAccessible(true);
        FernetKey key = FernetKey.parse(TEXT);
        assertThat(bytes.get(key)).isNotEqualTo(new byte[32]);
        assertThat(key.isDestroyed()).isFalse();

        key.destroy();
        key.destroy();

        assertThat(bytes.get(key)).isEqualTo(new byte[32]);
        assertThat(key.isDestroyed()).isTrue();
    }

    @Test
    void destroyedKey_accessThrows() {
        FernetKey key = destroyed();

        assertDestroyed(key::text);
        assertDestroyed(key::fingerprint);
        assertDestroyed(key::signingKey);
        assertDestroyed(key::encryptionKey);
        assertDestroyed(() -> Fernet.of(key));
        assertDestroyed(() -> Fernet.of(FernetKey.generate(), key));
        assertThat(key).hasToString("FernetKey[destroyed]");
    }

    @Test
    void destroyedKey_equalsOnlyItself() {
        FernetKey key = destroyed();

        assertThat(Set.of(key).contains(key)).isTrue();
        assertThat(key)
                .isNotEqualTo(destroyed())
                .isNotEqualTo(FernetKey.parse(TEXT))
                .isNotEqualTo(FernetKey.parse("A".repeat(43) + "="));
        assertThat(FernetKey.parse("A".repeat(43) + "=")).isNotEqualTo(key);
    }

    @Test
    void fernetOfDestroyedKey_everyMethodThrows() {
        FernetKey key = FernetKey.parse(TEXT);
        FernetKey other = FernetKey.generate();
        Fernet fernet = Fernet.of(other, key);
        FernetBuffers buffers = new FernetBuffers(fernet);
        String token = fernet.encryptText("hello");
        key.destroy();

        assertDestroyed(() -> fernet.encrypt(new byte[0]));
        assertDestroyed(() -> fernet.encryptText("hello"));
        assertDestroyed(() -> fernet.decrypt(token));
        assertDestroyed(() -> fernet.decrypt("no token"));
        assertDestroyed(() -> fernet.decrypt(token, Duration.ZERO));
        assertDestroyed(() -> fernet.decryptText(token));
        assertDestroyed(() -> fernet.open(token));
        assertDestroyed(() -> fernet.open(token, Duration.ZERO));
        assertDestroyed(() -> fernet.rotate(token));
        assertDestroyed(() -> fernet.rotateIfNeeded(token));
        assertDestroyed(() -> fernet.timestamp(token));
        assertDestroyed(() -> fernet.withClockSkew(Duration.ZERO).decrypt(token));
        assertDestroyed(() -> buffers.encrypt(ByteBuffer.allocate(1)));
        assertDestroyed(() -> buffers.open(ByteBuffer.allocate(1)));
        assertThat(Fernet.of(other).decryptText(token)).isEqualTo("hello");
    }
}
