// SPDX-License-Identifier: Apache-2.0
/** The dialogue of the protocol: what somebody knows who sees both sides of a conversation, for transcripts. */
@NullMarked
package io.labnet.numbers.trace;

import org.jspecify.annotations.NullMarked;
