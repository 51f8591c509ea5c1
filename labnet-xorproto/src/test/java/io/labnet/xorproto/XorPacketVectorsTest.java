// SPDX-License-Identifier: Apache-2.0
package io.labnet.xorproto;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import io.labnet.vectors.Vectors;
import io.labnet.vectors.Vectors.Bytes;
import io.labnet.vectors.Vectors.Hex;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Tests packets of one side of a connection, as bytes. */
class XorPacketVectorsTest {
    private record Packets(List<Packet> packets) {}

    /** A packet, with the forms that its checksum has. */
    private record Packet(List<ChecksumForm> forms, boolean last, String keyword, long sid, Hex data) {
        XorPacket message() {
            return new XorPacket(last, keyword, sid, data.array());
        }
    }

    @TestFactory
    Stream<DynamicTest> packets() throws IOException {
        return Vectors.ofDecoder(
                "xor/packets.json",
                Bytes.class,
                Packets.class,
                input -> frames(ByteBuffer.wrap(input.bytes().array())),
                (expected, frames) -> {
                    assertThat(frames)
                            .extracting(XorFrame::packet)
                            .isEqualTo(expected.packets().stream()
                                    .map(Packet::message)
                                    .toList());
                    for (int i = 0; i < frames.size(); i++) {
                        assertForms(frames.get(i), expected.packets().get(i).forms());
                    }
                });
    }

    private static List<XorFrame> frames(ByteBuffer in) {
        XorFrameDecoder decoder = XorFrameDecoder.settling();
        List<XorFrame> frames = new ArrayList<>();
        while (in.hasRemaining()) {
            XorFrame frame = decoder.decode(in, Boundary.END);
            if (frame == null) {
                throw decoder.incomplete(in, "the input ended");
            }
            frames.add(frame);
        }
        return frames;
    }

    /** The packet has the same bytes in the forms that its checksum has, and in no other. */
    private static void assertForms(XorFrame frame, List<ChecksumForm> forms) {
        assertThat(forms).contains(frame.form());
        byte[] wire = frame.packet().encode(frame.form());
        for (ChecksumForm form : ChecksumForm.values()) {
            byte[] encoded = frame.packet().encode(form);
            if (forms.contains(form)) {
                assertThat(encoded).isEqualTo(wire);
            } else {
                assertThat(encoded).isNotEqualTo(wire);
            }
        }
    }
}
