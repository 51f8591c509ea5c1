// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import io.labnet.core.codec.ByteArraySink;
import io.labnet.core.codec.ByteSink;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.EscapedText;
import io.labnet.crds.internal.WireText;
import java.util.List;
import java.util.Objects;

/**
 * All rooms of a directory, in the order in which they were made.
 *
 * @param rooms the rooms, possibly none
 * @param otherLines lines of another program's listing that are no rooms, possibly none. They are on the wire after the
 *     rooms. They may have control characters, which must not reach a terminal
 */
public record RoomListing(List<Room> rooms, List<String> otherLines) implements CrdsReply {
    /**
     * Copies the lists.
     *
     * @param rooms the rooms
     * @param otherLines lines that are no rooms
     * @throws IllegalArgumentException if another line has a line feed, is a room, or has unpaired surrogates that
     *     stand for no bytes
     */
    public RoomListing {
        rooms = List.copyOf(rooms);
        otherLines = List.copyOf(otherLines);
        otherLines.forEach(RoomListing::checkOther);
    }

    /**
     * Makes a listing of rooms.
     *
     * @param rooms the rooms
     */
    public RoomListing(List<Room> rooms) {
        this(Objects.requireNonNull(rooms, "rooms"), List.of());
    }

    private static void checkOther(String line) {
        if (line.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a line of a listing has a line feed");
        }
        if (ListingLines.isRoom(line)) {
            throw new IllegalArgumentException("the other line '" + EscapedText.of(line) + "' is a room");
        }
        if (!WireText.isWritable(line)) {
            throw new IllegalArgumentException("a line of a listing has unpaired surrogates that stand for no bytes");
        }
    }

    @Override
    public void writeTo(ByteSink out) {
        ByteArraySink lines = new ByteArraySink();
        rooms.forEach(room -> lines.putText(room + "\n"));
        otherLines.forEach(line -> lines.put(WireText.encode(line + "\n")));
        out.putLong(lines.size());
        out.put(lines.view(0, lines.size()));
    }

    /**
     * {@return the listing that bytes are} What {@link ListingFlaw} names is accepted.
     *
     * @param listing its bytes, the eight of the length included, all of them and nothing else; not changed
     * @throws io.labnet.core.codec.ProtocolException if the first eight bytes are no length, or one of more than {@link
     *     CrdsProtocol#MAX_LISTING_BYTES}, or if there are more than {@link CrdsProtocol#MAX_LISTING_LINES} lines ({@code
     *     TOO_LARGE}); if no line ends where the length says ({@code MALFORMED}); if the bytes end before the listing
     *     does ({@code TRUNCATED}); or if more bytes follow it ({@code TRAILING})
     */
    public static RoomListing decode(byte[] listing) {
        return (RoomListing)
                Decoder.decodeWhole(new RoomListingDecoder(CrdsProtocol.MAX_LISTING_BYTES, flaw -> {}), listing);
    }

    /**
     * {@return whether a room with a name is listed}
     *
     * @param name any text
     */
    public boolean has(String name) {
        return rooms.stream().anyMatch(room -> room.name().equals(name));
    }
}
