// SPDX-License-Identifier: Apache-2.0

/** Scores and chat rooms in SQLite or PostgreSQL. */
module io.labnet.store {
    requires com.zaxxer.hikari;
    requires transitive io.labnet.crds;
    requires transitive io.labnet.xorproto;
    requires transitive java.sql;
    requires static transitive org.jspecify;
    requires org.xerial.sqlitejdbc;

    exports io.labnet.store;
    exports io.labnet.store.rooms;
    exports io.labnet.store.scores;
}
