// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Encoder;

/** What a client asks of a directory. */
public sealed interface CrdsCommand permits GetDirectory, MakeRoom, RefusedRoom, DeleteRoom, FindRoom {
    /**
     * Tells the byte that the command begins with.
     *
     * @return 1 to 4
     */
    int code();

    /**
     * Decodes bytes that are exactly one command. A makeroom whose fields are not those of a room is a {@link
     * RefusedRoom}, not an exception.
     *
     * @param command its bytes, all of them and nothing else; not changed
     * @return the command
     * @throws io.labnet.core.codec.ProtocolException if the first byte is no command ({@code MALFORMED}), if the bytes
     *     end before the command does ({@code TRUNCATED}), or if more bytes follow it ({@code TRAILING})
     */
    static CrdsCommand decode(byte[] command) {
        return Decoder.decodeWhole(new CrdsCommandDecoder(), command);
    }

    /**
     * Encodes the command.
     *
     * @return its bytes, at most {@link CrdsProtocol#MAX_COMMAND_BYTES}, in a new array
     */
    default byte[] encode() {
        return Encoder.encodeWhole(new CrdsCommandEncoder(), this);
    }
}
