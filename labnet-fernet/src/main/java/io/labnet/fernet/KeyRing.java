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
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a Fernet needs at least one key");
        }
        return of(List.copyOf(keys).toArray(FernetKey[]::new), FernetEngine.JDK);
    }

    private static KeyRing of(FernetKey[] keys, FernetEngine by) {
        CryptoEngine[] engines = new CryptoEngine[keys.length];
        for (int i = 0; i < engines.length; i++) {
            engines[i] = by.engine(keys[i]);
        }
        return new KeyRing(keys, engines);
    }

    KeyRing with(FernetEngine by) {
        return of(keys, by);
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
