// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.crds.CrdsCommand.DeleteRoom;
import io.labnet.crds.CrdsCommand.FindRoom;
import io.labnet.crds.CrdsCommand.GetDirectory;
import io.labnet.crds.CrdsCommand.MakeRoom;
import io.labnet.crds.CrdsCommand.Verb;
import io.labnet.crds.internal.WireText;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decodes {@link CrdsCommand}s. Refuses only unknown command bytes. A decoder is stateless, so one instance serves any
 * number of conversations.
 */
public final class CrdsCommandDecoder implements Decoder<CrdsCommand> {
    private static final Map<Integer, Verb> VERBS =
            Stream.of(Verb.values()).collect(Collectors.toMap(verb -> verb.code, verb -> verb));

    /** Creates a decoder. */
    public CrdsCommandDecoder() {}

    @Override
    public @Nullable CrdsCommand decode(ByteBuffer in, Boundary boundary) {
        int code = in.get(in.position()) & 0xff;
        Verb verb = VERBS.get(code);
        if (verb == null) {
            throw new ProtocolException(
                    Reason.MALFORMED, 0, String.format("0x%02x is not a command: commands are 0x01 to 0x04", code));
        }
        if (!WireText.hasFields(verb.fieldCount, in, in.position() + 1)) {
            return null;
        }
        in.get();
        return switch (verb) {
            case GETDIR -> new GetDirectory();
            case MAKEROOM -> new MakeRoom(WireText.takeField(in), WireText.takeField(in), WireText.takeField(in));
            case DELETEROOM -> new DeleteRoom(WireText.takeField(in));
            case CHAT -> new FindRoom(WireText.takeField(in));
        };
    }
}
