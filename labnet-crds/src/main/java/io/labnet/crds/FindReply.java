// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import io.labnet.core.codec.Decoder;

/** The answer to a {@link FindRoom}: where the room is, or that there is none. */
public sealed interface FindReply extends CrdsReply permits RoomFound, NoSuchRoom {
    /**
     * Decodes bytes that are exactly one answer to a {@link FindRoom}. Eight zero bytes are a {@link NoSuchRoom} too, as
     * some servers send it.
     *
     * @param reply its bytes, all of them and nothing else; not changed
     * @return a {@link RoomFound} or a {@link NoSuchRoom}
     * @throws io.labnet.core.codec.ProtocolException if a field is no address of a room ({@code MALFORMED}), if the bytes
     *     end before the answer does ({@code TRUNCATED}), or if more bytes follow it ({@code TRAILING})
     */
    static FindReply decode(byte[] reply) {
        return (FindReply) Decoder.decodeWhole(new FindReplyDecoder(), reply);
    }
}
