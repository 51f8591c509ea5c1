// SPDX-License-Identifier: Apache-2.0

/** The grades protocol: requests, replies, codecs, grade files, server and client. */
module io.labnet.grades {
    requires com.opencsv;
    requires transitive io.labnet.core;
    requires transitive io.labnet.fernet;
    // OpenCSV needs this module, but as an automatic module it can't declare that.
    requires org.apache.commons.lang3;
    requires static transitive org.jspecify;

    exports io.labnet.grades;
    exports io.labnet.grades.client;
    exports io.labnet.grades.file;
    exports io.labnet.grades.server;
    exports io.labnet.grades.trace;
}
