// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.checksum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InternetChecksumTest {
    /** The first message is the example of RFC 1071, section 3, whose sum is ddf2; the second is an IPv4 header. */
    @ParameterizedTest
    @CsvSource({
        "0001f203f4f5f6f7, 220d",
        "45000073000040004011c0a80001c0a800c7, b861",
        "'', ffff",
        "00, ffff",
        "0000000000, ffff",
        "ffff, 0000",
        "ffffffff, 0000",
        "01, feff",
        "0001, fffe",
        "000102, fdfe",
        "00010203, fdfb",
        "0001020304, f9fb",
        "ffff0001, fffe",
    })
    void of_knownMessages_returnsChecksum(String hex, String checksum) {
        byte[] bytes = HexFormat.of().parseHex(hex);

        assertThat(InternetChecksum.of(bytes)).isEqualTo(Integer.parseInt(checksum, 16));
    }

    @Test
    void of_messageWithItsChecksum_isZero() {
        byte[] header = HexFormat.of().parseHex("45000073000040004011b861c0a80001c0a800c7");

        assertThat(InternetChecksum.of(header)).isZero();
    }

    /** Every word is ffff, so that an overflow of the sum would show in a short array. */
    @Test
    void of_longMessage_addsAllCarries() {
        byte[] bytes = new byte[1 << 20];
        java.util.Arrays.fill(bytes, (byte) 0xff);

        assertThat(InternetChecksum.of(bytes)).isZero();
        bytes[bytes.length - 1] = (byte) 0xfe;
        assertThat(InternetChecksum.of(bytes)).isEqualTo(1);
    }

    @Test
    void of_buffer_keepsPosition() {
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {9, 0, 1, 9}).position(1).limit(3);

        assertThat(InternetChecksum.of(buffer)).isEqualTo(0xfffe);
        assertThat(buffer.position()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "0, 5", "5, 0", "4, 1", "2, -1", "1, 2147483647"})
    void of_partOutsideArray_throws(int offset, int length) {
        byte[] bytes = new byte[4];

        assertThatThrownBy(() -> InternetChecksum.of(bytes, offset, length))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(
                        () -> InternetChecksum.of(ByteBuffer.wrap(new byte[9]).limit(4), offset, length))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new InternetChecksum().update(bytes, offset, length))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void reset_afterUpdates_startsEmptyMessage() {
        InternetChecksum checksum = new InternetChecksum().update(new byte[] {1, 2, 3});
        checksum.reset();

        assertThat(checksum.value()).isEqualTo(0xffff);
        assertThat(checksum.update(new byte[] {0, 1}).value()).isEqualTo(0xfffe);
    }

    @Test
    void update_buffer_movesPositionToLimit() {
        ByteBuffer buffer =
                ByteBuffer.allocateDirect(3).put(new byte[] {0, 1, 2}).flip();

        assertThat(new InternetChecksum().update(buffer).value()).isEqualTo(0xfdfe);
        assertThat(buffer.hasRemaining()).isFalse();
    }

    /** The example of RFC 1624, section 4: the result is 0000, where the equation of RFC 1141 gives ffff. */
    @Test
    void updated_rfcExample_returnsExpected() {
        assertThat(InternetChecksum.updated(0xdd2f, 0x5555, 0x3285)).isZero();
    }

    /**
     * In the last two cases, the changed message is all zero or sums to ffff; the checksum does not distinguish them.
     */
    @ParameterizedTest
    @CsvSource({
        "ffff, 0000, 0000, ffff",
        "ffff, 0000, 1234, edcb",
        "0000, ffff, ffff, 0000",
        "1234, 0000, 0000, 1234",
        "fffe, 0001, 0000, 0000",
        "0000, ffff, 0000, 0000",
    })
    void updated_resultZero_mayBeEitherForm(String checksum, String before, String after, String expected) {
        assertThat(InternetChecksum.updated(
                        Integer.parseInt(checksum, 16), Integer.parseInt(before, 16), Integer.parseInt(after, 16)))
                .isEqualTo(Integer.parseInt(expected, 16));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0x10000, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void updated_valueBeyond16Bits_throws(int value) {
        assertThatThrownBy(() -> InternetChecksum.updated(value, 0, 0)).hasMessageContaining("checksum " + value);
        assertThatThrownBy(() -> InternetChecksum.updated(0, value, 0)).hasMessageContaining("before " + value);
        assertThatThrownBy(() -> InternetChecksum.updated(0, 0, value)).hasMessageContaining("after " + value);
    }
}
