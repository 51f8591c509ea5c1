// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class PcapngFileTest {
    private static final Instant TIME = Instant.ofEpochSecond(1, 2);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private List<ByteBuffer> blocks() {
        List<ByteBuffer> blocks = new ArrayList<>();
        ByteBuffer file = ByteBuffer.wrap(out.toByteArray());
        while (file.hasRemaining()) {
            int length = file.getInt(file.position() + 4);
            ByteBuffer block = file.slice(file.position(), length);
            assertThat(length % 4).isZero();
            assertThat(block.getInt(length - 4)).isEqualTo(length);
            blocks.add(block);
            file.position(file.position() + length);
        }
        return blocks;
    }

    @Test
    void file_hasASectionAnInterfaceAndPackets() throws IOException {
        PcapngFile file = new PcapngFile(out);
        file.packet(TIME, new byte[] {1, 2, 3}, "é!");
        file.packet(TIME, new byte[] {4, 5, 6, 7}, "");
        file.close();
        assertThat(blocks())
                .extracting(block -> HexFormat.of()
                        .formatHex(block.array(), block.arrayOffset(), block.arrayOffset() + block.limit()))
                .containsExactly(
                        "0a0d0d0a" + "0000001c" + "1a2b3c4d" + "00010000" + "ffffffffffffffff" + "0000001c",
                        "00000001" + "00000020" + "00650000" + "00000000" + "00090001" + "09000000" + "00000000"
                                + "00000020",
                        "00000006" + "00000030" + "00000000" + "00000000" + "3b9aca02" + "00000003" + "00000003"
                                + "01020300" + "00010003" + "c3a92100" + "00000000" + "00000030",
                        "00000006" + "00000024" + "00000000" + "00000000" + "3b9aca02" + "00000004" + "00000004"
                                + "04050607" + "00000024");
    }

    @Test
    void longComment_isCutAtACharacter() throws IOException {
        new PcapngFile(out).packet(TIME, new byte[0], "x" + "é".repeat(40_000));
        ByteBuffer block = blocks().get(2);
        int length = Short.toUnsignedInt(block.getShort(30));
        assertThat(length).isEqualTo(0xffff);
        byte[] comment = new byte[length];
        block.get(32, comment);
        assertThat(new String(comment, StandardCharsets.UTF_8)).isEqualTo("x" + "é".repeat(32_767));
    }
}
