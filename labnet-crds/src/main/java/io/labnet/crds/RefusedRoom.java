// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import io.labnet.core.codec.ByteArraySink;
import io.labnet.core.codec.EscapedText;
import io.labnet.crds.internal.WireText;
import java.util.HexFormat;
import java.util.Objects;

/**
 * Asks for a room that there cannot be. It does not break the stream: it is counted, and the conversation goes on.
 *
 * <p>The fields are what was sent, possibly empty, at most 255 bytes each. Bytes that are not UTF-8 stand in them as
 * unpaired surrogates, U+DC80 to U+DCFF.
 *
 * @param name what stands where the name should
 * @param group what stands where the address should
 * @param port what stands where the port should
 */
public record RefusedRoom(String name, String group, String port) implements CrdsCommand {
    private static final int CODE = MakeRoom.CODE;
    private static final int MAX_SHOWN = 30;

    /**
     * Checks that there cannot be such a room.
     *
     * @param name what stands where the name should
     * @param group what stands where the address should
     * @param port what stands where the port should
     * @throws IllegalArgumentException if there can be: then it is a {@link MakeRoom}; or if a field is longer than 255
     *     bytes or has surrogates that stand for no bytes
     */
    public RefusedRoom {
        WireText.requireField("name", name);
        WireText.requireField("group", group);
        WireText.requireField("port", port);
        if (RoomRules.ofRoom(name, group, port) == null) {
            throw new IllegalArgumentException(
                    "'" + EscapedText.of(name) + "' at " + group + ":" + port + " is a room");
        }
    }

    /**
     * Tells what is wrong: of several things the first, in the order of the fields.
     *
     * @return why there can't be such a room
     */
    public RoomRefusal refusal() {
        return Objects.requireNonNull(RoomRules.ofRoom(name, group, port), "checked when it was made");
    }

    /**
     * Shows what was asked for.
     *
     * @return the room as it would stand in a listing; the bytes where there is no name, as with lengths of 4 bytes
     */
    public String shown() {
        if (!name.isEmpty()) {
            return name + ": " + group + ":" + port;
        }
        ByteArraySink bytes = new ByteArraySink();
        bytes.put(CODE);
        FieldText.put(name, bytes);
        FieldText.put(group, bytes);
        FieldText.put(port, bytes);
        byte[] sent = bytes.toByteArray();
        int shown = Math.min(sent.length, MAX_SHOWN);
        return "(bytes " + HexFormat.ofDelimiter(" ").formatHex(sent, 0, shown) + (shown < sent.length ? " ...)" : ")");
    }

    @Override
    public int code() {
        return CODE;
    }
}
