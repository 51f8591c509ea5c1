// SPDX-License-Identifier: Apache-2.0

/**
 * Ready-made framings of lines, datagrams, JSON objects, and messages that have a fixed size, a length before them or a
 * delimiter after them. Other framings read a message field by field, or combine framings.
 *
 * <p>Each is a {@link io.labnet.core.framing.Framing}, whose decoders, encoder and limit make a
 * {@link io.labnet.core.codec.Protocol}. For example, a binary protocol whose messages begin with a byte that
 * identifies their kind:
 *
 * <pre>{@code
 * interface Message {
 *     int kind();
 * }
 *
 * record Plate(String text, int time) implements Message {
 *     static final Framing<Plate> FRAMING = Frames.fields(
 *             260,
 *             in -> new Plate(StrictText.readAfterByte(in, US_ASCII), in.getInt()),
 *             (plate, out) -> {
 *                 out.putSized(1, text -> text.putText(plate.text()));
 *                 out.putInt(plate.time());
 *             });
 *
 *     public int kind() {
 *         return 0x20;
 *     }
 * }
 *
 * record Heartbeat() implements Message {
 *     static final Framing<Heartbeat> FRAMING = Frames.fields(0, in -> new Heartbeat(), (heartbeat, out) -> {});
 *
 *     public int kind() {
 *         return 0x41;
 *     }
 * }
 *
 * Framing<Message> messages =
 *         Framing.byFirstByte(Map.of(0x20, Plate.FRAMING, 0x41, Heartbeat.FRAMING), Message::kind);
 * Protocol<Message, Message> protocol = messages.protocol("speed");
 * }</pre>
 *
 * <p>Decoders refuse input with a {@link io.labnet.core.codec.ProtocolException}, which is the same however the input
 * was split. Encoders refuse a message that can't be written, such as a line that contains a line end, with an
 * {@link IllegalArgumentException}. Each byte is scanned a bounded number of times, and memory for bytes that a length
 * announces is allocated only after they have arrived.
 *
 * <p>Unless marked {@code @Nullable}, parameters and results are never {@code null}; passing {@code null} throws
 * {@link NullPointerException}.
 */
@NullMarked
package io.labnet.core.framing;

import org.jspecify.annotations.NullMarked;
