// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.listen;

import io.labnet.cli.command.FileErrors;
import io.labnet.cli.process.Failure;
import io.labnet.core.codec.EscapedText;
import io.labnet.core.file.FileStamp;
import io.labnet.core.transport.address.AddressSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The addresses in the file of {@code --deny}. A thread of its own checks once a second whether the file has changed. If
 * the changed file can't be used, the addresses that were read before stay denied.
 */
final class DenyList implements Supplier<AddressSet> {
    private final Path file;
    private volatile AddressSet addresses;

    /** The file as it was last read. Guarded by this object's lock, as is reading the file. */
    private FileStamp stamp;

    private DenyList(Path file) throws IOException {
        this.file = file;
        this.stamp = FileStamp.of(file);
        this.addresses = load();
    }

    /** Reads a file for the first time. */
    static DenyList of(Path file) throws Failure {
        try {
            return new DenyList(file);
        } catch (IOException e) {
            throw new Failure("cannot use the deny list " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public AddressSet get() {
        return addresses;
    }

    /** Checks the file periodically until the server has stopped. */
    void watchUntil(CompletionStage<Void> stopped) {
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "labnet-deny-list");
            thread.setDaemon(true);
            return thread;
        });
        var unused = watch.scheduleWithFixedDelay(this::refresh, 1, 1, TimeUnit.SECONDS);
        var ignored = stopped.whenComplete((nothing, failure) -> watch.shutdownNow());
    }

    private synchronized void refresh() {
        if (!stamp.equals(FileStamp.of(file))) {
            readNow();
        }
    }

    /** Reads the file, changed or not, and reports the result on standard error. */
    synchronized void readNow() {
        stamp = FileStamp.of(file);
        try {
            addresses = load();
            print(file + " was read again");
        } catch (IOException e) {
            print("warning: the deny list " + file + " is not used: " + e.getMessage()
                    + "; the addresses read before stay denied");
        }
    }

    private AddressSet load() throws IOException {
        try {
            return AddressSet.parse(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        } catch (IOException e) {
            throw new IOException(FileErrors.reason(e), e);
        }
    }

    private static void print(String line) {
        System.err.println(EscapedText.of(line));
    }
}
