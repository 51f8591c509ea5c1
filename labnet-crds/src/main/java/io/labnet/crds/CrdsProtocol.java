// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import io.labnet.core.codec.Encoder;
import io.labnet.core.codec.Protocol;
import io.labnet.crds.internal.WireText;
import java.time.Duration;

/** The two sides of the directory protocol, over TCP on port {@value #DEFAULT_PORT} by default. */
public final class CrdsProtocol {
    /** The default port of a directory. */
    public static final int DEFAULT_PORT = 50_001;

    /**
     * The maximum duration of a directory call. Clients wait longer, so they still receive the reply to a slow call.
     */
    public static final Duration LONGEST_DIRECTORY_CALL = Duration.ofSeconds(30);

    /** The maximum size of a command in bytes: a command byte and three fields with a length byte each. */
    public static final int MAX_COMMAND_BYTES = 1 + 3 * (1 + WireText.MAX_FIELD_BYTES);

    /** The maximum length, in bytes, of a listing that a client accepts, not counting the 8 length bytes. */
    public static final int MAX_LISTING_BYTES = 64 * 1024 * 1024;

    /**
     * The maximum number of lines of a listing that a client accepts, whether they are rooms or not: even a short line
     * takes memory.
     */
    public static final int MAX_LISTING_LINES = 2_000_000;

    /** The maximum size of a reply to {@link CrdsCommand.FindRoom} in bytes: two fields with a length byte each. */
    private static final int MAX_FIND_REPLY_BYTES = 2 * (1 + WireText.MAX_FIELD_BYTES);

    /** The server's idle timeout: long, because a person may pause between two commands. */
    private static final Duration SERVER_IDLE = Duration.ofMinutes(10);

    /** The server's deadline for a command: short, because a command fits into one or two packets. */
    private static final Duration COMMAND_DEADLINE = Duration.ofSeconds(10);

    /**
     * The client's idle timeout, longer than two calls of the directory: a client that creates a room waits for the
     * creation and for the listing that confirms it. It need not exceed the server's idle timeout, which runs only
     * while no reply is due.
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
            // A pause lets the decoder distinguish a listing without its last line feed from a listing whose length
            // counts characters.
            true,
            CLIENT_IDLE,
            LISTING_DEADLINE);
    private static final Protocol<CrdsReply, CrdsCommand> FINDING_CLIENT = new Protocol<>(
            "crds", FindReplyDecoder::new, COMMAND_ENCODER, MAX_FIND_REPLY_BYTES, false, CLIENT_IDLE, CLIENT_IDLE);

    private CrdsProtocol() {}

    /**
     * {@return the server's side, a single instance: commands of at most {@link #MAX_COMMAND_BYTES} bytes, an idle
     * timeout of 10 minutes and a deadline of 10 s for a command}
     */
    public static Protocol<CrdsCommand, CrdsReply> server() {
        return SERVER;
    }

    /**
     * {@return the side of a client that requests listings, creates rooms and deletes them; a single instance} Listings
     * have at most {@link #MAX_LISTING_BYTES} bytes and {@link #MAX_LISTING_LINES} lines. Because a reply does not
     * identify its command, such a conversation cannot also find a room.
     */
    public static Protocol<CrdsReply, CrdsCommand> listingClient() {
        return LISTING_CLIENT;
    }

    /** {@return the side of a client that requests the address of a room; a single instance} */
    public static Protocol<CrdsReply, CrdsCommand> findingClient() {
        return FINDING_CLIENT;
    }
}
