// SPDX-License-Identifier: Apache-2.0

/** A small xor client. */
module org.example.image {
    requires io.labnet.xorproto;
}
