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
 * All rooms of a directory, in the order of creation.
 *
 * @param rooms the rooms, possibly none
 * @param otherLines lines that are not rooms, from the listing of another program; possibly none. They are encoded
 *     after the rooms. They may contain control characters, so escape them for a terminal
 */
public record RoomListing(List<Room> rooms, List<String> otherLines) implements CrdsReply {
    /**
     * Creates a listing, and copies the lists.
     *
     * @param rooms the rooms
     * @param otherLines lines that are not rooms
     * @throws IllegalArgumentException if one of {@code otherLines} contains a line feed, is a room, or contains
     *     unpaired surrogates that do not represent bytes
     */
    public RoomListing {
        rooms = List.copyOf(rooms);
        otherLines = List.copyOf(otherLines);
        otherLines.forEach(RoomListing::checkOther);
    }

    /**
     * Creates a listing of rooms.
     *
     * @param rooms the rooms
     */
    public RoomListing(List<Room> rooms) {
        this(Objects.requireNonNull(rooms, "rooms"), List.of());
    }

    private static void checkOther(String line) {
        if (line.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a line of a listing contains a line feed");
        }
        if (ListingLines.isRoom(line)) {
            throw new IllegalArgumentException("otherLines contains a room: '" + EscapedText.of(line) + "'");
        }
        if (!WireText.isWritable(line)) {
            throw new IllegalArgumentException(
                    "a line of a listing contains unpaired surrogates that do not represent bytes");
        }
    }

    @Override
    public void writeTo(ByteSink out) {
        ByteArraySink lines = new ByteArraySink();
        rooms.forEach(room -> lines.putText(room + "\n"));
        otherLines.forEach(line -> lines.put(WireText.encode(line + "\n")));
        // The 8-byte length counts bytes, not characters.
        out.putLong(lines.size());
        out.put(lines.view(0, lines.size()));
    }

    /**
     * {@return the listing decoded from bytes} Listings with a {@link ListingFlaw} are accepted.
     *
     * @param listing exactly the bytes of one listing, including the eight length bytes; not modified
     * @throws io.labnet.core.codec.ProtocolException if the first eight bytes are not a length of at most {@link
     *     CrdsProtocol#MAX_LISTING_BYTES}, or if there are more than {@link CrdsProtocol#MAX_LISTING_LINES} lines
     *     ({@code TOO_LARGE}); if no line ends at the given length ({@code MALFORMED}); if the bytes end inside the
     *     listing ({@code TRUNCATED}); or if more bytes follow it ({@code TRAILING})
     */
    public static RoomListing decode(byte[] listing) {
        return (RoomListing)
                Decoder.decodeWhole(new RoomListingDecoder(CrdsProtocol.MAX_LISTING_BYTES, flaw -> {}), listing);
    }

    /**
     * {@return whether the listing contains a room with this name}
     *
     * @param name any text
     */
    public boolean has(String name) {
        return rooms.stream().anyMatch(room -> room.name().equals(name));
    }
}
