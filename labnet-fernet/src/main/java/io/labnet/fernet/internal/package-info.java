// SPDX-License-Identifier: Apache-2.0

/**
 * What Fernet is built of and no key goes through: base64, sizes, files. Key derivation by Bouncy Castle is here too.
 */
@NullMarked
package io.labnet.fernet.internal;

import org.jspecify.annotations.NullMarked;
