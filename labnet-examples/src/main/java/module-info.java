// SPDX-License-Identifier: Apache-2.0

/** Reference servers and clients built from labnet, and the labnet command. */
module io.labnet.examples {
    requires com.opencsv;
    requires info.picocli;
    requires transitive io.labnet.core;
    requires transitive io.labnet.fernet;
    requires org.apache.commons.lang3;
    requires static transitive org.jspecify;

    exports io.labnet.examples.grades;
}
