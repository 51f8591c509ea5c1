// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.labnet.core.checksum.InternetChecksum;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.vectors.Vectors;
import io.labnet.vectors.Vectors.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksumVectorsTest {
    private record Checksums(Map<ChecksumForm, String> fields) {}

    @TestFactory
    Stream<DynamicTest> packet_hasItsChecksumInEachForm() throws IOException {
        return Vectors.tests(
                "xor/checksums.json",
                Bytes.class,
                Checksums.class,
                vector -> assertChecksums(
                        vector.input().bytes().array(), vector.expected().fields()));
    }

    private static void assertChecksums(byte[] zeroed, Map<ChecksumForm, String> fields) {
        for (ChecksumForm form : ChecksumForm.values()) {
            int field = Integer.parseInt(fields.get(form), 16);
            byte[] wire = zeroed.clone();
            ByteBuffer.wrap(wire).putShort(2, (short) field);

            XorPacket packet = XorPacket.decode(wire, form);

            assertThat(packet.encode(form)).isEqualTo(wire);
            assertThat(form.of(ByteBuffer.wrap(zeroed).asReadOnlyBuffer(), 0, zeroed.length))
                    .isEqualTo(field);
            assertRefused(wire, form, field);
        }
    }

    @ParameterizedTest
    @EnumSource
    void of_tooShortOrOutsideBuffer_throws(ChecksumForm form) {
        ByteBuffer buffer = ByteBuffer.allocate(6);
        for (int length : new int[] {7, 3, 0, -1}) {
            assertThatThrownBy(() -> form.of(buffer, 0, length)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    /** The value of the field does not matter. */
    @ParameterizedTest
    @ValueSource(strings = {"00000000", "0000ff00", "0000ff000000000000", "0000000000000000000000000000000000000000"})
    void zeros_haveChecksumOfRfc1071(String hex) {
        byte[] zeroed = HexFormat.of().parseHex(hex);
        ByteBuffer buffer = ByteBuffer.wrap(zeroed.clone());
        Arrays.fill(zeroed, (byte) 0);
        assertThat(InternetChecksum.of(zeroed)).isEqualTo(0xffff);
        for (ChecksumForm form : ChecksumForm.values()) {
            assertThat(form.of(buffer, 0, zeroed.length)).as("%s", form).isEqualTo(0xffff);
        }
    }

    private static void assertRefused(byte[] wire, ChecksumForm form, int field) {
        byte[] wrong = Arrays.copyOf(wire, wire.length);
        ByteBuffer.wrap(wrong).putShort(2, (short) (field + 1));

        assertThatThrownBy(() -> XorPacket.decode(wrong, form))
                .hasMessageStartingWith(String.format(
                        "the checksum is 0x%04x, but 0x%04x (%s) was expected", field + 1 & 0xffff, field, form))
                .isInstanceOfSatisfying(ProtocolException.class, problem -> {
                    assertThat(problem.reason()).isEqualTo(Reason.CHECKSUM);
                    assertThat(problem.offset()).isEqualTo(2);
                });
    }
}
