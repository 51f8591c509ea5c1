// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import org.junit.jupiter.api.Test;

class ByteArraySinkTest {
    private final ByteArraySink sink = new ByteArraySink();

    @Test
    void put_array_isCopied() {
        byte[] source = {1, 2};
        sink.put(source);
        source[0] = 9;
        assertThat(sink.toByteArray()).containsExactly(1, 2);
    }

    @Test
    void put_partBeyondArray_throwsAndChangesNothing() {
        sink.put(7);
        assertThatThrownBy(() -> sink.put(new byte[3], 2, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> sink.put(new byte[3], -1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> sink.put(new byte[3], 0, -1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(sink.toByteArray()).containsExactly(7);
    }

    @Test
    void put_buffer_takesRemainingBytes() {
        ByteBuffer source = ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5}, 1, 3).asReadOnlyBuffer();
        sink.put(source);
        assertThat(sink.toByteArray()).containsExactly(2, 3, 4);
        assertThat(source.position()).isEqualTo(4);
    }

    @Test
    void put_viewOfSameSink_appendsItsBytes() {
        sink.put(new byte[200]);
        sink.put(5);
        sink.put(sink.view(100, 201));
        assertThat(sink.size()).isEqualTo(302);
        assertThat(sink.toByteArray()[301]).isEqualTo((byte) 5);
    }

    @Test
    void putNumbers_areBigEndian() {
        sink.putShort(0x10102);
        sink.putInt(0x83040506);
        sink.putLong(0xf708090a0b0c0d0eL);
        assertThat(sink.toByteArray()).containsExactly(1, 2, 0x83, 4, 5, 6, 0xf7, 8, 9, 0x0a, 0x0b, 0x0c, 0x0d, 0x0e);
    }

    @Test
    void putText_unpairedSurrogate_becomesQuestionMark() {
        sink.putText("é€😀\ud800");
        assertThat(sink.toByteArray()).containsExactly(0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80, '?');
    }

    @Test
    void view_isReadOnly() {
        sink.put(1);
        ByteBuffer view = sink.view(0, 1);
        assertThatThrownBy(() -> view.put(0, (byte) 2)).isInstanceOf(ReadOnlyBufferException.class);
        assertThat(view.hasArray()).isFalse();
    }

    @Test
    void view_partBeyondSize_throws() {
        sink.put(new byte[3]);
        assertThatThrownBy(() -> sink.view(0, 4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> sink.view(2, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> sink.view(-1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void discard_moreThanSize_throws() {
        sink.put(new byte[2]);
        assertThatThrownBy(() -> sink.discard(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> sink.discard(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(sink.size()).isEqualTo(2);
    }

    @Test
    void truncate_removesLastBytes() {
        sink.put(new byte[] {1, 2, 3});
        sink.truncate(2);
        sink.put(4);
        assertThat(sink.toByteArray()).containsExactly(1, 2, 4);
        sink.truncate(0);
        assertThat(sink.size()).isZero();
    }

    @Test
    void truncate_beyondSize_throws() {
        sink.put(1);
        assertThatThrownBy(() -> sink.truncate(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> sink.truncate(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(sink.size()).isOne();
    }

    @Test
    void putSized_content_isPrecededByItsLength() {
        sink.putSized(2, message -> {
            message.put(7);
            message.putSized(1, text -> text.putText("abc"));
            message.putSized(4, nothing -> {});
        });
        assertThat(sink.toByteArray()).containsExactly(0, 9, 7, 3, 'a', 'b', 'c', 0, 0, 0, 0);
    }

    @Test
    void putSized_lengthSizes_areOneToEight() {
        sink.putSized(8, content -> content.put(new byte[0x1234]));
        assertThat(sink.view(0, 8)).isEqualTo(ByteBuffer.allocate(8).putLong(0, 0x1234));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sink.putSized(0, content -> {}))
                .withMessage("lengthBytes 0 is not 1 to 8");
        assertThatIllegalArgumentException().isThrownBy(() -> sink.putSized(9, content -> {}));
    }

    @Test
    void putSized_contentTooLargeForLength_throws() {
        sink.putSized(1, content -> content.put(new byte[255]));
        assertThat(sink.view(0, 1).get()).isEqualTo((byte) 255);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sink.putSized(1, content -> content.put(new byte[256])))
                .withMessage("256 bytes do not fit a length of 1 bytes");
    }

    /** Tests the default method of the interface, with another sink. */
    @Test
    void putSized_defaultImplementation_appendsSameBytes() {
        ByteSink other = new ByteSink() {
            @Override
            public void put(int value) {
                sink.put(value);
            }

            @Override
            public void put(byte[] source, int offset, int length) {
                sink.put(source, offset, length);
            }

            @Override
            public void put(ByteBuffer source) {
                sink.put(source);
            }
        };
        other.put(9);
        other.putSized(2, message -> message.putText("ab"));
        assertThat(sink.toByteArray()).containsExactly(9, 0, 2, 'a', 'b');
    }
}
