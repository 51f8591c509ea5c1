// SPDX-License-Identifier: Apache-2.0

/**
 * Databases, each chosen by one address: a SQLite file or a PostgreSQL server.
 * <p>The decisions, and why:
 * <ul>
 * <li>The same SQL for both; where they must differ, the subclass of {@link io.labnet.store.DatabaseAddress} says it.
 * <li>SQLite keeps its rollback journal. A write-ahead log would be faster, but it is a second file that a copy of the
 * database easily forgets, does not work on network file systems, which the homes in computer rooms are on, and does
 * not notice that the file has been moved away: what is written then is acknowledged and lost.
 * <li>A transaction on SQLite takes the write lock when it begins, so that none fails half-way because another process
 * was faster. A process has one connection to the file and its threads queue for that; processes wait for each other
 * for half a minute.
 * <li>PostgreSQL is used through a few pooled connections.
 * <li>A transaction whose connection is lost before the commit begins once more on a new one. One that is lost in the
 * commit may or may not have happened, so it is reported.
 * </ul>
 * <p>Unless marked {@code @Nullable}, parameters and results are never {@code null}; passing {@code null} throws {@link
 * NullPointerException}.
 */
@NullMarked
package io.labnet.store;

import org.jspecify.annotations.NullMarked;
