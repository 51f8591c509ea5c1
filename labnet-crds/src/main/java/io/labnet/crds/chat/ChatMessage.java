// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.chat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.EscapedText;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.crds.CrdsRule;
import io.labnet.crds.Room;
import io.labnet.crds.internal.WireText;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A message in a chat room: one datagram, such as {@code Mel: hello}.
 *
 * <p>The sender ends at the first {@code ": "}, so a sender cannot contain it; text can. A datagram without {@code ":
 * "} is text without a sender. Bytes that are not UTF-8 are represented by unpaired surrogates, U+DC80 to U+DCFF, and
 * encoded to the same bytes again.
 *
 * @param sender the name of the sender, as it was sent; empty if there is none. It is not authenticated, and may
 *     contain control characters, so escape it for a terminal
 * @param text the text without a line end; possibly empty, possibly with control characters too
 */
public record ChatMessage(String sender, String text) {
    /** The maximum size of a message in bytes, including the sender. */
    public static final int MAX_BYTES = 1024;

    /** Separates sender and text. */
    static final String SEPARATOR = ": ";

    private static final Pattern LINE_END = Pattern.compile("\\r?\\n\\z");

    /**
     * Creates a message after checking that it fits into a datagram and can be decoded again.
     *
     * @param sender the name of the sender
     * @param text the text
     * @throws IllegalArgumentException if the sender contains {@code ": "}, if the message would have more than {@value
     *     #MAX_BYTES} bytes, or if it contains unpaired surrogates that do not represent bytes
     */
    public ChatMessage {
        Objects.requireNonNull(sender, "sender");
        Objects.requireNonNull(text, "text");
        if (sender.contains(SEPARATOR)) {
            throw new IllegalArgumentException("the sender '" + EscapedText.of(sender) + "' contains '" + SEPARATOR
                    + "', which separates sender and text");
        }
        byte[] bytes = encoded(sender, text);
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("a message of " + bytes.length
                    + " bytes, with its sender, is longer than the limit of " + MAX_BYTES);
        }
        if (!WireText.isWritable(sender) || !WireText.isWritable(text)) {
            throw new IllegalArgumentException("the message contains unpaired surrogates that do not represent bytes");
        }
    }

    /**
     * {@return the message decoded from a datagram}
     *
     * @param datagram the bytes, with or without a line end (LF or CR LF) after the text; not modified
     * @throws io.labnet.core.codec.ProtocolException if the datagram is empty ({@code TRUNCATED}) or has more than
     *     {@value #MAX_BYTES} bytes ({@code TOO_LARGE})
     */
    public static ChatMessage decode(byte[] datagram) {
        if (datagram.length == 0) {
            throw new ProtocolException(
                    CrdsRule.MESSAGE_SIZE, Reason.TRUNCATED, 0, "a chat message of 0 bytes, below the minimum of 1");
        }
        return Decoder.decodeWhole(ChatMessage::read, datagram);
    }

    /**
     * Decodes a datagram. Returns {@code null} before the end of the input, because a datagram is complete only at the
     * end.
     */
    static @Nullable ChatMessage read(ByteBuffer in, Boundary boundary) {
        int length = in.remaining();
        if (length > MAX_BYTES) {
            throw new ProtocolException(
                    CrdsRule.MESSAGE_SIZE,
                    Reason.TOO_LARGE,
                    MAX_BYTES,
                    "a chat message of " + length + " bytes or more is longer than the limit of " + MAX_BYTES);
        }
        if (boundary == Boundary.MORE || boundary == Boundary.PAUSE) {
            return null;
        }
        String line = LINE_END.matcher(WireText.decode(in)).replaceFirst("");
        int end = line.indexOf(SEPARATOR);
        return end < 0
                ? new ChatMessage("", line)
                : new ChatMessage(line.substring(0, end), line.substring(end + SEPARATOR.length()));
    }

    /**
     * {@return the datagram, 1 to {@value #MAX_BYTES} bytes without a line end, because not every program would strip
     * it}
     */
    public byte[] encode() {
        return encoded(sender, text);
    }

    /**
     * Encodes a message. A decoded message, encoded again, is not longer than its datagram was, unless the datagram was
     * only a line end.
     */
    private static byte[] encoded(String sender, String text) {
        // A message without a sender is encoded as its text alone. An empty text, or one that contains the separator,
        // would be decoded as another message, so it gets a separator in front.
        boolean separated = !sender.isEmpty() || text.isEmpty() || text.contains(SEPARATOR);
        // If the text ends with a line end, another one is added, because decoding removes one.
        String end = text.endsWith("\n") ? "\n" : "";
        return WireText.encode(sender + (separated ? SEPARATOR : "") + text + end);
    }

    /**
     * {@return the message escaped for a terminal and with a prefix, such as {@code | Mel: hello}} The prefix
     * distinguishes messages from notices of the client, which never begin with it.
     */
    public String line() {
        return "| " + EscapedText.of(sender.isEmpty() ? text : sender + SEPARATOR + text);
    }

    /**
     * {@return whether a name is a valid chat name: a {@linkplain Room#isName valid room name} without
     * {@code ": "}} Its maximum length leaves most of a message to the text. Other programs may send any name.
     *
     * @param name any text
     */
    public static boolean isName(String name) {
        return Room.isName(name) && !name.contains(SEPARATOR);
    }

    /**
     * {@return a name after checking that it is a valid chat name}
     *
     * @param name any text
     * @throws IllegalArgumentException if the name is not {@linkplain #isName valid}; the message states the rules
     */
    public static String requireName(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("'" + EscapedText.of(name) + "' is not a chat name: use 1 to "
                    + Room.MAX_NAME_BYTES + " bytes without control characters and without '" + SEPARATOR + "'");
        }
        return name;
    }
}
