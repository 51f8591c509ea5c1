// SPDX-License-Identifier: Apache-2.0

/** Turning bytes into messages and back, with no input or output. */
@NullMarked
package io.labnet.core.codec;

import org.jspecify.annotations.NullMarked;
