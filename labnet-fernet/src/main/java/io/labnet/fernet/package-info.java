// SPDX-License-Identifier: Apache-2.0

/**
 * Fernet keys, tokens, and their encryption and decryption.
 *
 * <p>A Fernet token is a text that only the holders of one key can make, read or change unnoticed, and that tells when
 * it was made. {@link io.labnet.fernet.Fernet} does the work with a {@link io.labnet.fernet.FernetKey}; a
 * {@link io.labnet.fernet.FernetToken} shows the parts of a token without any key; whatever is refused is refused with
 * a {@link io.labnet.fernet.FernetException}. The rules are those of the
 * <a href="https://github.com/fernet/spec/blob/master/Spec.md">Fernet specification</a>, version {@code 0x80}.
 *
 * <p>No parameter may be {@code null}, and no method returns it; a {@code null} is a {@link NullPointerException}.
 */
@NullMarked
package io.labnet.fernet;

import org.jspecify.annotations.NullMarked;
