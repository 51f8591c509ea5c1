// SPDX-License-Identifier: Apache-2.0

/**
 * The compute system: Fibonacci numbers, factorials and word counts, asked for in plain text without any framing.
 *
 * <p>It is a worked example of a protocol of one's own on labnet, and of a hard one: nothing but the pauses of the sender
 * says where a message ends. Its messages therefore have no {@code decode} and {@code encode} of their own, as those of
 * other protocols do: the same bytes are a name, a number or a piece of a text, depending on what came before them and
 * where the sender paused. Read it in this order:
 *
 * <ol>
 *   <li>the messages: {@link io.labnet.compute.ComputeRequest} and {@link
 *       io.labnet.compute.ComputeReply}, small records with nothing but their own rules;
 *   <li>the codec: {@link io.labnet.compute.ComputeRequestDecoder} and its companions, which {@link
 *       io.labnet.compute.ComputeProtocol} names;
 *   <li>the session of the server: {@link io.labnet.compute.server.ComputeServerSession}, which knows no socket, no thread
 *       and no clock;
 *   <li>what the server shares between its clients: {@link io.labnet.compute.server.ComputeService}.
 * </ol>
 *
 * <p>{@link io.labnet.compute.grader.ComputeGrader} tests servers. Its session asks and judges the replies while they
 * arrive.
 *
 * <p>What is not marked as nullable is never {@code null}, neither a parameter nor a result; to pass one is a mistake,
 * told as a rule by a {@link NullPointerException}.
 */
@NullMarked
package io.labnet.compute;

import org.jspecify.annotations.NullMarked;
