// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import io.labnet.core.codec.ByteSink;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Encoder;
import io.labnet.crds.internal.WireText;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks of a directory: a command byte and its fields, each a length byte and so many bytes of text.
 *
 * <p>A field is what was sent: any text, also the empty one, of at most 255 bytes. Bytes that are not UTF-8 stand in it
 * as unpaired surrogates, U+DC80 to U+DCFF. No command has a longer field, or one with surrogates that stand for no
 * bytes: {@link IllegalArgumentException} says so.
 */
public sealed interface CrdsCommand {
    /** What can be asked. */
    enum Verb {
        /** See {@link GetDirectory}. */
        GETDIR(1, 0),
        /** See {@link MakeRoom}. */
        MAKEROOM(2, 3),
        /** See {@link DeleteRoom}. */
        DELETEROOM(3, 1),
        /** See {@link FindRoom}. */
        CHAT(4, 1);

        final int code;
        final int fieldCount;

        Verb(int code, int fieldCount) {
            this.code = code;
            this.fieldCount = fieldCount;
        }
    }

    /** {@return what is asked} */
    Verb verb();

    /** {@return what follows the command byte} */
    List<String> fields();

    /**
     * Writes the command.
     *
     * @param out takes the bytes, at most {@link CrdsProtocol#MAX_COMMAND_BYTES}
     */
    default void writeTo(ByteSink out) {
        out.put(verb().code);
        fields().forEach(field -> WireText.putField(field, out));
    }

    /** {@return the bytes of the command, in a new array} */
    default byte[] encode() {
        return Encoder.encodeWhole(CrdsCommand::writeTo, this);
    }

    /**
     * {@return the command that bytes are}
     *
     * @param command its bytes, all of them and nothing else; not changed
     * @throws io.labnet.core.codec.ProtocolException if the first byte is no command ({@code MALFORMED}), if the bytes
     *     end before the command does ({@code TRUNCATED}), or if more bytes follow it ({@code TRAILING})
     */
    static CrdsCommand decode(byte[] command) {
        return Decoder.decodeWhole(new CrdsCommandDecoder(), command);
    }

    /** Asks for all rooms. The answer is a {@link RoomListing}. */
    record GetDirectory() implements CrdsCommand {
        @Override
        public Verb verb() {
            return Verb.GETDIR;
        }

        @Override
        public List<String> fields() {
            return List.of();
        }
    }

    /**
     * Asks for a room to be made. There is no answer, whether it was made or not. There may be no such room: that does
     * not break the stream, but is counted, and the conversation goes on.
     *
     * @param name what stands where the name should
     * @param group what stands where the address should
     * @param port what stands where the port should
     */
    record MakeRoom(String name, String group, String port) implements CrdsCommand {
        private static final int MAX_SHOWN = 30;

        /**
         * Checks that the fields can be sent.
         *
         * @param name what stands where the name should
         * @param group what stands where the address should
         * @param port what stands where the port should
         */
        public MakeRoom {
            WireText.requireField("name", name);
            WireText.requireField("group", group);
            WireText.requireField("port", port);
        }

        /**
         * Asks for a room that there can be.
         *
         * @param room the room
         */
        public MakeRoom(Room room) {
            this(room.name(), room.group(), Integer.toString(room.port()));
        }

        /**
         * {@return why there can't be such a room, {@code null} if there can: of several reasons the first, in the
         * order of the fields}
         */
        public @Nullable RoomRefusal refusal() {
            return RoomRules.ofRoom(name, group, port);
        }

        /**
         * {@return the room that is asked for}
         *
         * @throws IllegalArgumentException if there can't be such a room
         */
        public Room room() {
            return new Room(name, group, Integer.parseInt(port));
        }

        /**
         * {@return what is asked for, as it would stand in a listing; the bytes where there is no name, as with
         * lengths of 4 bytes}
         */
        public String shown() {
            if (!name.isEmpty()) {
                return name + ": " + group + ":" + port;
            }
            byte[] sent = encode();
            int shown = Math.min(sent.length, MAX_SHOWN);
            String more = shown < sent.length ? " ...)" : ")";
            return "(bytes " + HexFormat.ofDelimiter(" ").formatHex(sent, 0, shown) + more;
        }

        @Override
        public Verb verb() {
            return Verb.MAKEROOM;
        }

        @Override
        public List<String> fields() {
            return List.of(name, group, port);
        }
    }

    /**
     * Asks for a room to be deleted. There is no answer, whether there was one or not.
     *
     * @param name what stands where the name should
     */
    record DeleteRoom(String name) implements CrdsCommand {
        /**
         * Checks that the field can be sent.
         *
         * @param name what stands where the name should
         */
        public DeleteRoom {
            WireText.requireField("name", name);
        }

        @Override
        public Verb verb() {
            return Verb.DELETEROOM;
        }

        @Override
        public List<String> fields() {
            return List.of(name);
        }
    }

    /**
     * Asks where a room is. The answer is a {@link FindReply}, and the end of the conversation.
     *
     * @param name what stands where the name should
     */
    record FindRoom(String name) implements CrdsCommand {
        /**
         * Checks that the field can be sent.
         *
         * @param name what stands where the name should
         */
        public FindRoom {
            WireText.requireField("name", name);
        }

        @Override
        public Verb verb() {
            return Verb.CHAT;
        }

        @Override
        public List<String> fields() {
            return List.of(name);
        }
    }
}
