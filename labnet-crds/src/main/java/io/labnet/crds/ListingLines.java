// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.crds.internal.WireText;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses the lines of a listing, such as {@code room1: 239.0.0.10:5000}. */
final class ListingLines {
    private static final String SEPARATOR = ": ";

    private ListingLines() {}

    /**
     * Parses lines. The last line may lack its line feed.
     *
     * @throws ProtocolException if there are more lines than {@link CrdsProtocol#MAX_LISTING_LINES}
     */
    static RoomListing parse(ByteBuffer text) {
        // Checked before any line is stored, because an empty line takes one byte on the wire but far more in memory.
        checkCount(text);
        List<Room> rooms = new ArrayList<>();
        List<String> others = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.limit(); i++) {
            boolean ended = text.get(i) == '\n';
            if (ended || i == text.limit() - 1) {
                int end = ended ? i : i + 1;
                String line = WireText.decode(text.slice(start, end - start));
                Room room = room(line);
                if (room == null) {
                    others.add(line);
                } else {
                    rooms.add(room);
                }
                start = i + 1;
            }
        }
        return new RoomListing(rooms, others);
    }

    /** Returns whether a line of a listing is a room. */
    static boolean isRoom(String line) {
        return room(line) != null;
    }

    private static void checkCount(ByteBuffer text) {
        int lines = 0;
        for (int i = 0; i < text.limit(); i++) {
            lines += text.get(i) == '\n' || i == text.limit() - 1 ? 1 : 0;
        }
        if (lines > CrdsProtocol.MAX_LISTING_LINES) {
            throw new ProtocolException(
                    CrdsRule.LISTING_SIZE,
                    Reason.TOO_LARGE,
                    0,
                    "a listing of " + lines + " lines is larger than the limit of " + CrdsProtocol.MAX_LISTING_LINES);
        }
    }

    private static @Nullable Room room(String text) {
        // Some servers end their lines with CR and LF.
        String line = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        int separator = line.lastIndexOf(SEPARATOR);
        int colon = line.lastIndexOf(':');
        if (separator < 0 || colon <= separator) {
            return null;
        }
        String name = line.substring(0, separator);
        String group = line.substring(separator + SEPARATOR.length(), colon);
        String port = line.substring(colon + 1);
        return RoomRules.ofRoom(name, group, port) == null ? new Room(name, group, Integer.parseInt(port)) : null;
    }
}
