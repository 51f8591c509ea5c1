// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import static io.labnet.fernet.Refusals.assertInvalid;
import static io.labnet.fernet.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.labnet.fernet.internal.TokenFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FernetBuffersTest {
    private static final Instant THEN = Instant.ofEpochSecond(499_162_800);
    private static final Fernet FERNET = Fernet.of(FernetKey.generate()).at(THEN);
    private static final FernetBuffers BUFFERS = new FernetBuffers(FERNET);

    /** Returns buffers of every kind, each with other bytes before and after the message. */
    private static Stream<ByteBuffer> hello() {
        ByteBuffer heap = ByteBuffer.wrap("..hello.".getBytes(StandardCharsets.US_ASCII), 2, 5);
        ByteBuffer direct = ByteBuffer.allocateDirect(9).put((byte) 1).put(heap.duplicate());
        return Stream.of(
                heap, heap.slice(), heap.asReadOnlyBuffer(), direct.flip().position(1));
    }

    private static String ascii(ByteBuffer buffer) {
        return StandardCharsets.US_ASCII.decode(buffer.duplicate()).toString();
    }

    @ParameterizedTest
    @MethodSource("hello")
    void encrypt_readsRemainingBytesAndKeepsPosition(ByteBuffer hello) {
        int position = hello.position();
        int limit = hello.limit();
        ByteBuffer token = BUFFERS.encrypt(hello);

        assertThat(FERNET.decryptText(ascii(token))).isEqualTo("hello");
        assertThat(hello.position()).isEqualTo(position);
        assertThat(hello.limit()).isEqualTo(limit);
        assertThat(ascii(hello)).isEqualTo("hello");
    }

    @Test
    void open_readsRemainingBytesAndKeepsPosition() {
        byte[] ascii = ("\n" + FERNET.encryptText("hello") + "\n").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer token = ByteBuffer.wrap(ascii, 1, ascii.length - 2);

        assertThat(BUFFERS.open(token).text()).isEqualTo("hello");
        assertThat(BUFFERS.open(token.asReadOnlyBuffer(), Duration.ZERO).timestamp())
                .isEqualTo(THEN.getEpochSecond());
        assertThat(token.position()).isEqualTo(1);
        assertThat(token.limit()).isEqualTo(ascii.length - 1);
        assertInvalid(() -> BUFFERS.open(ByteBuffer.wrap(ascii)));
        assertInvalid(() -> BUFFERS.open(ByteBuffer.allocate(0)));
    }

    @Test
    void open_expiredToken_throws() {
        ByteBuffer token = BUFFERS.encrypt(ByteBuffer.allocate(0));
        FernetBuffers late = new FernetBuffers(FERNET.at(THEN.plusSeconds(2)));

        assertThat(late.open(token, Duration.ofSeconds(2)).bytes()).isEmpty();
        assertThat(refusal(() -> late.open(token, Duration.ofSeconds(1))).reason())
                .isEqualTo(FernetException.Reason.EXPIRED);
        assertThatIllegalArgumentException().isThrownBy(() -> late.open(token, Duration.ofSeconds(-1)));
    }

    @Test
    void encryptAndOpen_beyondLimit_throw() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BUFFERS.encrypt(ByteBuffer.allocate(Fernet.MAX_PLAINTEXT_BYTES + 1)))
                .withMessage("a message has at most 67108864 bytes, this has at least 67108865");
        assertInvalid(() -> BUFFERS.open(ByteBuffer.allocate(TokenFormat.textLength(Fernet.MAX_PLAINTEXT_BYTES) + 4)));
    }

    @Test
    void everyMethod_null_throws() {
        assertThatNullPointerException().isThrownBy(() -> new FernetBuffers(null));
        assertThatNullPointerException().isThrownBy(() -> BUFFERS.encrypt(null));
        assertThatNullPointerException().isThrownBy(() -> BUFFERS.open(null));
        assertThatNullPointerException().isThrownBy(() -> BUFFERS.open(ByteBuffer.allocate(0), null));
    }
}
