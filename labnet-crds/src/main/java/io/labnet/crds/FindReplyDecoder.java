// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.EscapedText;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.codec.ProtocolException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the answer to a {@link FindRoom} from bytes: an address and a port, each a length byte and so many bytes of
 * text, or a zero byte for an unknown room. Some servers send eight zero bytes, as for an empty listing: the seven after
 * the first are passed over. One decoder serves one conversation.
 */
public final class FindReplyDecoder implements Decoder<CrdsReply> {
    private static final int FIELDS = 2;

    /** How many zero bytes may follow the one that says that there is no such room. */
    private static final int MORE_ZEROS = 7;

    private int zerosLeft;

    /** Makes a decoder. */
    public FindReplyDecoder() {}

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
            zerosLeft = MORE_ZEROS;
            return new NoSuchRoom();
        }
        zerosLeft = 0;
        if (!FieldText.are(FIELDS, in, start)) {
            return null;
        }
        return found(in, start);
    }

    private static CrdsReply found(ByteBuffer in, int start) {
        String group = FieldText.take(in);
        int portAt = in.position() - start;
        String port = FieldText.take(in);
        if (RoomRules.ofGroup(group) != null) {
            throw refusal(1, "'" + EscapedText.of(group) + "' is no address within 239.0.0.0/8");
        }
        if (RoomRules.ofPort(port) != null) {
            throw refusal(portAt + 1, "'" + EscapedText.of(port) + "' is no port of 1 to 65535");
        }
        return new RoomFound(new RoomAddress(group, Integer.parseInt(port)));
    }

    private static ProtocolException refusal(int offset, String problem) {
        return new ProtocolException(Reason.MALFORMED, offset, problem);
    }
}
