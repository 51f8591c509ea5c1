// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Takes a {@link CrdsCommand} from bytes: a command byte and its fields, each a length byte and so many bytes of text.
 * A room whose fields are not those of one is a {@link RefusedRoom}; only an unknown command byte is refused.
 *
 * <p>A decoder holds no state, so one serves any number of conversations.
 */
public final class CrdsCommandDecoder implements Decoder<CrdsCommand> {
    private static final int ROOM_FIELDS = 3;

    /** Makes a decoder. */
    public CrdsCommandDecoder() {}

    @Override
    public @Nullable CrdsCommand decode(ByteBuffer in, Boundary boundary) {
        int code = in.get(in.position()) & 0xff;
        return switch (code) {
            case GetDirectory.CODE -> {
                in.get();
                yield new GetDirectory();
            }
            case MakeRoom.CODE -> hasFields(in, ROOM_FIELDS) ? room(in) : null;
            case DeleteRoom.CODE -> hasFields(in, 1) ? new DeleteRoom(name(in)) : null;
            case FindRoom.CODE -> hasFields(in, 1) ? new FindRoom(name(in)) : null;
            default ->
                throw new ProtocolException(
                        Reason.MALFORMED, 0, String.format("0x%02x is no command; 0x01 to 0x04 are", code));
        };
    }

    private static boolean hasFields(ByteBuffer in, int count) {
        return FieldText.are(count, in, in.position() + 1);
    }

    private static CrdsCommand room(ByteBuffer in) {
        String name = name(in);
        String group = FieldText.take(in);
        String port = FieldText.take(in);
        return RoomRules.ofRoom(name, group, port) == null
                ? new MakeRoom(new Room(name, group, Integer.parseInt(port)))
                : new RefusedRoom(name, group, port);
    }

    private static String name(ByteBuffer in) {
        in.get();
        return FieldText.take(in);
    }
}
