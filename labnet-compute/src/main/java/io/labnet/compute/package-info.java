// SPDX-License-Identifier: Apache-2.0

/**
 * The compute system: clients request Fibonacci numbers, factorials and word counts in plain text without any framing.
 *
 * <p>It is a worked example of a difficult protocol: only the sender's pauses mark where a message ends. Its messages
 * therefore have no {@code decode} and {@code encode}, unlike the messages of other protocols. The same bytes may be a
 * name, a number or a piece of a text, depending on the bytes before them and the sender's pauses. Read it in this
 * order:
 *
 * <ol>
 *   <li>the messages: {@link io.labnet.compute.ComputeRequest} and {@link io.labnet.compute.ComputeReply}, small
 *       records that check only their own values;
 *   <li>the codec: {@link io.labnet.compute.ComputeRequestDecoder} for requests, and
 *   {@link io.labnet.compute.ComputeProtocol} for replies and with the limits;
 *   <li>the session of the server: {@link io.labnet.compute.server.ComputeServerSession}, which uses no socket, thread
 *       or clock;
 *   <li>the state that all clients of a server share: {@link io.labnet.compute.server.ComputeService}.
 * </ol>
 *
 * <p>{@link io.labnet.compute.grader.ComputeGrader} tests servers. The grader's session sends requests, and checks the
 * replies while they arrive.
 *
 * <p>Unless marked {@code @Nullable}, parameters and results are never {@code null}; passing {@code null} throws {@link
 * NullPointerException}.
 */
@NullMarked
package io.labnet.compute;

import org.jspecify.annotations.NullMarked;
