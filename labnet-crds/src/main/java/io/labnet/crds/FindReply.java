// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import io.labnet.core.codec.ByteSink;
import io.labnet.core.codec.Decoder;
import io.labnet.crds.internal.WireText;
import org.jspecify.annotations.Nullable;

/**
 * The reply to a {@link CrdsCommand.FindRoom}.
 *
 * @param address the address of the room; {@code null}, sent as one zero byte, if there is no such room
 */
public record FindReply(@Nullable RoomAddress address) implements CrdsReply {
    /**
     * {@return the reply to a {@link CrdsCommand.FindRoom} decoded from bytes} Eight zero bytes are accepted for an
     * unknown room too, because some servers send them.
     *
     * @param reply exactly the bytes of one reply; not modified
     * @throws io.labnet.core.codec.ProtocolException if a field is not a valid address or port ({@code MALFORMED}), if
     *     the bytes end inside the reply ({@code TRUNCATED}), or if more bytes follow it ({@code TRAILING})
     */
    public static FindReply decode(byte[] reply) {
        return (FindReply) Decoder.decodeWhole(new FindReplyDecoder(), reply);
    }

    @Override
    public void writeTo(ByteSink out) {
        if (address == null) {
            out.put(0);
        } else {
            WireText.putField(address.group(), out);
            WireText.putField(Integer.toString(address.port()), out);
        }
    }
}
