// SPDX-License-Identifier: Apache-2.0

/** The grades protocol: requests, replies, codecs, grade files, server and client. */
module io.labnet.grades {
    requires com.opencsv;
    requires transitive io.labnet.core;
    requires transitive io.labnet.fernet;
    // OpenCSV is an automatic module, which cannot say what it needs.
    requires org.apache.commons.lang3;
    requires static transitive org.jspecify;

    exports io.labnet.grades;
    exports io.labnet.grades.client;
    exports io.labnet.grades.file;
    exports io.labnet.grades.server;
}
