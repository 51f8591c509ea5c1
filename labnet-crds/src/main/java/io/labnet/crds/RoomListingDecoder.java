// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the answers to {@link GetDirectory} from bytes: eight bytes of length, then so many bytes of lines.
 *
 * <p>Some servers count characters instead, which are fewer where a name is not ASCII. That is taken for granted when a
 * listing of so many bytes would not end with a line but one of so many characters does; where both would, the length
 * counts bytes, as documented: then the lines behind it are lost, which shows when another answer follows, as text where
 * its length should be. In a listing that is ASCII the last line may lack its line feed.
 *
 * <p>A line is split at its last {@code ": "}. Lines that are no room are kept as they are; there may be {@link
 * CrdsProtocol#MAX_LISTING_LINES} of both. One decoder serves one
 * conversation.
 */
public final class RoomListingDecoder implements Decoder<CrdsReply> {
    private final int maxListingBytes;

    /** How far the bytes after the head have been looked at, and how many characters begin in them. */
    private int seen;

    private int characters;

    /** Whether the length of the listing before could have counted characters that followed it. */
    private boolean doubtful;

    /**
     * Makes a decoder.
     *
     * @param maxListingBytes how long a listing may be, in bytes, 0 or more
     * @throws IllegalArgumentException if it is negative
     */
    public RoomListingDecoder(int maxListingBytes) {
        if (maxListingBytes < 0) {
            throw new IllegalArgumentException("maxListingBytes " + maxListingBytes + " is negative");
        }
        this.maxListingBytes = maxListingBytes;
    }

    @Override
    public @Nullable CrdsReply decode(ByteBuffer in, Boundary boundary) {
        if (in.remaining() < Long.BYTES) {
            return null;
        }
        long length = in.getLong(in.position());
        if (length < 0 || length > maxListingBytes) {
            throw new ProtocolException(Reason.TOO_LARGE, 0, tooLarge(length));
        }
        int start = in.position() + Long.BYTES;
        int end = end(in.slice(start, in.limit() - start), (int) length);
        if (end < 0) {
            return null;
        }
        CrdsReply listing = ListingLines.parse(in.slice(start, end));
        in.position(start + end);
        doubtful = characters < length;
        seen = 0;
        characters = 0;
        return listing;
    }

    private String tooLarge(long length) {
        String problem = "a listing of " + Long.toUnsignedString(length) + " bytes is larger than the limit of "
                + maxListingBytes;
        return doubtful ? problem + "; or the length of the listing before counts characters, not bytes" : problem;
    }

    /** Tells where the listing ends, negative when that is not known yet. */
    private int end(ByteBuffer text, int length) {
        if (text.remaining() < length) {
            return -1;
        }
        count(text, length);
        if (characters == length || text.get(length - 1) == '\n') {
            return length;
        }
        while (characters < length && seen < text.limit()) {
            count(text, seen + 1);
        }
        if (characters == length) {
            return endOfCharacters(text);
        }
        return -1;
    }

    private int endOfCharacters(ByteBuffer text) {
        if (text.get(seen - 1) != '\n') {
            throw new ProtocolException(
                    Reason.MALFORMED, 0, "the length of the listing fits neither its bytes nor its characters");
        }
        return seen;
    }

    private void count(ByteBuffer text, int to) {
        while (seen < to) {
            // All bytes begin a character but those from 10000000 to 10111111.
            characters += (text.get(seen++) & 0xc0) == 0x80 ? 0 : 1;
        }
    }
}
