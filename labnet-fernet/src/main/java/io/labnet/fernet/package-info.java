// SPDX-License-Identifier: Apache-2.0

/** Fernet keys, tokens, and their encryption and decryption. */
@NullMarked
package io.labnet.fernet;

import org.jspecify.annotations.NullMarked;
