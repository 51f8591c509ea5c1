// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import java.util.List;

/** One or more keys in order, each with an engine of its own. The first encrypts, all decrypt. */
final class KeyRing {
    private final FernetKey[] keys;
    private final CryptoEngine[] engines;

    private KeyRing(FernetKey[] keys, CryptoEngine[] engines) {
        this.keys = keys;
        this.engines = engines;
    }

    static KeyRing of(List<FernetKey> keys) {
        FernetKey[] copies = List.copyOf(keys).toArray(FernetKey[]::new);
        if (copies.length == 0) {
            throw new IllegalArgumentException("a Fernet needs at least one key");
        }
        CryptoEngine[] engines = new CryptoEngine[copies.length];
        for (int i = 0; i < engines.length; i++) {
            engines[i] = new JdkCryptoEngine(copies[i]);
        }
        return new KeyRing(copies, engines);
    }

    int size() {
        return engines.length;
    }

    CryptoEngine engine(int index) {
        return engines[index];
    }

    /** Refuses all work once one of the keys is destroyed: the engines hold copies, and would go on. */
    void requireIntact() {
        for (FernetKey key : keys) {
            key.requireIntact();
        }
    }
}
