// SPDX-License-Identifier: Apache-2.0

/**
 * What is shown to people of bytes that are no message.
 */
@NullMarked
package io.labnet.numbers.internal;

import org.jspecify.annotations.NullMarked;
