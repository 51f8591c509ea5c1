// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.EscapedText;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.core.rule.KnownMistakes;
import io.labnet.crds.CrdsCommand.DeleteRoom;
import io.labnet.crds.CrdsCommand.FindRoom;
import io.labnet.crds.CrdsCommand.GetDirectory;
import io.labnet.crds.CrdsCommand.MakeRoom;
import io.labnet.crds.CrdsCommand.Verb;
import io.labnet.crds.internal.WireText;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
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

    private static final List<String> FIELDS = List.of("name", "address", "port");
    private static final List<KnownMistakes> CUT_FIELDS =
            List.of(CrdsMistake.CUT_NAME, CrdsMistake.CUT_ADDRESS, CrdsMistake.CUT_PORT);
    private static final int ADDRESS = 1;
    private static final int PORT = 2;

    /** Creates a decoder. */
    public CrdsCommandDecoder() {}

    @Override
    public @Nullable CrdsCommand decode(ByteBuffer in, Boundary boundary) {
        int code = in.get(in.position()) & 0xff;
        Verb verb = VERBS.get(code);
        if (verb == null) {
            throw new ProtocolException(
                            CrdsRule.COMMAND_BYTE,
                            Reason.MALFORMED,
                            0,
                            String.format("0x%02x is not a command: commands are 0x01 to 0x04", code))
                    .explainedBy(CrdsMistake.COMMAND, in);
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

    @Override
    public ProtocolException incomplete(ByteBuffer rest, String event) {
        ByteBuffer command = rest.slice();
        Verb verb = command.hasRemaining() ? VERBS.get(command.get(0) & 0xff) : null;
        if (verb == null) {
            return Decoder.super.incomplete(rest, event);
        }
        int previous = 1;
        int start = 1;
        int field = 0;
        while (field < PORT && WireText.hasFields(1, command, start)) {
            previous = start;
            start += 1 + (command.get(start) & 0xff);
            field++;
        }
        ByteBuffer before = command.slice(previous, start - previous);
        ByteBuffer begun = command.slice(start, command.limit() - start);
        return new ProtocolException(
                        CrdsRule.WHOLE_COMMAND,
                        Reason.TRUNCATED,
                        command.limit(),
                        event + " inside " + verb.name().toLowerCase(Locale.ROOT) + ": "
                                + missing(command, before, begun, field))
                .explainedBy(CUT_FIELDS.get(field), begun)
                .explainedBy(CrdsMistake.CUT_COMMAND, command);
    }

    /**
     * Returns a description of the received part of an incomplete command, and of what is missing.
     *
     * @param before the complete field before the incomplete one, with its length byte; empty if there is none
     * @param begun the received part of the incomplete field
     */
    private static String missing(ByteBuffer command, ByteBuffer before, ByteBuffer begun, int field) {
        String name = FIELDS.get(field);
        if (!begun.hasRemaining()) {
            return WireText.hex(command) + "; the " + name + " is missing";
        }
        int length = begun.get(0) & 0xff;
        String after = field == 0
                ? ""
                : " after the " + FIELDS.get(field - 1) + " "
                        + EscapedText.ofBytes(before.position(1), WireText.SHOWN_BYTES);
        return String.format(
                "%s; %s %s of 0x%02x=%d bytes was announced, %d came%s",
                WireText.hex(begun), field == ADDRESS ? "an" : "a", name, length, length, begun.limit() - 1, after);
    }
}
