// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.EscapedText;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.crds.internal.WireText;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the reply to a {@link CrdsCommand.FindRoom}. For a known room, this is an address and a port, each after its
 * length byte; for an unknown room, a zero byte. Some servers send eight zero bytes, as for an empty listing; the
 * decoder skips the last seven. One decoder serves one conversation.
 */
final class FindReplyDecoder implements Decoder<CrdsReply> {
    /** The length of the longest address: four numbers of three digits, and three dots. */
    private static final int MAX_ADDRESS_BYTES = 15;

    private static final int MAX_PORT_BYTES = 5;

    /** The number of zero bytes to skip after the zero byte of an unknown room. */
    private static final int EXTRA_ZEROS = 7;

    private int zerosLeft;

    @Override
    public @Nullable CrdsReply decode(ByteBuffer in, Boundary boundary) {
        while (zerosLeft > 0 && in.hasRemaining() && in.get(in.position()) == 0) {
            in.get();
            zerosLeft--;
        }
        if (!in.hasRemaining()) {
            return null;
        }
        int start = in.position();
        if (in.get(start) == 0) {
            in.get();
            zerosLeft = EXTRA_ZEROS;
            return new FindReply(null);
        }
        zerosLeft = 0;
        return found(in, start);
    }

    private static @Nullable CrdsReply found(ByteBuffer in, int start) {
        String group = field(in.duplicate(), start, 0, "an address", MAX_ADDRESS_BYTES);
        if (group == null) {
            return null;
        }
        if (RoomRules.ofGroup(group) != null) {
            throw refusal(
                    1,
                    "'" + EscapedText.of(group) + "' is not an address in 239.0.0.0/8",
                    CrdsMistake.ADDRESS.cause(ByteBuffer.wrap(WireText.encode(group))));
        }
        int portAt = 1 + (in.get(start) & 0xff);
        String port = field(in.duplicate(), start, portAt, "a port", MAX_PORT_BYTES);
        if (port == null) {
            return null;
        }
        if (RoomRules.ofPort(port) != null) {
            throw refusal(
                    portAt + 1,
                    "'" + EscapedText.of(port) + "' is not a port from 1 to 65535",
                    CrdsMistake.PORT.cause(ByteBuffer.wrap(WireText.encode(port))));
        }
        in.position(start + portAt + 1 + (in.get(start + portAt) & 0xff));
        return new FindReply(new RoomAddress(group, Integer.parseInt(port)));
    }

    /**
     * Returns the field at an offset, or {@code null} if it is incomplete. Refuses a field that is too long as soon as
     * its length is known.
     */
    private static @Nullable String field(ByteBuffer in, int start, int offset, String what, int maxBytes) {
        in.position(start + offset);
        if (!in.hasRemaining()) {
            return null;
        }
        int length = in.get(in.position()) & 0xff;
        if (length > maxBytes) {
            throw refusal(
                    offset,
                    String.format(
                            "the length byte 0x%02x announces %s of %d bytes, above the maximum of %d; the reply is %s",
                            length, what, length, maxBytes, shown(in, start)),
                    (offset == 0 ? CrdsMistake.CUT_ADDRESS : CrdsMistake.CUT_PORT).cause(in));
        }
        return WireText.hasFields(1, in, in.position()) ? WireText.takeField(in) : null;
    }

    private static String shown(ByteBuffer in, int start) {
        return EscapedText.ofBytes(in.duplicate().position(start), WireText.SHOWN_BYTES);
    }

    private static ProtocolException refusal(int offset, String problem, @Nullable String likelyCause) {
        return new ProtocolException(CrdsRule.FOUND_ROOM, Reason.MALFORMED, offset, problem)
                .withLikelyCause(likelyCause);
    }

    @Override
    public ProtocolException incomplete(ByteBuffer rest, String event) {
        return new ProtocolException(
                CrdsRule.FOUND_ROOM,
                Reason.TRUNCATED,
                rest.remaining(),
                event + WireText.received(rest)
                        + "; expected an address and a port, each after a length byte, or a zero byte");
    }
}
