// SPDX-License-Identifier: Apache-2.0

/** Fernet tokens: authenticated encryption with a time stamp, strict by default. */
module io.labnet.fernet {
    requires static org.bouncycastle.provider;
    requires static transitive org.jspecify;

    exports io.labnet.fernet;
}
