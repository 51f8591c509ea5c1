// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.session.Peer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ProxyHeaderPropertyTest {
    private static final byte[] SIGNATURE = "\r\n\r\n\0\r\nQUIT\n".getBytes(StandardCharsets.US_ASCII);

    private final Decoder<ProxyHeader> decoder = ProxyHeader.decoder();

    @Property
    void everyClient_isDecodedFromBothVersions(
            @ForAll @Size(16) byte[] bytes, @ForAll boolean v4, @ForAll @IntRange(max = 0xffff) int port)
            throws UnknownHostException {
        byte[] address = v4 ? new byte[] {bytes[0], bytes[1], bytes[2], bytes[3]} : bytes;
        String host = InetAddress.getByAddress(address).getHostAddress();
        Peer client = new Peer(host, port);
        assertThat(Decoder.decodeWhole(decoder, binary(address, port)).client()).isEqualTo(client);
        String line = "PROXY TCP%s %s %s %d 443\r\n".formatted(host.contains(".") ? "4" : "6", host, host, port);
        assertThat(Decoder.decodeWhole(decoder, line.getBytes(StandardCharsets.US_ASCII))
                        .client())
                .isEqualTo(client);
    }

    /** A decoder accepts or refuses, and is satisfied or not, whatever it receives. */
    @Property
    void anyBytes_areAcceptedRefusedOrIncomplete(
            @ForAll byte[] noise, @ForAll @IntRange(max = 16) int begunWell, @ForAll boolean line) {
        byte[] start = line ? "PROXY TCP4 1.2.3.4 ".getBytes(StandardCharsets.US_ASCII) : binary(new byte[4], 1);
        ByteBuffer in = ByteBuffer.allocate(begunWell + noise.length)
                .put(start, 0, begunWell)
                .put(noise)
                .flip();
        if (!in.hasRemaining()) {
            return;
        }
        try {
            ProxyHeader header = decoder.decode(in, Boundary.MORE);
            assertThat(in.position() > 0).isEqualTo(header != null);
        } catch (ProtocolException refused) {
            assertThat(refused.offset()).isLessThanOrEqualTo(ProxyHeader.MAX_BYTES);
        }
    }

    private static byte[] binary(byte[] address, int port) {
        int length = 2 * address.length + 4;
        return ByteBuffer.allocate(16 + length)
                .put(SIGNATURE)
                .put((byte) 0x21)
                .put((byte) (address.length == 4 ? 0x11 : 0x21))
                .putShort((short) length)
                .put(address)
                .put(address)
                .putShort((short) port)
                .putShort((short) 443)
                .array();
    }
}
