// SPDX-License-Identifier: Apache-2.0
package io.labnet.numbers.server;

import io.labnet.core.session.ByteSession;
import io.labnet.core.session.Peer;
import io.labnet.numbers.NumberRequest;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Creates the session of each client. Pass it to a {@link io.labnet.core.transport.Transport}, which runs the server.
 *
 * @param name the server's name
 * @param numbers picks the server's number, from 1 to 100, for each reply; called by several threads concurrently
 * @param end called when a number is out of range, to stop the server; {@code null} to continue
 * @param listener receives the events
 * @param explain whether to send a client a line that names its mistake before closing, for teaching; the protocol has
 *     no such line
 */
public record NumberService(
        String name, IntSupplier numbers, @Nullable Runnable end, NumberListener listener, boolean explain)
        implements Function<Peer, ByteSession> {
    /** The default name of a server. */
    public static final String DEFAULT_NAME = "Ada Server";

    /**
     * Creates a service.
     *
     * @param name the server's name
     * @param numbers picks the server's number
     * @param end called when a number is out of range, or {@code null}
     * @param listener receives the events
     * @param explain whether to send a client a line that names its mistake before closing
     */
    public NumberService {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(numbers, "numbers");
        Objects.requireNonNull(listener, "listener");
    }

    /**
     * Creates a service that, as the protocol requires, does not explain mistakes to clients.
     *
     * @param name the server's name
     * @param numbers picks the server's number
     * @param end called when a number is out of range, or {@code null}
     * @param listener receives the events
     */
    public NumberService(String name, IntSupplier numbers, @Nullable Runnable end, NumberListener listener) {
        this(name, numbers, end, listener, false);
    }

    /** {@return a uniformly distributed random number from 1 to 100} */
    public static int randomNumber() {
        return ThreadLocalRandom.current().nextInt(NumberRequest.MIN_NUMBER, NumberRequest.MAX_NUMBER + 1);
    }

    @Override
    public ByteSession apply(Peer peer) {
        return new NumberServerSession(this, peer).conversation();
    }
}
