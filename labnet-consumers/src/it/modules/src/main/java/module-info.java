// SPDX-License-Identifier: Apache-2.0

/** Depends on libraries as modules. */
module org.example.modules {
    requires io.labnet.compute;
    requires io.labnet.crds;
    requires io.labnet.fernet;
    requires io.labnet.numbers;
    requires io.labnet.xorproto;
}
