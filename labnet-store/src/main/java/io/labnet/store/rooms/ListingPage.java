// SPDX-License-Identifier: Apache-2.0
package io.labnet.store.rooms;

import io.labnet.store.Database;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A page of the listing of one version of a directory. It is read when it is first asked for, and kept for the next
 * reader as long as there is memory. Any thread may read it; two that do so at once read the same.
 */
final class ListingPage {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Database database;
    private final DirectoryState state;
    private final long after;
    private volatile SoftReference<ByteBuffer> kept = new SoftReference<>(null);
    private volatile @Nullable ListingPage next;

    /** A page with what comes after a position. */
    ListingPage(Database database, DirectoryState state, long after) {
        this.database = database;
        this.state = state;
        this.after = after;
    }

    /** Whether the directory is still as this page shows it. */
    boolean isOf(DirectoryState now) {
        // As many changes may have been made to another database that was put in its place; without marks, who knows.
        return now.version() == state.version() && now.mark() == state.mark() && now.mark() != 0;
    }

    /** The lines, in a buffer of the caller's own; none after the last page. */
    ByteBuffer text() throws IOException {
        ByteBuffer text = kept.get();
        if (text == null) {
            text = read();
            kept = new SoftReference<>(text);
        }
        return text.duplicate();
    }

    /** The page that follows one that has been read, {@code null} if it was empty. */
    @Nullable
    ListingPage next() {
        return next;
    }

    private ByteBuffer read() throws IOException {
        RoomLines lines = database.transact(connection -> {
            RoomTable table = new RoomTable(connection);
            RoomLines read = new RoomLines();
            table.visit(state.version(), after, RoomLines.MOST_ROOMS, read);
            // Looked at last: what was still there after the reading was there while it went on.
            boolean there = table.state().forgotten() <= state.version() && table.mark(state.version()) == state.mark();
            return there ? read : null;
        });
        if (lines == null) {
            throw new IOException("the listing is too old to be read on, or the database was replaced");
        }
        if (lines.isEmpty()) {
            return NOTHING;
        }
        if (next == null) {
            next = new ListingPage(database, state, lines.lastPosition());
        }
        return lines.text();
    }
}
