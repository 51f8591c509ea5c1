// SPDX-License-Identifier: Apache-2.0

/** {@code labnet fernet}: Fernet tokens on the command line, for text and for files. */
@NullMarked
package io.labnet.examples.fernet;

import org.jspecify.annotations.NullMarked;
