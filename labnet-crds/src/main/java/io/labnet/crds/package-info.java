// SPDX-License-Identifier: Apache-2.0

/** The chat-room directory protocol. Empty until its codec is built. */
@NullMarked
package io.labnet.crds;

import org.jspecify.annotations.NullMarked;
