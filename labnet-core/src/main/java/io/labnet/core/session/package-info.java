// SPDX-License-Identifier: Apache-2.0

/** One side of one conversation: told messages and events, answering with messages, with no input or output. */
@NullMarked
package io.labnet.core.session;

import org.jspecify.annotations.NullMarked;
