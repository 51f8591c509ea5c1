// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit;

import static io.labnet.testkit.DecoderSample.accepted;

import io.labnet.core.codec.Protocol;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.session.Peer;
import io.labnet.core.transport.address.ProxyHeader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

class ProxyHeaderContractTest extends DecoderContract<ProxyHeader> {
    private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";

    private static final String UNIX_BLOCK = "2f61".repeat(108);

    @Override
    protected Protocol<ProxyHeader, ?> protocol() {
        return new Protocol<ProxyHeader, String>(
                "proxy",
                ProxyHeader::decoder,
                (text, out) -> {},
                ProxyHeader.MAX_BYTES,
                false,
                Protocol.DEFAULT_IDLE,
                Protocol.DEFAULT_MESSAGE_DEADLINE);
    }

    @Override
    protected List<DecoderSample<ProxyHeader>> samples() {
        String longest = "PROXY UNKNOWN " + "f".repeat(91) + "\r\n";
        return List.of(
                accepted(
                        line("PROXY TCP4 192.0.2.7 198.51.100.1 56324 443\r\nPROXY UNKNOWN\r\n"),
                        client("192.0.2.7", 56_324),
                        client(null, 0)),
                accepted(line("PROXY TCP6 2001:db8::7 ::1 0 65535\r\n"), client("2001:db8:0:0:0:0:0:7", 0)),
                accepted(line("PROXY TCP6 ::ffff:192.0.2.7 ::1 1 2\r\n"), client("192.0.2.7", 1)),
                accepted(line("PROXY UNKNOWN ffff:f...f:ffff 65535 65535\r\n"), client(null, 0)),
                accepted(line(longest), client(null, 0)),
                refused(line("PROXY UNKNOWN " + "f".repeat(92) + "\r\n"), Reason.TOO_LARGE, 107),
                refused(line("PROXY TCP4 192.0.2.7 198.51.100.1 56324 443\n"), Reason.MALFORMED, 43),
                refused(line("PROXY TCP5 1.2.3.4 1.2.3.4 1 2\r\n"), Reason.MALFORMED, 6),
                refused(line("PROXY TCP4 1.2.3.4 1.2.3.4 1\r\n"), Reason.MALFORMED, 6),
                refused(line("PROXY TCP4 1.2.3.4  1.2.3.4 1 2\r\n"), Reason.MALFORMED, 6),
                refused(line("PROXY TCP4 ::1 ::1 1 2\r\n"), Reason.MALFORMED, 6),
                refused(line("PROXY TCP6 1.2.3.4 1.2.3.4 1 2\r\n"), Reason.MALFORMED, 6),
                refused(line("PROXY TCP4 1.2.3.4 example.org 1 2\r\n"), Reason.MALFORMED, 6),
                refused(line("PROXY TCP4 1.2.3.4 1.2.3.4 65536 2\r\n"), Reason.MALFORMED, 6),
                refused(line("PROXY TCP4 1.2.3.4 1.2.3.4 1 02\r\n"), Reason.MALFORMED, 6),
                refused(line("\r\n"), Reason.TRUNCATED, 2),
                refused(line("PROXY\tTCP4"), Reason.MALFORMED, 5),
                refused(line("GET / HTTP/1.1\r\n"), Reason.MALFORMED, 0),
                accepted(binary("21 11 000c c0000207 c6336401 dc04 01bb"), client("192.0.2.7", 56_324)),
                accepted(
                        binary(
                                "21 21 0024 20010db8000000000000000000000007 00000000000000000000000000000001 0001 ffff"),
                        client("2001:db8:0:0:0:0:0:7", 1)),
                accepted(
                        binary("21 11 0012 c0000207 c6336401 dc04 01bb 040003 616263" + SIGNATURE + "20 00 0000"),
                        client("192.0.2.7", 56_324),
                        client(null, 0)),
                accepted(binary("20 ff 0001 00"), client(null, 0)),
                accepted(binary("21 00 0000"), client(null, 0)),
                accepted(binary("21 10 000c c0000207 c6336401 dc04 01bb"), client(null, 0)),
                accepted(binary("21 31 00d8" + UNIX_BLOCK), client(null, 0)),
                accepted(binary("20 00 0ff0" + "00".repeat(4080)), client(null, 0)),
                refused(binary("20 00 0ff1" + "00".repeat(4081)), Reason.TOO_LARGE, 14),
                refused(binary("11 11 000c"), Reason.MALFORMED, 12),
                refused(binary("22 11 000c"), Reason.MALFORMED, 12),
                refused(binary("21 41 000c"), Reason.MALFORMED, 13),
                refused(binary("21 13 000c"), Reason.MALFORMED, 13),
                refused(binary("21 11 000b"), Reason.MALFORMED, 14),
                refused(binary("21 21 0023"), Reason.MALFORMED, 14),
                refused(binary("21 31 00d7"), Reason.MALFORMED, 14),
                refused(binary("21 11 000c c0000207 c6336401 dc04 01"), Reason.TRUNCATED, 27));
    }

    private static DecoderSample<ProxyHeader> refused(byte[] input, Reason reason, int offset) {
        return DecoderSample.<ProxyHeader>refused(input, reason).at(offset);
    }

    private static ProxyHeader client(@Nullable String host, int port) {
        return new ProxyHeader(host == null ? null : new Peer(host, port));
    }

    private static byte[] line(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns a header of version 2 from the hexadecimal digits after its signature. */
    private static byte[] binary(String digits) {
        return HexFormat.of().parseHex(SIGNATURE + digits.replace(" ", ""));
    }
}
