// SPDX-License-Identifier: Apache-2.0

/** The XOR packet system: a server that sets the task, scores it and stores the best scores, and its client. */
@NullMarked
package io.labnet.examples.xor;

import org.jspecify.annotations.NullMarked;
