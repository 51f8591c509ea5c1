// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import io.labnet.core.codec.ByteSink;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.Encoder;
import io.labnet.crds.internal.WireText;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command of a client to a directory: a command byte and its fields, each a length byte and that many bytes of text.
 *
 * <p>A field is any text of at most 255 bytes, possibly empty. Bytes that are not UTF-8 are represented by unpaired
 * surrogates, U+DC80 to U+DCFF. Constructors throw {@link IllegalArgumentException} for a longer field, and for
 * unpaired surrogates that do not represent bytes.
 */
public sealed interface CrdsCommand {
    /** The kind of a command. */
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

    /** {@return the kind of the command} */
    Verb verb();

    /** {@return the fields after the command byte} */
    List<String> fields();

    /**
     * Writes the command.
     *
     * @param out receives the bytes, at most {@link CrdsProtocol#MAX_COMMAND_BYTES}
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
     * {@return the command decoded from bytes}
     *
     * @param command exactly the bytes of one command; not modified
     * @throws io.labnet.core.codec.ProtocolException if the first byte is not a command ({@code MALFORMED}), if the
     *     bytes end inside the command ({@code TRUNCATED}), or if more bytes follow it ({@code TRAILING})
     */
    static CrdsCommand decode(byte[] command) {
        return Decoder.decodeWhole(new CrdsCommandDecoder(), command);
    }

    /**
     * Requests all rooms. The reply is a {@link RoomListing}. It begins with a length of 8 bytes, which counts the
     * bytes of the lines, not their characters.
     */
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
     * Requests that a room be created. There is no reply, whether the room is created or refused. The fields need not
     * describe a valid room: the server refuses an invalid room, also without a reply, and the conversation continues.
     *
     * @param name the field for the name
     * @param group the field for the address
     * @param port the field for the port
     */
    record MakeRoom(String name, String group, String port) implements CrdsCommand {
        /**
         * Checks that the fields can be encoded.
         *
         * @param name the field for the name
         * @param group the field for the address
         * @param port the field for the port
         */
        public MakeRoom {
            WireText.requireField("name", name);
            WireText.requireField("group", group);
            WireText.requireField("port", port);
        }

        /**
         * Requests a valid room.
         *
         * @param room the room
         */
        public MakeRoom(Room room) {
            this(room.name(), room.group(), Integer.toString(room.port()));
        }

        /**
         * {@return why the room is invalid, or {@code null} if it is valid; the first reason in the order of the
         * fields}
         */
        public @Nullable RoomRefusal refusal() {
            return RoomRules.ofRoom(name, group, port);
        }

        /**
         * {@return the requested room}
         *
         * @throws IllegalArgumentException if the room is invalid
         */
        public Room room() {
            return new Room(name, group, Integer.parseInt(port));
        }

        /**
         * {@return the requested room as a line of a listing, or the bytes of the command if the name is empty} The
         * bytes show whether the client sent length fields of a wrong size, such as 4 bytes each.
         */
        public String shown() {
            if (!name.isEmpty()) {
                return name + ": " + group + ":" + port;
            }
            return "(bytes " + WireText.hex(ByteBuffer.wrap(encode())) + ")";
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
     * Requests that a room be deleted. There is no reply, whether the room existed or not.
     *
     * @param name the field for the name
     */
    record DeleteRoom(String name) implements CrdsCommand {
        /**
         * Checks that the field can be encoded.
         *
         * @param name the field for the name
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
     * Requests the address of a room. The reply is a {@link FindReply}, and ends the conversation.
     *
     * @param name the field for the name
     */
    record FindRoom(String name) implements CrdsCommand {
        /**
         * Checks that the field can be encoded.
         *
         * @param name the field for the name
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
