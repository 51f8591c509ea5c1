// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.fernet;

import io.labnet.fernet.FernetKey;
import io.labnet.fernet.KeyDerivation;

/**
 * A key as it was written, and where.
 *
 * @param place what messages call it, since they must not show it
 * @param text the key, or how one is derived from a password
 */
record KeyText(String place, String text) {
    boolean isDerived() {
        return text.startsWith("$");
    }

    /**
     * Finds out whether it is one, before anybody is asked for a password.
     *
     * @throws IllegalArgumentException if it is neither a key nor a way to one
     */
    @SuppressWarnings("CheckReturnValue") // Only the refusal counts.
    void check() {
        if (isDerived()) {
            KeyDerivation.parse(text);
        } else {
            FernetKey.parse(text);
        }
    }

    /**
     * Gives the key.
     *
     * @param password what it is derived from, if it is
     * @throws IllegalArgumentException if it is none, or the password is none
     */
    FernetKey key(char[] password) {
        return isDerived() ? KeyDerivation.parse(text).key(password) : FernetKey.parse(text);
    }

    /** Shows no key. */
    @Override
    public String toString() {
        return place;
    }
}
