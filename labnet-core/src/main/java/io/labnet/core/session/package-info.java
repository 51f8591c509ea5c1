// SPDX-License-Identifier: Apache-2.0

/**
 * Sessions: one side of one conversation, which receives messages and events and replies with messages, without I/O.
 *
 * <p>A conversation is the exchange of messages with one peer, usually over one connection. A
 * {@link io.labnet.core.session.Session} contains the logic of a protocol, and a
 * {@link io.labnet.core.session.Conversation} adds decoding and encoding. An engine (the part of a server or client
 * that is the same for every protocol) moves the bytes between the conversation and the peer. Slow work is a task that
 * a session passes to {@link io.labnet.core.session.Outbox#work} to run on another thread.
 *
 * <p>Unless marked {@code @Nullable}, parameters and results are never {@code null}; passing {@code null} throws {@link
 * NullPointerException}.
 */
@NullMarked
package io.labnet.core.session;

import org.jspecify.annotations.NullMarked;
