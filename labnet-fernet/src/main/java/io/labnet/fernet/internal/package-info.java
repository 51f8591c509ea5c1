// SPDX-License-Identifier: Apache-2.0

/**
 * The building blocks of Fernet: base64, token layout, padding, initialization vectors, files, and key derivation
 * functions. Classes that hold key bytes are in the package of {@code FernetKey}.
 */
@NullMarked
package io.labnet.fernet.internal;

import org.jspecify.annotations.NullMarked;
