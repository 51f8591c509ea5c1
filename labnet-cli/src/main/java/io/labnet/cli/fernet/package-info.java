// SPDX-License-Identifier: Apache-2.0

/**
 * {@code labnet fernet}: keys, tokens and encrypted files.
 */
@NullMarked
package io.labnet.cli.fernet;

import org.jspecify.annotations.NullMarked;
