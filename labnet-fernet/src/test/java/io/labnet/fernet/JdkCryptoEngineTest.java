// SPDX-License-Identifier: Apache-2.0
package io.labnet.fernet;

class JdkCryptoEngineTest extends CryptoEngineContract {
    @Override
    CryptoEngine engine(FernetKey key) {
        return new JdkCryptoEngine(key);
    }
}
