// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

import java.util.List;

/** One or more keys in order, each with its engine. The first key encrypts; all keys decrypt. */
record KeyRing(List<FernetKey> keys, List<CryptoEngine> engines) {
    static KeyRing of(List<FernetKey> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a Fernet needs at least one key");
        }
        return of(List.copyOf(keys), FernetEngine.JDK);
    }

    private static KeyRing of(List<FernetKey> keys, FernetEngine by) {
        return new KeyRing(keys, keys.stream().map(by::engine).toList());
    }

    KeyRing with(FernetEngine by) {
        return of(keys, by);
    }

    int size() {
        return engines.size();
    }

    CryptoEngine engine(int index) {
        return engines.get(index);
    }

    /**
     * Throws an exception if a key is destroyed. Without this check, the engines would continue to work, because they
     * hold copies of the keys.
     */
    void requireIntact() {
        for (FernetKey key : keys) {
            key.requireIntact();
        }
    }
}
