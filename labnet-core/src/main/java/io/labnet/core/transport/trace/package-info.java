// SPDX-License-Identifier: Apache-2.0
/**
 * Transcripts of conversations: what each side said, byte for byte and in words, and which side broke which rule first.
 * A {@link io.labnet.core.transport.trace.TraceTransport} traces the connections of any transport. A
 * {@link io.labnet.core.transport.trace.Transcript} can also be fed by a program that only sees the bytes of both
 * sides, such as a proxy. A {@link io.labnet.core.transport.trace.Dialogue} says how the messages of a protocol are
 * decoded, described and checked.
 */
@NullMarked
package io.labnet.core.transport.trace;

import org.jspecify.annotations.NullMarked;
