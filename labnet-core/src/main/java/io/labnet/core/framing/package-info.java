// SPDX-License-Identifier: Apache-2.0

/**
 * Ready-made ways in which messages lie in a stream of bytes: lines, behind a length, of a fixed size, of fields, up to a
 * delimiter, as JSON objects or datagrams, and what can be put together from them.
 *
 * <p>Each is a {@link io.labnet.core.framing.Framing}: with its decoders, its encoder and its limit it becomes a {@link
 * io.labnet.core.codec.Protocol}. A binary protocol whose messages begin with a byte that tells their kind:
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
 * <p>What is received is refused with a {@link io.labnet.core.codec.ProtocolException}, the same however it was cut; what
 * can't be written, such as a line with a line end in it, with an {@link IllegalArgumentException}. Each byte is looked at a
 * bounded number of times, and nothing is allocated because a length says so.
 *
 * <p>What is not marked as nullable is never {@code null}, neither a parameter nor a result; to pass one is a mistake, told
 * as a rule by a {@link NullPointerException}.
 */
@NullMarked
package io.labnet.core.framing;

import org.jspecify.annotations.NullMarked;
