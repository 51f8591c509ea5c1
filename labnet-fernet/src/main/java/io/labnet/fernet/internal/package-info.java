// SPDX-License-Identifier: Apache-2.0

/**
 * What Fernet is built of: base64, sizes, padding, initialization vectors, files, and the derivation of keys from
 * passwords. What holds key bytes is not here but beside {@code FernetKey}.
 */
@NullMarked
package io.labnet.fernet.internal;

import org.jspecify.annotations.NullMarked;
