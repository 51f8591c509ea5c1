// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds.chat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.Decoder;
import io.labnet.core.codec.EscapedText;
import io.labnet.core.codec.ProtocolException;
import io.labnet.core.codec.ProtocolException.Reason;
import io.labnet.crds.Room;
import io.labnet.crds.internal.WireText;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says in a chat room: one datagram, such as {@code Mel: hello}.
 *
 * <p>The sender ends at the first {@code ": "}, so that none can contain it; text can. A datagram without {@code ": "}
 * is text of nobody. Bytes that are not UTF-8 stand as unpaired surrogates, U+DC80 to U+DCFF, and are the same bytes
 * again when the message is encoded.
 *
 * @param sender the name of who says it, as it was sent: nothing proves it, and it may have control characters, which
 *     must not reach a terminal. Empty if the message names nobody
 * @param text what is said, without a line end; possibly empty, possibly with control characters too
 */
public record ChatMessage(String sender, String text) {
    /** How long a message may be, with its sender, in bytes. */
    public static final int MAX_BYTES = 1024;

    /** What stands between sender and text. */
    static final String SEPARATOR = ": ";

    private static final Pattern LINE_END = Pattern.compile("\\r?\\n\\z");

    /**
     * Checks that the message fits a datagram and can be read again.
     *
     * @param sender who says it
     * @param text what is said
     * @throws IllegalArgumentException if the sender contains {@code ": "}, if the message would have more than
     *     {@value #MAX_BYTES} bytes, or if it has unpaired surrogates that stand for no bytes
     */
    public ChatMessage {
        Objects.requireNonNull(sender, "sender");
        Objects.requireNonNull(text, "text");
        if (sender.contains(SEPARATOR)) {
            throw new IllegalArgumentException("the sender '" + EscapedText.of(sender) + "' contains '" + SEPARATOR
                    + "', where the text of a message begins");
        }
        byte[] bytes = encoded(sender, text);
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("a message of " + bytes.length
                    + " bytes, with its sender, is longer than the limit of " + MAX_BYTES);
        }
        if (!WireText.isWritable(sender) || !WireText.isWritable(text)) {
            throw new IllegalArgumentException("the message has unpaired surrogates that stand for no bytes");
        }
    }

    /**
     * {@return the message in a datagram}
     *
     * @param datagram its bytes, with or without a line end (LF or CR LF) behind the text; not changed
     * @throws io.labnet.core.codec.ProtocolException if it is empty ({@code TRUNCATED}) or has more than
     *     {@value #MAX_BYTES} bytes ({@code TOO_LARGE})
     */
    public static ChatMessage decode(byte[] datagram) {
        return Decoder.decodeWhole(ChatMessage::read, datagram);
    }

    /** Reads a datagram, which only its end ends. */
    static @Nullable ChatMessage read(ByteBuffer in, Boundary boundary) {
        int length = in.remaining();
        if (length > MAX_BYTES) {
            throw new ProtocolException(
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
     * {@return the datagram, 1 to {@value #MAX_BYTES} bytes without a line end: not every program that reads it would
     * cut that off}
     */
    public byte[] encode() {
        return encoded(sender, text);
    }

    /** No longer than the datagram that a message was read from, unless that was a line end alone. */
    private static byte[] encoded(String sender, String text) {
        // Text of nobody stands alone, unless it would be read as more than that, or as nothing.
        boolean separated = !sender.isEmpty() || text.isEmpty() || text.contains(SEPARATOR);
        // A line end that belongs to the text stands before one that does not.
        String end = text.endsWith("\n") ? "\n" : "";
        return WireText.encode(sender + (separated ? SEPARATOR : "") + text + end);
    }

    /**
     * {@return the message with a mark in front, such as {@code | Mel: hello}, fit for a terminal} Anybody may send
     * any text, also that of a notice of the client that shows it; no notice begins with the mark.
     */
    public String line() {
        return "| " + EscapedText.of(sender.isEmpty() ? text : sender + SEPARATOR + text);
    }

    /**
     * {@return whether somebody who chats here can take a name: it could name a room too ({@link Room#isName}), which
     * leaves most of a message to the text, and has no {@code ": "}} Others may be called anything.
     *
     * @param name any text
     */
    public static boolean isName(String name) {
        return Room.isName(name) && !name.contains(SEPARATOR);
    }

    /**
     * {@return a name that somebody wants to take, if it is one}
     *
     * @param name any text
     * @throws IllegalArgumentException if it is none, as said at {@link #isName}; the message says what one is
     */
    public static String requireName(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("'" + EscapedText.of(name) + "' is no chat name: it has 1 to "
                    + Room.MAX_NAME_BYTES + " bytes, no control character and no '" + SEPARATOR + "'");
        }
        return name;
    }
}
