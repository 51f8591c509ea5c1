// SPDX-License-Identifier: Apache-2.0

/**
 * Databases, each chosen by one address: a SQLite file or a PostgreSQL server.
 *
 * <p>The decisions, and why:
 *
 * <ul>
 *   <li>Both use the same SQL; subclasses of {@link io.labnet.store.DatabaseAddress} contain the differences.
 *   <li>SQLite keeps its rollback journal. A write-ahead log would be faster, but has three drawbacks. The log is a
 *       second file, which is easily forgotten when copying the database. The log does not work on network file
 *       systems, where computer rooms keep home directories. If the database file is moved away, SQLite with a log does
 *       not detect it, so later commits are acknowledged and lost.
 *   <li>A transaction on SQLite takes the write lock when it begins, so that it does not fail half-way because of
 *       another process. A process has one connection to the file, for which its threads queue; a process waits for
 *       other processes for at most half a minute.
 *   <li>PostgreSQL has a pool of a few connections.
 *   <li>If the connection is lost before the commit, the transaction is run again on a new connection. If the
 *       connection is lost during the commit, the outcome is unknown, and the failure is reported.
 * </ul>
 *
 * <p>Unless marked {@code @Nullable}, parameters and results are never {@code null}; passing {@code null} throws {@link
 * NullPointerException}.
 */
@NullMarked
package io.labnet.store;

import org.jspecify.annotations.NullMarked;
