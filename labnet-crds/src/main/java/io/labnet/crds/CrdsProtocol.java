// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import io.labnet.core.codec.Encoder;
import io.labnet.core.codec.Protocol;
import io.labnet.crds.internal.WireText;
import java.time.Duration;

/** The directory protocol as each of its sides speaks it. It runs over TCP, on port {@value #DEFAULT_PORT} by default. */
public final class CrdsProtocol {
    /** The port of a directory unless it is told otherwise. */
    public static final int DEFAULT_PORT = 50_001;

    /** How long a call of a directory may take at most. Clients wait longer, so that they get the answers that come after it. */
    public static final Duration LONGEST_DIRECTORY_CALL = Duration.ofSeconds(30);

    /** How large a command can be, in bytes: a command byte and three fields with a length byte each. */
    public static final int MAX_COMMAND_BYTES = 1 + 3 * (1 + WireText.MAX_FIELD_BYTES);

    /** How long a listing may be for a client, in bytes, its head not counted. */
    public static final int MAX_LISTING_BYTES = 64 * 1024 * 1024;

    /**
     * How many lines a listing may have for a client, rooms and others: what a line costs in memory depends little on
     * how long it is.
     */
    public static final int MAX_LISTING_LINES = 2_000_000;

    /** How large the answer about a room can be, in bytes: two fields with a length byte each. */
    private static final int MAX_FOUND_BYTES = 2 * (1 + WireText.MAX_FIELD_BYTES);

    /** A person at a client rests between two commands. */
    private static final Duration SERVER_IDLE = Duration.ofMinutes(10);

    /** A command is no more than a packet or two. */
    private static final Duration COMMAND_DEADLINE = Duration.ofSeconds(10);

    /**
     * The listing that shows whether a room was made comes after two calls of the directory. The server's idle time does
     * not count here: it runs only while no answer is due.
     */
    private static final Duration CLIENT_IDLE =
            Protocol.outlasting(COMMAND_DEADLINE, LONGEST_DIRECTORY_CALL.multipliedBy(2));

    private static final Duration LISTING_DEADLINE = Duration.ofMinutes(2);

    private static final CrdsCommandDecoder COMMAND_DECODER = new CrdsCommandDecoder();
    private static final Encoder<CrdsCommand> COMMAND_ENCODER = CrdsCommand::writeTo;
    private static final Protocol<CrdsCommand, CrdsReply> SERVER = new Protocol<>(
            "crds", () -> COMMAND_DECODER, CrdsReply::writeTo, MAX_COMMAND_BYTES, false, SERVER_IDLE, COMMAND_DEADLINE);
    private static final Protocol<CrdsReply, CrdsCommand> LISTING_CLIENT = new Protocol<>(
            "crds",
            () -> new RoomListingDecoder(MAX_LISTING_BYTES, flaw -> {}),
            COMMAND_ENCODER,
            Long.BYTES + MAX_LISTING_BYTES,
            // A pause tells a listing without a last line feed from one whose length counts characters.
            true,
            CLIENT_IDLE,
            LISTING_DEADLINE);
    private static final Protocol<CrdsReply, CrdsCommand> FINDING_CLIENT = new Protocol<>(
            "crds", FindReplyDecoder::new, COMMAND_ENCODER, MAX_FOUND_BYTES, false, CLIENT_IDLE, CLIENT_IDLE);

    private CrdsProtocol() {}

    /**
     * {@return the server's side, always the same: commands of at most {@link #MAX_COMMAND_BYTES} bytes, an idle time
     * of 10 minutes and a deadline of 10 s for a command}
     */
    public static Protocol<CrdsCommand, CrdsReply> server() {
        return SERVER;
    }

    /**
     * {@return the side of a client that asks for listings, of at most {@link #MAX_LISTING_BYTES} bytes and
     * {@link #MAX_LISTING_LINES} lines, makes rooms and deletes them; always the same} An answer does not tell what it
     * answers, so a conversation that hears listings can't ask for a room.
     */
    public static Protocol<CrdsReply, CrdsCommand> listingClient() {
        return LISTING_CLIENT;
    }

    /** {@return the side of a client that asks where a room is; always the same} */
    public static Protocol<CrdsReply, CrdsCommand> findingClient() {
        return FINDING_CLIENT;
    }
}
