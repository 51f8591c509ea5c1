// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.EscapedText;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.crds.internal.WireText;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the replies to {@link CrdsCommand.GetDirectory}: eight length bytes, then that many bytes of lines.
 *
 * <p>Some servers count characters, which are fewer than bytes if a name is not ASCII. The decoder assumes characters
 * if no line ends after the given number of bytes, but a line ends after that number of characters. If lines end at
 * both positions, the decoder assumes bytes, as documented. If the server meant characters after all, the remaining
 * lines are lost. If the client expects another reply, the decoder takes these lines for the length of that reply, and
 * refuses them. The last line may lack its line feed. With non-ASCII names, the decoder notices a missing line feed
 * only when the server pauses, or ends its output, after the given number of bytes.
 *
 * <p>A line is split at its last {@code ": "}. Lines that are not rooms are kept unchanged. There may be {@link
 * CrdsProtocol#MAX_LISTING_LINES} lines in total. One decoder serves one conversation.
 */
public final class RoomListingDecoder implements Decoder<CrdsReply> {
    private final int maxListingBytes;
    private final Consumer<ListingFlaw> flaws;

    /**
     * The number of bytes examined after the eight length bytes; {@link #characters} is the number of characters that
     * begin in the examined bytes.
     */
    private int examined;

    private int characters;

    /**
     * Whether the length of the previous listing may have been in characters: then the rest of that listing may follow.
     */
    private boolean doubtful;

    /**
     * Creates a decoder.
     *
     * @param maxListingBytes the maximum length of a listing in bytes, 0 or more
     * @param flaws receives the flaws of a listing before the listing is returned
     * @throws IllegalArgumentException if {@code maxListingBytes} is negative
     */
    public RoomListingDecoder(int maxListingBytes, Consumer<ListingFlaw> flaws) {
        if (maxListingBytes < 0) {
            throw new IllegalArgumentException("maxListingBytes " + maxListingBytes + " is negative");
        }
        this.maxListingBytes = maxListingBytes;
        this.flaws = flaws;
    }

    @Override
    public @Nullable CrdsReply decode(ByteBuffer in, Boundary boundary) {
        if (in.remaining() < Long.BYTES) {
            if (boundary != Boundary.MORE && !canBeginLength(in)) {
                throw missing(in);
            }
            return null;
        }
        long length = in.getLong(in.position());
        if (length < 0 || length > maxListingBytes) {
            throw tooLarge(in);
        }
        int start = in.position() + Long.BYTES;
        ByteBuffer text = in.slice(start, in.limit() - start);
        int end = end(text, (int) length, boundary);
        if (end < 0) {
            return null;
        }
        CrdsReply listing = ListingLines.parse(text.limit(end));
        in.position(start + end);
        reportFlaws(text, (int) length);
        doubtful = characters < length;
        examined = 0;
        characters = 0;
        return listing;
    }

    private void reportFlaws(ByteBuffer text, int length) {
        int end = text.limit();
        if (end > length) {
            flaws.accept(ListingFlaw.LENGTH_IN_CHARACTERS);
        }
        if (end > 0 && text.get(end - 1) != '\n') {
            flaws.accept(ListingFlaw.NO_LAST_LINE_FEED);
        }
        if (end > 1 && text.get(end - 2) == '\r') {
            flaws.accept(ListingFlaw.CARRIAGE_RETURN);
        }
    }

    /**
     * Returns whether fewer than eight bytes can be the beginning of a length: the first four bytes of a valid length
     * are zero.
     */
    private static boolean canBeginLength(ByteBuffer in) {
        for (int i = 0; i < Math.min(in.remaining(), Integer.BYTES); i++) {
            if (in.get(in.position() + i) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public ProtocolException incomplete(ByteBuffer rest, String event) {
        int bytes = rest.remaining();
        boolean hasLength = bytes >= Long.BYTES;
        long length = hasLength ? rest.getLong(rest.position()) : 0;
        ProtocolException refusal = new ProtocolException(
                hasLength ? CrdsRule.LISTING_BYTES : CrdsRule.LISTING_LENGTH,
                Reason.TRUNCATED,
                bytes,
                event + WireText.received(rest) + "; expected 8 length bytes and "
                        + (hasLength ? "then " + length + " bytes of lines" : "that many bytes of lines"));
        return length > 0 && length == bytes
                ? refusal.withLikelyCause("the length counts its own 8 bytes")
                : refusal.explainedBy(CrdsMistake.CUT_LISTING, rest);
    }

    /** Refuses a reply of fewer than eight bytes that can't be the beginning of a length. */
    private static ProtocolException missing(ByteBuffer in) {
        return new ProtocolException(
                        CrdsRule.LISTING_LENGTH,
                        Reason.TOO_LARGE,
                        0,
                        "the reply is " + EscapedText.ofBytes(in, in.remaining())
                                + " instead of 8 length bytes and the lines: was the length left out, or sent with"
                                + " fewer bytes?")
                .explainedBy(CrdsMistake.CUT_LISTING, in);
    }

    /** Refuses a reply whose first eight bytes are not a length within the limit. */
    private ProtocolException tooLarge(ByteBuffer in) {
        ByteBuffer head = in.slice(in.position(), Long.BYTES);
        String bytes = EscapedText.ofBytes(head, Long.BYTES);
        boolean text = isText(in);
        String problem = text
                ? "the 8 length bytes read " + bytes + ": was the length left out? The reply is "
                        + EscapedText.ofBytes(in, WireText.SHOWN_BYTES)
                : "a listing of " + Long.toUnsignedString(head.getLong(0)) + " bytes (the 8 length bytes are " + bytes
                        + ") is larger than the limit of " + maxListingBytes;
        String doubt = doubtful ? "; or the length of the previous listing counts characters, not bytes" : "";
        CrdsRule rule = text ? CrdsRule.LISTING_LENGTH : CrdsRule.LISTING_SIZE;
        return new ProtocolException(rule, Reason.TOO_LARGE, 0, problem + doubt).explainedBy(CrdsMistake.LISTING, head);
    }

    private static boolean isText(ByteBuffer in) {
        for (int i = 0; i < Long.BYTES; i++) {
            byte b = in.get(in.position() + i);
            boolean lineEnd = b == '\n' || b == '\r';
            if ((b >= 0 && b < ' ' && !lineEnd) || b == 0x7f || b == (byte) 0xff) {
                return false;
            }
        }
        return true;
    }

    /** Returns the end of the listing, or a negative number if it is not known yet. */
    private int end(ByteBuffer text, int length, Boundary boundary) {
        if (text.remaining() < length) {
            return -1;
        }
        count(text, length);
        boolean nothingFollows = boundary != Boundary.MORE && text.limit() == length;
        if (characters == length || text.get(length - 1) == '\n' || nothingFollows) {
            return length;
        }
        while (characters < length && examined < text.limit()) {
            count(text, examined + 1);
        }
        if (characters == length) {
            return endOfCharacters(text, length);
        }
        return -1;
    }

    private int endOfCharacters(ByteBuffer text, int length) {
        if (text.get(examined - 1) != '\n') {
            throw new ProtocolException(
                    CrdsRule.LISTING_BYTES,
                    Reason.MALFORMED,
                    0,
                    "the length is " + length + ", but no line ends after " + length + " bytes or " + length
                            + " characters of the listing: "
                            + EscapedText.ofBytes(text.duplicate().position(0), WireText.SHOWN_BYTES));
        }
        return examined;
    }

    private void count(ByteBuffer text, int to) {
        while (examined < to) {
            // In UTF-8, every byte except 10xxxxxx begins a character.
            characters += (text.get(examined++) & 0xc0) == 0x80 ? 0 : 1;
        }
    }
}
