// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import io.labnet.core.codec.ByteSink;
import io.labnet.core.codec.Decoder;
import io.labnet.crds.internal.WireText;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link CrdsCommand.FindRoom}.
 *
 * @param address where the members of the room meet, {@code null} if there is no such room, which is one zero byte
 */
public record FindReply(@Nullable RoomAddress address) implements CrdsReply {
    /**
     * {@return the answer to a {@link CrdsCommand.FindRoom} that bytes are} Eight zero bytes are one of no room too,
     * as some servers send it.
     *
     * @param reply its bytes, all of them and nothing else; not changed
     * @throws io.labnet.core.codec.ProtocolException if a field is no address of a room ({@code MALFORMED}), if the bytes
     *     end before the answer does ({@code TRUNCATED}), or if more bytes follow it ({@code TRAILING})
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
