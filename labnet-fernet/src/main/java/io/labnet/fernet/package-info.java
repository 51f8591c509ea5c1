// SPDX-License-Identifier: Apache-2.0

/**
 * Fernet keys, tokens, and their encryption and decryption.
 *
 * <p>A Fernet token is a text that contains an encrypted message and a timestamp. Only the holders of the key can make
 * a token, read it, or change it without detection. {@link io.labnet.fernet.Fernet} encrypts and decrypts with a
 * {@link io.labnet.fernet.FernetKey}. {@link io.labnet.fernet.FernetToken} shows the fields of a token without a key. A
 * refused token causes a {@link io.labnet.fernet.FernetException}. The rules are those of the <a
 * href="https://github.com/fernet/spec/blob/master/Spec.md">Fernet specification</a>, version {@code 0x80}.
 *
 * <p>Parameters and results are never {@code null}; passing {@code null} throws {@link NullPointerException}.
 */
@NullMarked
package io.labnet.fernet;

import org.jspecify.annotations.NullMarked;
